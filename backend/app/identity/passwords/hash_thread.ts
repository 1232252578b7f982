import { parentPort } from 'node:worker_threads'
import { hashSync, verifySync } from '@node-rs/argon2'

/** argon2id, 12 MiB, t=3, p=1: one of the parameter sets of OWASP ASVS 5.0 appendix C. (2 = Algorithm.Argon2id, a const enum.) */
const OPTIONS = { algorithm: 2, memoryCost: 12 * 1024, timeCost: 3, parallelism: 1 } as const

export interface HashTask {
  readonly password: string
  /** The hash to compare with; null: make one. */
  readonly against: string | null
}

parentPort?.on('message', ({ password, against }: HashTask) => {
  parentPort?.postMessage(against === null ? hashSync(password, OPTIONS) : matches(against, password))
})

/** What is no hash at all, as of an account that waits for its first password, matches nothing. */
function matches(against: string, password: string): boolean {
  try {
    return verifySync(against, password)
  } catch {
    return false
  }
}
