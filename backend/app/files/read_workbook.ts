import { isOldFormat } from './check_package.js'
import { convertOldFormat } from './convert_old_format.js'
import { E } from './errors.js'
import { FileRefused } from './file_refused.js'
import type { PlainWorkbook } from './plain_sheets.js'
import { readInThread } from './read_in_thread.js'

/** Files read at the same time; more wait for their turn. */
const AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []

/** Reads an uploaded file, a few at a time, each in a thread of its own. Refuses with E_IMPORT_* what cannot be read. */
export async function readWorkbook(file: Buffer): Promise<PlainWorkbook> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await readInThread(isOldFormat(file) ? await convertOldFormat(file) : file)
  } catch (error) {
    throw error instanceof FileRefused ? E[error.code](error.figure as never) : error
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}
