import { hashInPool } from './hash_pool.js'

export async function hashPassword(password: string): Promise<string> {
  return String(await hashInPool({ password, against: null }))
}

export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  return (await hashInPool({ password, against: passwordHash })) === true
}

let decoy: Promise<string> | undefined

/** Takes as long as a real verification, so that an unknown login cannot be told from a wrong password. */
export async function verifyNobody(password: string): Promise<false> {
  decoy ??= hashPassword('no such account')
  await verifyPassword(await decoy, password)
  return false
}
