import { type Acting, Refusal } from '#platform'
import type { HttpContext } from '@adonisjs/core/http'
import { ABILITIES, type Ability } from '../abilities.js'
import { actingFor } from '../acting_for.js'
import { checkDuty, checkProved } from '../duties.js'
import { E } from '../errors.js'
import { type LoadedSession, loadSession } from '../sessions/sessions.js'
import { readCookie, SESSION_COOKIE } from './session_cookies.js'

/** What a handler gets: everything is validated, and `acting` is already limited to the grants that give the ability. */
export interface EndpointInput<B, Q> {
  readonly acting: Acting
  readonly session: LoadedSession
  readonly params: Readonly<Record<string, string>>
  readonly body: B
  readonly query: Q
  readonly http: HttpContext
}

/** One row of a feature's route table: no route exists without the ability it needs. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly ability: Ability
  readonly handle: (http: HttpContext) => Promise<unknown>
}

/** A compiled Vine validator, seen from here. */
interface Shape<T> {
  validate(input: unknown): Promise<T>
}

interface Row<B, Q> {
  readonly method: Endpoint['method']
  readonly path: string
  readonly ability: Ability
  readonly body?: Shape<B>
  readonly query?: Shape<Q>
  /** Status of a success; 200 unless told. A handler that writes the response itself returns undefined. */
  readonly status?: number
  readonly handle: (input: EndpointInput<B, Q>) => unknown
}

/** The order is the same everywhere: origin, session, duty, ability, shape, act, reply. */
export function endpoint<B = undefined, Q = undefined>(row: Row<B, Q>): Endpoint {
  const handle = async (http: HttpContext): Promise<unknown> => {
    if (row.method !== 'GET') checkOrigin(http)
    const session = ABILITIES[row.ability] === 'anyone' ? NOBODY : await sessionOf(http)
    checkDuty(session, row.ability)
    checkProved(session, row.ability)
    const acting = actingFor(session, row.ability, { ip: http.request.ip(), requestId: http.request.id() ?? null })
    const input = {
      acting,
      session,
      params: checkParams(http.params),
      body: row.body ? await checkShape(row.body, http.request.body()) : undefined,
      query: row.query ? await checkShape(row.query, http.request.qs()) : undefined,
      http,
    }
    const reply = await row.handle(input as never)
    if (reply === undefined) return row.status === 204 ? http.response.status(204).send(null) : undefined
    return http.response.status(row.status ?? 200).json(reply)
  }
  return { method: row.method, path: row.path, ability: row.ability, handle }
}

const NOBODY: LoadedSession = {
  id: '0',
  account: { id: '0', login: '', name: '未登录', phone: '', organisationId: '0' },
  grants: [],
  duty: null,
  hasFactor: false,
  provedAt: new Date(0),
}

/**
 * A page of another origin can send a form or a simple request with our cookie, but not this header without a preflight,
 * which is never granted (Fetch standard, CORS-safelisted request headers). Together with SameSite=Lax.
 */
function checkOrigin(http: HttpContext): void {
  if (http.request.header('x-weitong') !== '1') throw E.E_MISSING_HEADER()
}

async function sessionOf(http: HttpContext): Promise<LoadedSession> {
  const token = readCookie(http, SESSION_COOKIE)
  const session = token?.length === 43 ? await loadSession(token) : null
  if (!session) throw E.E_NOT_SIGNED_IN()
  return session
}

/** Ids in paths are digits; anything else cannot name a thing. */
function checkParams(params: Record<string, string>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(params)) {
    if (/id$/i.test(name) && !/^\d{1,18}$/.test(value)) throw E.E_NOT_FOUND()
  }
  return params
}

async function checkShape<T>(shape: Shape<T>, input: unknown): Promise<T> {
  const output = await shape.validate(input)
  const unknown = unknownKey(input, output)
  if (unknown) {
    const place = { code: 'E_UNKNOWN_KEY', message: `不认识的字段“${unknown}”。`, where: unknown }
    throw new Refusal('E_VALIDATION', 422, { message: place.message, errors: [place] })
  }
  return output
}

/** Vine drops what it does not know; we refuse it, so a misspelt field is never silently ignored. */
function unknownKey(input: unknown, output: unknown, path = ''): string | null {
  if (input === null || typeof input !== 'object' || output === null || typeof output !== 'object') return null
  for (const [key, value] of Object.entries(input)) {
    const here = path ? `${path}.${key}` : key
    if (value !== undefined && value !== null && !(key in output)) return here
    const deeper = unknownKey(value, (output as Record<string, unknown>)[key], here)
    if (deeper) return deeper
  }
  return null
}
