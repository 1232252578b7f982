import type { HttpContext } from '@adonisjs/core/http'
import { E } from '../errors.js'

const MEGABYTE = 2 ** 20
const MOST = 8
/** What is read and thrown away, so that a browser in the middle of sending hears the refusal and not a broken connection. */
const PATIENCE = 64

/** The body of a request as it comes, never kept beyond the limit; the shape parser leaves such bodies alone. */
export async function receiveFile(http: HttpContext): Promise<Buffer> {
  const { request } = http.request
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length <= MOST * MEGABYTE) chunks.push(chunk)
    else chunks.length = 0
    if (length > PATIENCE * MEGABYTE) break
  }
  if (length > PATIENCE * MEGABYTE) http.response.header('Connection', 'close')
  if (length > MOST * MEGABYTE) throw E.E_IMPORT_TOO_BIG(MOST)
  if (length === 0) throw E.E_IMPORT_EMPTY()
  return Buffer.concat(chunks)
}
