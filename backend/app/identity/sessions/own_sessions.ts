import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows } from '#platform'
import { E } from '../errors.js'
import { sessionRuleOf } from '../policy/current_policy.js'
import { type EndReason, endSessions } from './end_sessions.js'
import type { LoadedSession } from './sessions.js'

/** Contract `OwnSession`. */
export interface OwnSession {
  readonly id: string
  readonly current: boolean
  readonly ip: string
  readonly userAgent: string
  readonly createdAt: Date
  readonly seenAt: Date
}

/** Where one is signed in, last used first, and in how many browsers one may be. */
export async function listOwnSessions(
  acting: Acting,
  session: LoadedSession,
): Promise<{ sessions: OwnSession[]; limit: number; idleMinutes: number }> {
  const sessions = await inTransaction(acting, (trx) =>
    rows<OwnSession>(
      trx,
      `select id, id = :current as current, coalesce(ip, '') as ip, coalesce(user_agent, '') as "userAgent",
         created_at as "createdAt", seen_at as "seenAt"
       from sessions where account_id = :account and ended_at is null and expires_at > :at
       order by id = :current desc, seen_at desc`,
      { account: session.account.id, current: session.id, at: now() },
    ),
  )
  const { clients, idleMinutes } = sessionRuleOf(session.grants)
  return { sessions, limit: clients, idleMinutes }
}

/** Ends one of one's own sessions. E_SESSION_NOT_FOUND when it is somebody else's or over. */
export function endOwnSession(acting: Acting, id: string): Promise<void> {
  return inTransaction(acting, async (trx) => {
    const ended = await endSessions(trx, { accountId: acting.account.id, id, reason: 'person' })
    if (ended === 0) throw E.E_SESSION_NOT_FOUND()
    await recordAuditEvent(trx, acting, { action: 'session.end', subjectType: 'session', subjectId: id })
  })
}

/** Ends all of one's own sessions but this one; returns how many. */
export function endOtherSessions(acting: Acting, session: LoadedSession): Promise<number> {
  return inTransaction(acting, async (trx) => {
    const ended = await endSessions(trx, { accountId: session.account.id, except: session.id, reason: 'person' })
    const subject = { subjectType: 'account', subjectId: session.account.id }
    await recordAuditEvent(trx, acting, { action: 'session.end_others', ...subject, after: { ended } })
    return ended
  })
}

/** Leaves: the session of the request itself. */
export function signOut(acting: Acting, session: LoadedSession): Promise<void> {
  const reason: EndReason = 'signed-out'
  return inTransaction(acting, async (trx) => {
    await endSessions(trx, { accountId: session.account.id, id: session.id, reason })
    await recordAuditEvent(trx, acting, {
      action: 'session.delete',
      subjectType: 'account',
      subjectId: acting.account.id,
    })
  })
}
