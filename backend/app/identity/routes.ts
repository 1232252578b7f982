import { E } from './errors.js'
import { endpoint } from './http/endpoint.js'
import {
  giveCookies,
  giveSessionCookie,
  readCookie,
  SESSION_COOKIE,
  takeSessionCookie,
} from './http/session_cookies.js'
import { viewSession } from './http/session_transformer.js'
import { changePasswordBody, codeBody, proofBody, signInBody } from './http/session_validator.js'
import { changePassword } from './passwords/change_password.js'
import { beginEnrolment, confirmEnrolment, viewSecondFactor } from './second_factor/enrol.js'
import { answerSecondFactor, stepUp } from './second_factor/prove.js'
import { POLICY } from './policy/current_policy.js'
import { endOtherSessions, endOwnSession, listOwnSessions, signOut } from './sessions/own_sessions.js'
import { loadSession } from './sessions/sessions.js'
import { BROWSER_COOKIE } from './sign_in/known_browser.js'
import { signIn } from './sign_in/sign_in.js'

export const identityRoutes = [
  endpoint({
    method: 'POST',
    path: '/session',
    ability: 'session.create',
    body: signInBody,
    handle: async ({ body, http }) => {
      const { request } = http
      const signedIn = await signIn(body, {
        ip: request.ip(),
        userAgent: request.header('user-agent') ?? '',
        requestId: request.id() ?? null,
        proof: readCookie(http, BROWSER_COOKIE),
      })
      giveCookies(http, signedIn)
      const session = await loadSession(signedIn.token)
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
    handle: async ({ acting, session, http }) => {
      await signOut(acting, session)
      takeSessionCookie(http)
      return undefined
    },
  }),
  endpoint({
    method: 'GET',
    path: '/sessions',
    ability: 'session.list',
    handle: ({ acting, session }) => listOwnSessions(acting, session),
  }),
  endpoint({
    method: 'DELETE',
    path: '/sessions/:sessionId',
    ability: 'session.end',
    status: 204,
    handle: async ({ acting, params }) => {
      await endOwnSession(acting, params.sessionId ?? '')
      return undefined
    },
  }),
  endpoint({
    method: 'POST',
    path: '/sessions/end-others',
    ability: 'session.end_others',
    handle: async ({ acting, session }) => ({ ended: await endOtherSessions(acting, session) }),
  }),
  endpoint({
    method: 'POST',
    path: '/session/second-factor',
    ability: 'session.second_factor',
    body: codeBody,
    handle: async ({ acting, session, body, http }) => {
      const token = await answerSecondFactor(acting, session, body.code)
      giveSessionCookie(http, token)
      return viewSession((await loadSession(token)) ?? session)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/session/step-up',
    ability: 'session.step_up',
    body: proofBody,
    status: 204,
    handle: async ({ acting, session, body }) => {
      await stepUp(acting, session, body.proof)
      return undefined
    },
  }),
  endpoint({
    method: 'GET',
    path: '/second-factor',
    ability: 'second_factor.read',
    handle: ({ acting, session }) => viewSecondFactor(acting, session),
  }),
  endpoint({
    method: 'POST',
    path: '/second-factor',
    ability: 'second_factor.begin',
    handle: ({ acting, session }) => beginEnrolment(acting, session),
  }),
  endpoint({
    method: 'POST',
    path: '/second-factor/confirm',
    ability: 'second_factor.confirm',
    body: codeBody,
    handle: ({ acting, session, body }) => confirmEnrolment(acting, session, body.code),
  }),
  endpoint({
    method: 'GET',
    path: '/password-rules',
    ability: 'password.rules',
    handle: () => {
      const { minLength, kinds, history, expiryDays } = POLICY.password
      return { minLength, kinds, history, expiryDays }
    },
  }),
  endpoint({
    method: 'PUT',
    path: '/password',
    ability: 'password.change',
    body: changePasswordBody,
    handle: async ({ acting, session, body, http }) => {
      await changePassword(acting, session, body)
      const renewed = await loadSession(readCookie(http, SESSION_COOKIE) ?? '')
      return viewSession(renewed ?? session)
    },
  }),
]
