import { createReadStream } from 'node:fs'
import type { HttpContext } from '@adonisjs/core/http'
import { type Acting, findJobFile } from '#platform'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** Streams the file of one's own job under its Chinese name (RFC 6266, RFC 8187). */
export async function sendJobFile(acting: Acting, id: string, { response }: HttpContext): Promise<undefined> {
  const { name, path } = await findJobFile(acting, id)
  response.header('Content-Type', XLSX)
  response.header(
    'Content-Disposition',
    `attachment; filename="export-${id}.xlsx"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, escapeByte)}`,
  )
  response.stream(createReadStream(path))
  return undefined
}

function escapeByte(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`
}
