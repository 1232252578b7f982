import { Env } from '@adonisjs/core/env'

export default await Env.create(new URL('../', import.meta.url), {
  NODE_ENV: Env.schema.enum(['development', 'production', 'test'] as const),
  HOST: Env.schema.string.optional({ format: 'host' }),
  PORT: Env.schema.number(),
  APP_KEY: Env.schema.string(),
  /** How strict the platform is: `identity/policy/packs.ts`. */
  POLICY_PACK: Env.schema.enum.optional(['等保三级', 'ASVS', 'demo'] as const),
  /** Seals secrets of people at rest; losing it loses them. */
  SECRETS_KEY: Env.schema.string(),
  DATABASE_URL: Env.schema.string(),
  OWNER_DATABASE_URL: Env.schema.string.optional(),
  REDIS_URL: Env.schema.string(),
  DATA_DIR: Env.schema.string(),
  LOG_LEVEL: Env.schema.string.optional(),
  /** Demonstrations only: secrets of the administrators' apps, JSON by login. */
  DEMO_TOTP_SECRETS: Env.schema.string.optional(),
  /** Tests only: the instant the clock starts at. */
  WEITONG_CLOCK: Env.schema.string.optional(),
})
