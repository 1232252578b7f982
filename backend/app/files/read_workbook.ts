import { Worker } from 'node:worker_threads'
import { isOldFormat } from './check_package.js'
import { convertOldFormat } from './convert_old_format.js'
import { E } from './errors.js'
import { FileRefused } from './file_refused.js'
import type { PlainWorkbook } from './plain_sheets.js'
import type { WorkerReply } from './workbook_worker.js'

const DEADLINE_MS = 15_000
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 }
/** Files read at the same time; more wait for their turn. */
const AT_ONCE = 2

let running = 0
const waiting: (() => void)[] = []

/** Reads an uploaded file in a thread of its own, with bounded memory and time. Refuses what is no plain workbook. */
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

function readInThread(file: Buffer): Promise<PlainWorkbook> {
  const worker = new Worker(new URL('./workbook_worker.ts', import.meta.url), {
    workerData: new Uint8Array(file),
    execArgv: ['--import=@poppinss/ts-exec'],
    resourceLimits: LIMITS,
  })
  return new Promise<PlainWorkbook>((resolve, reject) => {
    const deadline = setTimeout(() => reject(E.E_IMPORT_TOO_SLOW()), DEADLINE_MS)
    const end = (settle: () => void): void => {
      clearTimeout(deadline)
      settle()
    }
    worker.on('message', (reply: WorkerReply) =>
      end(() => {
        if ('workbook' in reply) return resolve(reply.workbook)
        reject(new FileRefused(reply.refused, reply.figure))
      }),
    )
    // Out of memory ends the thread, not the server.
    worker.on('error', (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? E.E_IMPORT_ZIP_BOMB() : error)),
    )
    worker.on('exit', () => end(() => reject(E.E_IMPORT_UNREADABLE())))
  }).finally(() => void worker.terminate())
}
