import { createHmac, randomBytes } from 'node:crypto'

/** RFC 6238 with what every authenticator app does: SHA-1, steps of 30 seconds, six digits. */
const STEP_SECONDS = 30
const DIGITS = 6
/** Clocks of telephones: one step early or late. */
const TOLERANCE = 1
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** 160 random bits in base 32. */
export function newTotpSecret(): string {
  return toBase32(randomBytes(20))
}

export function stepOf(at: Date): number {
  return Math.floor(at.getTime() / 1000 / STEP_SECONDS)
}

export function totpCode(secret: string, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (mac.at(-1) ?? 0) & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/** The step a code is of, if it is one near `at` and later than the last one used; else null. */
export function matchTotp(secret: string, code: string, { at, after }: { at: Date; after: number }): number | null {
  const now = stepOf(at)
  for (let step = now - TOLERANCE; step <= now + TOLERANCE; step += 1) {
    if (step > after && totpCode(secret, step) === code) return step
  }
  return null
}

/** What an authenticator app reads from the QR code. */
export function totpUri(secret: string, login: string): string {
  const label = encodeURIComponent(`卫统:${login}`)
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent('卫统')}&algorithm=SHA1&digits=${DIGITS}&period=${STEP_SECONDS}`
}

export function toBase32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  return (bits.match(/.{1,5}/g) ?? []).map((part) => ALPHABET[parseInt(part.padEnd(5, '0'), 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((part) => parseInt(part, 2)))
}
