import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'
import sirv from 'sirv'
import { SECURITY_HEADERS } from './security_headers.js'

const folder = fileURLToPath(new URL('../../../../workbench/dist/browser/', import.meta.url))

/** The built workbench: hashed files for ever, `.br` and `.gz` beside them when the browser takes them, index.html for every page. */
const serve = existsSync(folder)
  ? sirv(folder, {
      // Looks at the disk, not at a list made at start: a rebuilt workbench is served without a restart.
      dev: true,
      etag: true,
      gzip: true,
      brotli: true,
      single: true,
      setHeaders(response, pathname) {
        for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value)
        const hashed = /-[A-Z0-9]{8}\.(js|css|woff2)$/.test(pathname)
        response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  : null

/** Server middleware: whatever is not the API or health is a page of the workbench. */
export default class WorkbenchFiles {
  async handle({ request, response }: HttpContext, next: NextFn): Promise<void> {
    const url = request.url()
    const ours = url.startsWith('/api/') || url.startsWith('/health/')
    const { method } = request.request
    if (ours || !serve || (method !== 'GET' && method !== 'HEAD')) return next()
    const missing = await new Promise<boolean>((resolve) => {
      response.response.on('close', () => resolve(false))
      serve(request.request, response.response, () => resolve(true))
    })
    if (missing) return next()
  }
}
