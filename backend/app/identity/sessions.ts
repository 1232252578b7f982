import { createHash, randomBytes } from 'node:crypto'
import { hotQuery, now } from '#platform'
import type { Role } from './abilities.js'

/** Idle 30 minutes, 12 hours at the longest (GB/T 22239 8.1.4.1 b). */
const IDLE_MINUTES = 30
const ABSOLUTE_HOURS = 12
/** How long a loaded session is trusted without asking the database: the upper bound for "kicked" to take effect. */
const CACHE_MS = 3000

export interface Grant {
  readonly role: Role
  readonly area: string
  readonly organisationId: string
  readonly path: string
  readonly name: string
  readonly kind: 'administration' | 'institution'
  readonly level: 'province' | 'city' | 'county' | 'town' | null
  readonly divisionCode: string
}

export interface LoadedSession {
  readonly account: { id: string; login: string; name: string; phone: string; organisationId: string }
  readonly grants: readonly Grant[]
}

interface SessionRow {
  account_id: string
  login: string
  name: string
  phone: string
  organisation_id: string
  grants: Grant[]
  seen_at: Date
}

const LOAD = { name: 'session_of', text: 'select * from session_of($1, $2)' }
const INSERT = {
  name: 'session_insert',
  text: 'insert into sessions (token_hash, account_id, created_at, seen_at, expires_at, ip, user_agent) values ($1, $2, $3, $3, $4, $5, $6)',
}
const TOUCH = {
  name: 'session_touch',
  text: `update sessions set seen_at = $2, expires_at = least(created_at + interval '${ABSOLUTE_HOURS} hours', $3) where token_hash = $1`,
}
const DELETE = { name: 'session_delete', text: 'delete from sessions where token_hash = $1' }

const cache = new Map<string, { at: number; session: Promise<LoadedSession | null> }>()

/** Opens a session and returns its token, 256 random bits; the database keeps only the hash. */
export async function openSession(accountId: string, from: { ip: string; userAgent: string }): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await hotQuery(INSERT, [hashOf(token), accountId, now(), idleEnd(), from.ip, from.userAgent.slice(0, 300)])
  return token
}

/** The session of a token, or null when it is unknown, over, or its account is disabled. */
export function loadSession(token: string): Promise<LoadedSession | null> {
  const known = cache.get(token)
  if (known && Date.now() - known.at < CACHE_MS) return known.session
  if (cache.size > 5000) cache.clear()
  const session = readSession(token)
  cache.set(token, { at: Date.now(), session })
  session.catch(() => cache.delete(token))
  return session
}

export async function closeSession(token: string): Promise<void> {
  cache.delete(token)
  await hotQuery(DELETE, [hashOf(token)])
}

async function readSession(token: string): Promise<LoadedSession | null> {
  const [row] = await hotQuery<SessionRow>(LOAD, [hashOf(token), now()])
  if (!row) return null
  // Written at most once a minute: a session that works is not a write on every click.
  if (now().getTime() - row.seen_at.getTime() > 60_000) await hotQuery(TOUCH, [hashOf(token), now(), idleEnd()])
  return {
    account: {
      id: row.account_id,
      login: row.login,
      name: row.name,
      phone: row.phone,
      organisationId: row.organisation_id,
    },
    grants: row.grants,
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function idleEnd(): Date {
  return new Date(now().getTime() + IDLE_MINUTES * 60_000)
}
