import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import env from '#start/env'

export const BROWSER_COOKIE = 'weitong_browser'
export const BROWSER_DAYS = 180

/**
 * A browser in which an account has signed in carries proof of it (OWASP: device cookies). Whoever guesses from elsewhere can
 * then be held up without holding up the person.
 */
export function proofFor(login: string): string {
  const nonce = randomBytes(16).toString('base64url')
  return `${nonce}.${signature(login, nonce)}`
}

/** The browser's own number when its proof is for this login, else null. */
export function knownBrowser(login: string, proof: string | null): string | null {
  const [nonce = '', signed = ''] = (proof ?? '').split('.')
  const expected = signature(login, nonce)
  if (signed.length !== expected.length || !timingSafeEqual(Buffer.from(signed), Buffer.from(expected))) return null
  return nonce
}

function signature(login: string, nonce: string): string {
  return createHmac('sha256', env.get('APP_KEY')).update(`known browser\n${login}\n${nonce}`).digest('base64url')
}
