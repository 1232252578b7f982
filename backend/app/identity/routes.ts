import { endpoint, SESSION_COOKIE } from './http/endpoint.js'
import { signInBody } from './http/session_validator.js'
import { viewSession } from './http/session_transformer.js'
import { closeSession, loadSession } from './sessions.js'
import { signIn } from './sign_in.js'
import { recordSignOut } from './sign_out.js'
import { E } from './errors.js'

const cookie = { httpOnly: true, sameSite: 'lax', path: '/' } as const

export const identityRoutes = [
  endpoint({
    method: 'POST',
    path: '/session',
    ability: 'session.create',
    body: signInBody,
    handle: async ({ body, http }) => {
      const { request, response } = http
      const token = await signIn(body, {
        ip: request.ip(),
        userAgent: request.header('user-agent') ?? '',
        requestId: request.id() ?? null,
      })
      response.plainCookie(SESSION_COOKIE, token, { ...cookie, encode: false, secure: request.secure() })
      const session = await loadSession(token)
      if (!session) throw E.E_NOT_SIGNED_IN()
      return viewSession(session)
    },
  }),
  endpoint({
    method: 'GET',
    path: '/session',
    ability: 'session.read',
    handle: ({ session }) => viewSession(session),
  }),
  endpoint({
    method: 'DELETE',
    path: '/session',
    ability: 'session.delete',
    status: 204,
    handle: async ({ acting, http }) => {
      await recordSignOut(acting)
      await closeSession(String(http.request.plainCookie(SESSION_COOKIE, '', false)))
      http.response.clearCookie(SESSION_COOKIE, cookie)
      return undefined
    },
  }),
]
