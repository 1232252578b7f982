import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, rows } from '#platform'
import { E } from '../errors.js'
import { endSessions } from '../sessions/end_sessions.js'

/** Ends all sessions of an account within seconds; returns how many. */
export function kick(acting: Acting, accountId: string, reason: string): Promise<number> {
  return inTransaction(acting, async (trx) => {
    const known = await rows(trx, 'select from accounts where id = :accountId', { accountId })
    if (known.length === 0) throw E.E_ACCOUNT_NOT_FOUND()
    const ended = await endSessions(trx, { accountId, reason: 'administrator' })
    const subject = { subjectType: 'account', subjectId: accountId }
    await recordAuditEvent(trx, acting, { action: 'account.kick', ...subject, after: { ended }, reason })
    return ended
  })
}

/** Takes the authenticator app away from a person who has lost it; who must have one sets up another at the next sign-in. */
export function resetSecondFactor(acting: Acting, accountId: string, reason: string): Promise<void> {
  return inTransaction(acting, async (trx) => {
    if (accountId === acting.account.id) throw E.E_OWN_RIGHTS()
    const known = await rows(trx, 'select from accounts where id = :accountId', { accountId })
    if (known.length === 0) throw E.E_ACCOUNT_NOT_FOUND()
    await rows(trx, 'delete from recovery_codes where account_id = :accountId', { accountId })
    await rows(trx, 'delete from second_factors where account_id = :accountId', { accountId })
    await endSessions(trx, { accountId, reason: 'administrator' })
    const subject = { subjectType: 'account', subjectId: accountId }
    await recordAuditEvent(trx, acting, { action: 'second_factor.reset', ...subject, reason })
  })
}
