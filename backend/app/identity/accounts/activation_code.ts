import { randomInt } from 'node:crypto'
import { hashPassword } from '../passwords/passwords.js'
import { now } from '#platform'

const DAYS = 7
/** No letters that are read as digits. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'

export interface Activation {
  /** Told once, to be handed over on paper; works as the password until it is changed, which is the first thing asked. */
  readonly code: string
  readonly until: Date
  readonly passwordHash: string
}

/** 59 random bits in three groups. */
export async function makeActivation(): Promise<Activation> {
  const group = (): string => Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  const code = [group(), group(), group()].join('-')
  return { code, until: new Date(now().getTime() + DAYS * 86_400_000), passwordHash: await hashPassword(code) }
}
