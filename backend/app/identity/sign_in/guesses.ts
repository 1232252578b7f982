import { createHash } from 'node:crypto'
import { hotQuery, now } from '#platform'
import { E } from '../errors.js'
import { POLICY } from '../policy/current_policy.js'

/** Where an attempt comes from: a browser the account is known in, or else an address. */
export interface GuessPlace {
  readonly login: string
  readonly ip: string
  readonly browser: string | null
}

const COUNT = {
  name: 'count_guess',
  text: `select count_guess($1, $2, $3, $4 * interval '1 minute', $5 * interval '1 minute') as until`,
}
const HELD = { name: 'guess_held', text: 'select until from sign_in_limits where key = $1 and until > $2' }
const FORGET = { name: 'guess_forget', text: 'delete from sign_in_limits where key = $1' }
const FORGIVE = {
  name: 'guess_forgive',
  text: `update sign_in_limits set failures = failures - 1, until = case when failures > $2 then until end where key = $1 and failures > 0`,
}

/**
 * Counts an attempt before it is judged; refuses with E_TOO_MANY_GUESSES when the place has to wait. A browser the account is known
 * in waits only for its own mistakes, so nobody else can lock a person out.
 */
export async function countGuess(place: GuessPlace): Promise<void> {
  if (!place.browser) {
    const [held] = await hotQuery<{ until: Date }>(HELD, [keyOf('address', place), now()])
    refuseUntil(held?.until)
  }
  refuseUntil(await count('pair', place))
  if (!place.browser) refuseUntil(await count('account', place))
}

/** After a wrong password: an address that tries many accounts has to wait too. */
export async function noteWrongGuess(place: GuessPlace): Promise<void> {
  if (!place.browser) await count('address', place)
}

/** After a right password: the attempt was no guess. */
export async function forgiveGuess(place: GuessPlace): Promise<void> {
  await hotQuery(FORGET, [keyOf('pair', place)])
  if (!place.browser) await hotQuery(FORGIVE, [keyOf('account', place), POLICY.guessing.account.failures])
}

type Counter = 'pair' | 'account' | 'address'

async function count(counter: Counter, place: GuessPlace): Promise<Date | null> {
  const { windowMinutes, [counter]: limit } = POLICY.guessing
  const values = [keyOf(counter, place), now(), limit.failures, windowMinutes, limit.waitMinutes]
  const [row] = await hotQuery<{ until: Date | null }>(COUNT, values)
  return row?.until ?? null
}

function keyOf(counter: Counter, { login, ip, browser }: GuessPlace): string {
  const parts = { pair: [login, browser ?? ip], account: [login], address: [ip] }[counter]
  return createHash('sha256')
    .update([counter, ...parts].join('\n'))
    .digest('base64url')
}

function refuseUntil(until: Date | null | undefined): void {
  const left = until ? until.getTime() - now().getTime() : 0
  if (left > 0) throw E.E_TOO_MANY_GUESSES(Math.ceil(left / 60_000))
}
