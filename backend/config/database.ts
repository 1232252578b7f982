import env from '#start/env'
import { defineConfig } from '@adonisjs/lucid'

/**
 * `runtime`: what web and worker processes use, no DDL, under row-level security.
 * `owner`: migrations, seed and facts:rebuild only; absent from the environment of the web process.
 */
const owner = env.get('OWNER_DATABASE_URL')

export default defineConfig({
  connection: 'runtime',
  connections: {
    runtime: {
      client: 'pg',
      connection: { connectionString: env.get('DATABASE_URL') },
      pool: { min: 0, max: 10 },
    },
    ...(owner && {
      owner: {
        client: 'pg' as const,
        connection: { connectionString: owner },
        pool: { min: 0, max: 4 },
        migrations: { naturalSort: true, paths: ['../migrations'] },
        schemaGeneration: { enabled: false },
      },
    }),
  },
})
