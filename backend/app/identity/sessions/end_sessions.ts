import { now, rows, type Trx } from '#platform'
import { forgetSessions } from './sessions.js'

export type EndReason = 'signed-out' | 'limit' | 'person' | 'password' | 'administrator'

interface Ending {
  readonly accountId: string
  readonly reason: EndReason
  /** Only this one. */
  readonly id?: string
  /** All but this one. */
  readonly except?: string
}

/** Ends sessions of an account; their rows stay for a day to tell the browsers why. Returns how many there were. */
export async function endSessions(trx: Trx, { accountId, reason, id, except }: Ending): Promise<number> {
  const ended = await rows(
    trx,
    `update sessions set ended_at = :at, ended_reason = :reason
     where account_id = :accountId and ended_at is null and expires_at > :at
       and (:id::bigint is null or id = :id) and (:except::bigint is null or id <> :except) returning id`,
    { accountId, reason, at: now(), id: id ?? null, except: except ?? null },
  )
  trx.after('commit', () => forgetSessions(accountId))
  return ended.length
}

/** House-keeping: sessions that are over and counts of guesses that no longer matter. */
export async function removeOldSessions(trx: Trx): Promise<void> {
  await rows(trx, `delete from sessions where coalesce(ended_at, expires_at) < :at::timestamptz - interval '1 day'`, {
    at: now(),
  })
  await rows(trx, `delete from sign_in_limits where since < :at::timestamptz - interval '1 day'`, { at: now() })
}
