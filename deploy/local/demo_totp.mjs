import { readJson, ROOT, secret } from './place.mjs'
import { join } from 'node:path'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/**
 * Secrets of the demo administrators' authenticator apps: random, made on first use, kept with the installation so that every start
 * can print them.
 * @param {import('./place.mjs').Place} place
 * @returns {Record<string, string>} base 32, by login
 */
export function demoTotpSecrets(place) {
  const { accounts } = readJson(join(ROOT, 'backend/database/demo_accounts.json'))
  /** @type {string[]} */
  const logins = accounts
    .filter((/** @type {{ roles: string[] }} */ { roles }) => roles.some((role) => role.endsWith('-admin')))
    .map((/** @type {{ login: string }} */ { login }) => login)
  return Object.fromEntries(logins.map((login) => [login, toBase32(secret(place, `totp ${login}`))]))
}

/** @param {string} text base64url of at least 20 bytes */
function toBase32(text) {
  const bits = [...Buffer.from(text, 'base64url').subarray(0, 20)]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[parseInt(five, 2)]).join('')
}
