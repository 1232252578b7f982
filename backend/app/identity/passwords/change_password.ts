import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import { E } from '../errors.js'
import { POLICY } from '../policy/current_policy.js'
import { endSessions } from '../sessions/end_sessions.js'
import type { LoadedSession } from '../sessions/sessions.js'
import { countGuess, forgiveGuess } from '../sign_in/guesses.js'
import { checkNewPassword, weak } from './check_new_password.js'
import { hashPassword, verifyPassword } from './passwords.js'

/**
 * Puts a new password in the place of one's own and ends one's other sessions. Refuses with E_PASSWORD_WRONG, E_TOO_MANY_GUESSES
 * and E_PASSWORD_WEAK.
 */
export async function changePassword(
  acting: Acting,
  session: LoadedSession,
  input: { readonly current: string; readonly next: string },
): Promise<void> {
  const { id, login } = session.account
  const former = await inTransaction(acting, (trx) => formerPasswords(trx, id))
  const place = { login, ip: acting.ip ?? '', browser: `session ${session.id}` }
  await countGuess(place)
  if (!(await verifyPassword(former[0] ?? '', input.current))) throw E.E_PASSWORD_WRONG()
  await forgiveGuess(place)
  checkNewPassword(input.next, login)
  for (const hash of former) {
    if (await verifyPassword(hash, input.next)) throw weak([`不能与最近 ${POLICY.password.history} 次用过的密码相同。`])
  }
  const passwordHash = await hashPassword(input.next)
  await inTransaction(acting, async (trx) => {
    await setPassword(trx, id, passwordHash)
    await endSessions(trx, { accountId: id, except: session.id, reason: 'password' })
    await recordAuditEvent(trx, acting, { action: 'password.change', subjectType: 'account', subjectId: id })
  })
}

/** The present hash and those the policy remembers, newest first. */
async function formerPasswords(trx: Trx, accountId: string): Promise<string[]> {
  const found = await rows<{ hash: string }>(
    trx,
    `(select password_hash as hash, null::bigint as id from accounts where id = :accountId)
     union all
     (select password_hash, id from password_history where account_id = :accountId order by id desc limit :history)
     order by id desc nulls first`,
    { accountId, history: POLICY.password.history - 1 },
  )
  return found.map(({ hash }) => hash)
}

/** Writes the hash and keeps the one it replaces. */
async function setPassword(trx: Trx, accountId: string, passwordHash: string): Promise<void> {
  const at = now()
  await rows(
    trx,
    `insert into password_history (account_id, password_hash, at) select id, password_hash, :at from accounts where id = :accountId`,
    { accountId, at },
  )
  await trx
    .from('accounts')
    .where('id', accountId)
    .update({ password_hash: passwordHash, password_changed_at: at, must_change: false, activation_until: null })
}
