/** The thread a file is read in: what goes wrong here, or takes too much, harms nobody else. */
import { parentPort, workerData } from 'node:worker_threads'
import { type FileRefusal, FileRefused } from './file_refused.js'
import type { PlainWorkbook } from './plain_sheets.js'
import { readPlain } from './read_plain.js'

export type WorkerReply =
  { readonly workbook: PlainWorkbook } | { readonly refused: FileRefusal; readonly figure: number }

async function read(bytes: Uint8Array): Promise<WorkerReply> {
  try {
    return { workbook: await readPlain(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) }
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error
    return { refused: error.code, figure: error.figure }
  }
}

parentPort?.postMessage(await read(workerData as Uint8Array))
