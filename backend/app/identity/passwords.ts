import { hash, verify } from '@node-rs/argon2'

/** argon2id, 12 MiB, t=3, p=1: one of the parameter sets of OWASP ASVS 5.0 appendix C. (2 = Algorithm.Argon2id, a const enum.) */
const OPTIONS = { algorithm: 2, memoryCost: 12 * 1024, timeCost: 3, parallelism: 1 } as const

export function hashPassword(password: string): Promise<string> {
  return hash(password, OPTIONS)
}

export function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password)
}

let decoy: Promise<string> | undefined

/** Takes as long as a real verification, so that an unknown login cannot be told from a wrong password. */
export async function verifyNobody(password: string): Promise<false> {
  decoy ??= hashPassword('no such account')
  await verify(await decoy, password)
  return false
}
