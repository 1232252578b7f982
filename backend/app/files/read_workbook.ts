import type { ImportTable } from '@weitong/designer/indicator'
import { isOldFormat } from './check_package.js'
import { convertOldFormat } from './convert_old_format.js'
import { E } from './errors.js'
import { FileRefused } from './file_refused.js'
import type { PlainWorkbook } from './plain_sheets.js'
import { readInThread } from './read_in_thread.js'
import type { ReadAs } from './workbook_worker.js'

/** Files read at the same time; more wait for their turn. */
const AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []

/** Reads an uploaded file as sheets with everything a person sees. Refuses with E_IMPORT_* what cannot be read. */
export function readWorkbook(file: Buffer): Promise<PlainWorkbook> {
  return inTurn(file, 'sheets')
}

/** Reads the first sheet of an uploaded workbook as a head and rows of texts. Refuses with E_IMPORT_* what cannot be read. */
export function readTable(file: Buffer): Promise<ImportTable> {
  return inTurn(file, 'table')
}

/** A few at a time, each in a thread of its own. */
async function inTurn<T>(file: Buffer, as: ReadAs): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await readInThread<T>(isOldFormat(file) ? await convertOldFormat(file) : file, { as })
  } catch (error) {
    throw error instanceof FileRefused ? E[error.code](error.figure as never) : error
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}
