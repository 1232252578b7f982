import { createHash, randomInt } from 'node:crypto'
import { now, rows, type Trx } from '#platform'

const HOW_MANY = 10
/** No letters that are read as digits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Replaces a person's recovery codes; returned once, kept as digests. 49 random bits each, so a plain digest will do. */
export async function renewRecoveryCodes(trx: Trx, accountId: string): Promise<string[]> {
  await rows(trx, 'delete from recovery_codes where account_id = :accountId', { accountId })
  const codes = Array.from({ length: HOW_MANY }, () => `${letters(5)}-${letters(5)}`)
  for (const code of codes) {
    await rows(trx, 'insert into recovery_codes (account_id, digest) values (:accountId, :digest)', {
      accountId,
      digest: digestOf(code),
    })
  }
  return codes
}

/** Uses a code up; false when it is none or was used. */
export async function useRecoveryCode(trx: Trx, accountId: string, code: string): Promise<boolean> {
  const used = await rows(
    trx,
    `update recovery_codes set used_at = :at where account_id = :accountId and digest = :digest and used_at is null returning id`,
    { accountId, digest: digestOf(code), at: now() },
  )
  return used.length > 0
}

function letters(length: number): string {
  return Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('')
}

function digestOf(code: string): Buffer {
  return createHash('sha256')
    .update(code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .digest()
}
