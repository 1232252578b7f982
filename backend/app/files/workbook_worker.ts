/** The thread a file is read in: what goes wrong here, or takes too much, harms nobody else. */
import { parentPort, workerData } from 'node:worker_threads'
import { type FileRefusal, FileRefused } from './file_refused.js'
import { readPlain } from './read_plain.js'
import { readTableHere } from './read_table.js'

/** As sheets with everything a person sees, or as a table of texts. */
export type ReadAs = 'sheets' | 'table'

export interface WorkerTask {
  readonly file: Uint8Array
  readonly as: ReadAs
}

export type WorkerReply = { readonly result: unknown } | { readonly refused: FileRefusal; readonly figure: number }

async function read({ file, as }: WorkerTask): Promise<WorkerReply> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  try {
    return { result: await (as === 'sheets' ? readPlain(bytes) : readTableHere(bytes)) }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { refused: error.code, figure: error.figure }
  }
}

parentPort?.postMessage(await read(workerData as WorkerTask))
