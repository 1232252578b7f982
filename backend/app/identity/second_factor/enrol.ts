import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, openSecret, rows, sealSecret } from '#platform'
import { E } from '../errors.js'
import { needsSecondFactor } from '../policy/current_policy.js'
import { hasProved, type LoadedSession, markProved } from '../sessions/sessions.js'
import { matchTotp, newTotpSecret, totpUri } from './totp.js'
import { renewRecoveryCodes } from './recovery_codes.js'

/** Contract `SecondFactor`. */
export interface SecondFactorView {
  readonly enrolled: boolean
  readonly required: boolean
  readonly recoveryCodesLeft: number
}

export async function viewSecondFactor(acting: Acting, session: LoadedSession): Promise<SecondFactorView> {
  const [left] = await inTransaction(acting, (trx) =>
    rows<{ count: number }>(
      trx,
      'select count(*)::int as count from recovery_codes where account_id = :id and used_at is null',
      { id: session.account.id },
    ),
  )
  return {
    enrolled: session.hasFactor,
    required: needsSecondFactor(session.grants),
    recoveryCodesLeft: left?.count ?? 0,
  }
}

/**
 * Makes a new secret that takes effect once a code of it is shown. In place of an existing one only by who has just proved who he
 * is: E_STEP_UP.
 */
export async function beginEnrolment(acting: Acting, session: LoadedSession): Promise<{ secret: string; uri: string }> {
  const { id, login } = session.account
  if (session.hasFactor && !hasProved(session)) throw E.E_STEP_UP()
  const secret = newTotpSecret()
  await inTransaction(acting, (trx) =>
    rows(
      trx,
      `insert into second_factors (account_id, pending) values (:id, :sealed)
       on conflict (account_id) do update set pending = excluded.pending`,
      { id, sealed: sealSecret(secret, `totp ${id}`) },
    ),
  )
  return { secret, uri: totpUri(secret, login) }
}

/** The first code puts the secret in force and gives recovery codes, told this once. E_CODE_WRONG. */
export function confirmEnrolment(
  acting: Acting,
  session: LoadedSession,
  code: string,
): Promise<{ recoveryCodes: string[] }> {
  const { id } = session.account
  return inTransaction(acting, async (trx) => {
    const [factor] = await rows<{ pending: string | null }>(
      trx,
      'select pending from second_factors where account_id = :id for update',
      { id },
    )
    const secret = factor?.pending ? openSecret(factor.pending, `totp ${id}`) : null
    const step = secret && matchTotp(secret, code, { at: now(), after: 0 })
    if (!step) throw E.E_CODE_WRONG()
    await rows(
      trx,
      `update second_factors set sealed = pending, pending = null, last_step = :step, confirmed_at = :at where account_id = :id`,
      { id, step, at: now() },
    )
    const recoveryCodes = await renewRecoveryCodes(trx, id)
    await markProved(trx, session)
    await recordAuditEvent(trx, acting, { action: 'second_factor.confirm', subjectType: 'account', subjectId: id })
    return { recoveryCodes }
  })
}
