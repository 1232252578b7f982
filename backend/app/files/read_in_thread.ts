import { Worker } from 'node:worker_threads'
import { FileRefused } from './file_refused.js'
import type { ReadAs, WorkerReply, WorkerTask } from './workbook_worker.js'

const DEADLINE_MS = 15_000
const LIMITS = { maxOldGenerationSizeMb: 384, maxYoungGenerationSizeMb: 64 }

export interface ThreadOptions {
  readonly as?: ReadAs
  readonly deadlineMs?: number
}

/** Reads a file in a thread of its own, with bounded memory and time; throws FileRefused. */
export function readInThread<T>(
  file: Buffer,
  { as = 'sheets', deadlineMs = DEADLINE_MS }: ThreadOptions = {},
): Promise<T> {
  const worker = new Worker(new URL('./workbook_worker.ts', import.meta.url), {
    workerData: { file: new Uint8Array(file), as } satisfies WorkerTask,
    execArgv: ['--import=@poppinss/ts-exec'],
    resourceLimits: LIMITS,
  })
  return new Promise<T>((resolve, reject) => {
    const deadline = setTimeout(() => reject(new FileRefused('E_IMPORT_TOO_SLOW')), deadlineMs)
    const end = (settle: () => void): void => {
      clearTimeout(deadline)
      settle()
    }
    worker.on('message', (reply: WorkerReply) =>
      end(() => {
        if ('result' in reply) return resolve(reply.result as T)
        reject(new FileRefused(reply.refused, reply.figure))
      }),
    )
    // Out of memory ends the thread, not the server.
    worker.on('error', (error: NodeJS.ErrnoException) =>
      end(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new FileRefused('E_IMPORT_ZIP_BOMB') : error)),
    )
    worker.on('exit', () => end(() => reject(new FileRefused('E_IMPORT_UNREADABLE'))))
  }).finally(() => void worker.terminate())
}
