import type { HttpContext } from '@adonisjs/core/http'
import type { NextFn } from '@adonisjs/core/types/http'

/** No script but ours, nothing evaluated, no frames; Angular and Univer need inline styles. */
export const CONTENT_SECURITY_POLICY = [
  `default-src 'self'`,
  `script-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data: blob:`,
  `font-src 'self' data:`,
  `connect-src 'self'`,
  `frame-ancestors 'none'`,
  `base-uri 'self'`,
  `form-action 'self'`,
].join('; ')

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
}

/** Replies of the API are nobody's to keep, unless the handler says otherwise. */
export default class SecurityHeaders {
  async handle({ response }: HttpContext, next: NextFn): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.header(name, value)
    response.header('Cache-Control', 'no-store')
    await next()
  }
}
