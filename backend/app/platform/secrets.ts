import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import env from '#start/env'

/**
 * Secrets of people at rest: AES-256-GCM under a key the database does not hold (SECRETS_KEY). `owner` is bound in, so a
 * secret moved to another row does not open. Text form: `a1.<key id>.<nonce>.<tag and ciphertext>`.
 */
const key = createHash('sha256')
  .update(`secrets at rest\n${env.get('SECRETS_KEY')}`)
  .digest()
const KEY_ID = createHash('sha256').update(key).digest('hex').slice(0, 8)

export function sealSecret(plain: string, owner: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  return [
    'a1',
    KEY_ID,
    nonce.toString('base64url'),
    Buffer.concat([cipher.getAuthTag(), sealed]).toString('base64url'),
  ].join('.')
}

/** Throws when the text was changed, belongs to another owner, or was sealed under another key. */
export function openSecret(text: string, owner: string): string {
  const [form, keyId, nonce = '', body = ''] = text.split('.')
  if (form !== 'a1' || keyId !== KEY_ID)
    throw new Error(`a secret under key ${keyId ?? '?'} cannot be opened with ${KEY_ID}`)
  const bytes = Buffer.from(body, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
  decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(0, 16))
  return decipher.update(bytes.subarray(16), undefined, 'utf8') + decipher.final('utf8')
}
