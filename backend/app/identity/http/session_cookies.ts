import type { HttpContext } from '@adonisjs/core/http'
import type { SignedIn } from '../sign_in/sign_in.js'
import { BROWSER_COOKIE, BROWSER_DAYS } from '../sign_in/known_browser.js'

export const SESSION_COOKIE = 'weitong_session'

const base = { httpOnly: true, sameSite: 'lax', path: '/', encode: false } as const

/** Sent as it is: neither signed nor encoded by the framework. */
export function readCookie(http: HttpContext, name: string): string | null {
  const value = http.request.plainCookie(name, undefined, false) as unknown
  return typeof value === 'string' ? value : null
}

export function giveSessionCookie(http: HttpContext, token: string): void {
  http.response.plainCookie(SESSION_COOKIE, token, { ...base, secure: http.request.secure() })
}

export function giveCookies(http: HttpContext, { token, proof }: SignedIn): void {
  giveSessionCookie(http, token)
  const options = { ...base, secure: http.request.secure() }
  http.response.plainCookie(BROWSER_COOKIE, proof, { ...options, maxAge: `${BROWSER_DAYS}d` })
}

export function takeSessionCookie(http: HttpContext): void {
  http.response.clearCookie(SESSION_COOKIE, base)
}
