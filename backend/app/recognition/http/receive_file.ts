import type { HttpContext } from '@adonisjs/core/http'
import { E } from '../errors.js'

const MEGABYTES = 8

/** The body of a request as it comes, refused as soon as it is too long; the shape parser leaves such bodies alone. */
export async function receiveFile(http: HttpContext): Promise<Buffer> {
  const { request } = http.request
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > MEGABYTES * 2 ** 20) throw E.E_IMPORT_TOO_BIG(MEGABYTES)
    chunks.push(chunk)
  }
  if (length === 0) throw E.E_IMPORT_EMPTY()
  return Buffer.concat(chunks)
}
