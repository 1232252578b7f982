import { defineConfig, drivers } from '@adonisjs/core/hash'

/** The framework asks for one; passwords are hashed by argon2id in app/identity/passwords.ts. */
export default defineConfig({ default: 'scrypt', list: { scrypt: drivers.scrypt({}) } })
