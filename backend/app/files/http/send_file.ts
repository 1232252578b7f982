import { createReadStream } from 'node:fs'
import { extname } from 'node:path'
import type { HttpContext } from '@adonisjs/core/http'
import { type Acting, findJobFile } from '#platform'

const TYPES: Readonly<Record<string, string>> = {
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.pdf': 'application/pdf',
  '.json': 'application/json; charset=utf-8',
}

/** Streams the file of one's own job under its Chinese name (RFC 6266, RFC 8187). */
export async function sendJobFile(acting: Acting, id: string, { response }: HttpContext): Promise<undefined> {
  const { name, path } = await findJobFile(acting, id)
  const extension = extname(path)
  response.header('Content-Type', TYPES[extension] ?? 'application/octet-stream')
  response.header(
    'Content-Disposition',
    `attachment; filename="export-${id}${extension}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, escapeByte)}`,
  )
  response.stream(createReadStream(path))
  return undefined
}

function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
