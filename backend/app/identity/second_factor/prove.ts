import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, openSecret, Refusal, rows, type Trx } from '#platform'
import { E } from '../errors.js'
import { verifyPassword } from '../passwords/passwords.js'
import { type LoadedSession, markProved, renewToken } from '../sessions/sessions.js'
import { countGuess, forgiveGuess, noteWrongGuess } from '../sign_in/guesses.js'
import { useRecoveryCode } from './recovery_codes.js'
import { matchTotp } from './totp.js'

/**
 * The second half of signing in: a code of the app, or a recovery code. The session goes on under a new token, which is
 * returned. E_CODE_WRONG, E_TOO_MANY_GUESSES.
 */
export function answerSecondFactor(acting: Acting, session: LoadedSession, code: string): Promise<string> {
  return guarded(acting, session, () =>
    inTransaction(acting, async (trx) => {
      await checkCode(trx, session.account.id, code)
      await markProved(trx, session)
      const token = await renewToken(trx, session)
      await audit(trx, acting, 'session.second_factor')
      return token
    }),
  )
}

/** Proves again who one is, before something that matters: a code where there is an app, else the password. */
export function stepUp(acting: Acting, session: LoadedSession, proof: string): Promise<void> {
  return guarded(acting, session, async () => {
    const right = session.hasFactor || (await passwordIs(acting, session.account.id, proof))
    if (!right) throw E.E_PASSWORD_WRONG()
    await inTransaction(acting, async (trx) => {
      if (session.hasFactor) await checkCode(trx, session.account.id, proof)
      await markProved(trx, session)
      await audit(trx, acting, 'session.step_up')
    })
  })
}

/** Wrong codes are counted by account and address, like wrong passwords, and written down. */
async function guarded<T>(acting: Acting, session: LoadedSession, prove: () => Promise<T>): Promise<T> {
  const ip = acting.ip ?? ''
  const place = { login: session.account.login, ip, browser: `second factor ${ip}` }
  await countGuess(place)
  try {
    const result = await prove()
    await forgiveGuess(place)
    return result
  } catch (error) {
    if (error instanceof Refusal) {
      await noteWrongGuess(place)
      await inTransaction(acting, (trx) => audit(trx, acting, 'second_factor.refuse'))
    }
    throw error
  }
}

/** Each code works once: the row is held, and the step it was of must be later than the last. */
async function checkCode(trx: Trx, accountId: string, code: string): Promise<void> {
  const [factor] = await rows<{ sealed: string; last_step: string }>(
    trx,
    'select sealed, last_step from second_factors where account_id = :accountId and sealed is not null for update',
    { accountId },
  )
  if (!factor) throw E.E_CODE_WRONG()
  if (/^\d{6}$/.test(code)) {
    const secret = openSecret(factor.sealed, `totp ${accountId}`)
    const step = matchTotp(secret, code, { at: now(), after: Number(factor.last_step) })
    if (!step) throw E.E_CODE_WRONG()
    await rows(trx, 'update second_factors set last_step = :step where account_id = :accountId', { step, accountId })
  } else if (!(await useRecoveryCode(trx, accountId, code))) throw E.E_CODE_WRONG()
}

async function passwordIs(acting: Acting, accountId: string, password: string): Promise<boolean> {
  const [account] = await inTransaction(acting, (trx) =>
    rows<{ hash: string }>(trx, 'select password_hash as hash from accounts where id = :accountId', { accountId }),
  )
  return account !== undefined && verifyPassword(account.hash, password)
}

function audit(trx: Trx, acting: Acting, action: string): Promise<void> {
  return recordAuditEvent(trx, acting, { action, subjectType: 'account', subjectId: acting.account.id })
}
