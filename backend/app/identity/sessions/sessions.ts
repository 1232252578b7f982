import { createHash, randomBytes } from 'node:crypto'
import { hotQuery, now, rows, type Trx } from '#platform'
import type { Role } from '../abilities.js'
import { E } from '../errors.js'
import { needsSecondFactor, POLICY, sessionRuleOf } from '../policy/current_policy.js'
import type { EndReason } from './end_sessions.js'

/** How long a loaded session is trusted without asking the database: the upper bound for "ended" to take effect. */
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

/** What a person has to do before anything else. */
export type Duty = 'second-factor' | 'password' | 'enrol'

export interface LoadedSession {
  readonly id: string
  readonly account: { id: string; login: string; name: string; phone: string; organisationId: string }
  readonly grants: readonly Grant[]
  readonly duty: Duty | null
  /** Whether the person has an authenticator app in force. */
  readonly hasFactor: boolean
  /** When the person last showed who he is. */
  readonly provedAt: Date
}

interface SessionRow {
  account_id: string
  login: string
  name: string
  phone: string
  organisation_id: string
  grants: Grant[]
  seen_at: Date
  session_id: string
  idle_minutes: number
  ended_reason: EndReason | null
  password_changed_at: Date
  must_change: boolean
  has_factor: boolean
  factor_at: Date | null
  proved_at: Date | null
}

export interface Client {
  readonly ip: string
  readonly userAgent: string
}

const LOAD = { name: 'session_of', text: 'select * from session_of($1, $2)' }
const TOUCH = {
  name: 'session_touch',
  text: `update sessions set seen_at = $2, expires_at = least(ends_at, $2::timestamptz + idle_minutes * interval '1 minute')
    where token_hash = $1 and ended_at is null`,
}

const cache = new Map<string, { at: number; session: Promise<LoadedSession | null> }>()

/** Writes a session and returns its token, 256 random bits; the database keeps only the hash. */
export async function insertSession(
  trx: Trx,
  account: { readonly id: string; readonly grants: readonly Pick<Grant, 'role' | 'level'>[] },
  from: Client,
): Promise<string> {
  const rule = sessionRuleOf(account.grants)
  const token = randomBytes(32).toString('base64url')
  await rows(
    trx,
    `insert into sessions (token_hash, account_id, created_at, seen_at, proved_at, expires_at, ends_at, idle_minutes, ip, user_agent)
     values (:hash, :account, :at, :at, :at, :at::timestamptz + :idle * interval '1 minute', :at::timestamptz + :hours * interval '1 hour', :idle, :ip, :userAgent)`,
    {
      hash: hashOf(token),
      account: account.id,
      at: now(),
      idle: rule.idleMinutes,
      hours: rule.absoluteHours,
      ip: from.ip,
      userAgent: from.userAgent.slice(0, 300),
    },
  )
  return token
}

/**
 * The session of a token, or null when it is unknown, over, or its account is disabled. Refuses with E_SESSION_ENDED, which says
 * why, when it was ended from elsewhere.
 */
export function loadSession(token: string): Promise<LoadedSession | null> {
  const known = cache.get(token)
  if (known && Date.now() - known.at < CACHE_MS) return known.session
  if (cache.size > 5000) cache.clear()
  const session = readSession(token)
  cache.set(token, { at: Date.now(), session })
  session.catch(() => cache.delete(token))
  return session
}

/** Lets what was changed in this process take effect at once; other processes follow within CACHE_MS. */
export function forgetSessions(accountId: string): void {
  for (const [token, { session }] of cache) {
    void session.then(
      (loaded) => (loaded?.account.id === accountId ? cache.delete(token) : undefined),
      () => undefined,
    )
  }
}

async function readSession(token: string): Promise<LoadedSession | null> {
  const [row] = await hotQuery<SessionRow>(LOAD, [hashOf(token), now()])
  if (!row || row.ended_reason === 'signed-out') return null
  if (row.ended_reason) throw E.E_SESSION_ENDED(row.ended_reason)
  // Written at most once a minute: a session that works is not a write on every click.
  if (now().getTime() - row.seen_at.getTime() > 60_000) await hotQuery(TOUCH, [hashOf(token), now()])
  return {
    id: row.session_id,
    account: {
      id: row.account_id,
      login: row.login,
      name: row.name,
      phone: row.phone,
      organisationId: row.organisation_id,
    },
    grants: row.grants,
    duty: dutyOf(row),
    hasFactor: row.has_factor,
    provedAt: row.proved_at ?? new Date(0),
  }
}

function dutyOf(row: SessionRow): Duty | null {
  if (row.has_factor && !row.factor_at) return 'second-factor'
  const { expiryDays } = POLICY.password
  const age = now().getTime() - row.password_changed_at.getTime()
  const expired = expiryDays !== null && age > expiryDays * 86_400_000
  if (row.must_change || expired) return 'password'
  return !row.has_factor && needsSecondFactor(row.grants) ? 'enrol' : null
}

/** Whether the person has shown who he is so recently that it need not be asked again. */
export function hasProved({ provedAt }: LoadedSession): boolean {
  return now().getTime() - provedAt.getTime() < POLICY.stepUp.minutes * 60_000
}

/** Notes that the person has shown who he is, with the app where there is one. */
export async function markProved(trx: Trx, session: LoadedSession): Promise<void> {
  await rows(trx, 'update sessions set proved_at = :at, factor_at = :at where id = :id', { id: session.id, at: now() })
  trx.after('commit', () => forgetSessions(session.account.id))
}

/** Gives a session another token: what somebody may have put into the browser before is worth nothing any more. */
export async function renewToken(trx: Trx, session: LoadedSession): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await rows(trx, 'update sessions set token_hash = :hash where id = :id', { id: session.id, hash: hashOf(token) })
  return token
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
