import { createHash, randomBytes } from 'node:crypto'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { withClient } from '../../deploy/local/database.mjs'
import { NODE } from '../../deploy/local/environment.mjs'
import { ROOT } from '../../deploy/local/place.mjs'
import { TYPESCRIPT } from '../../deploy/local/platform.mjs'
import { fingerprint } from '../../deploy/local/sources.mjs'

export interface Contents {
  /** Arguments of `node ace seed`; null: the schema alone. */
  readonly seed: readonly string[] | null
  /** Instant at which the clock stands while seeding; undefined: now, as a day. */
  readonly clock: string | undefined
}

export interface TestDatabase {
  readonly name: string
  readonly ownerUrl: string
  readonly runtimeUrl: string
  drop(): Promise<void>
}

const SOURCES = ['migrations', 'backend', 'designer/src', 'designer/catalogue', 'reports/src', 'package-lock.json']
const LOCK = 20261123

/**
 * A database of its own with the given contents. Contents are made once per state of the sources, as a template that is
 * cloned; clones of test runs that were killed are removed on the way.
 */
export async function createDatabase(contents: Contents): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await withClient(adminUrl(), async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { rows } = await client.query('select datname as name from pg_database')
    const existing = rows.map((row) => String(row.name))
    for (const stale of existing.filter(isAbandoned)) await client.query(`drop database ${stale} with (force)`)
    const template = await ensureTemplate(client, existing, contents)
    await client.query(`create database ${name} template ${template} owner weitong_owner`)
  })
  return {
    name,
    ownerUrl: urlFor('OWNER_DATABASE_URL', name),
    runtimeUrl: urlFor('DATABASE_URL', name),
    drop: () =>
      withClient(adminUrl(), async (client) => void (await client.query(`drop database ${name} with (force)`))),
  }
}

type Client = Parameters<Parameters<typeof withClient>[1]>[0]

/** The caller holds the lock: at most one process makes or removes templates. */
async function ensureTemplate(client: Client, existing: readonly string[], contents: Contents): Promise<string> {
  const version = fingerprint(SOURCES)
  const day = contents.clock ?? new Date().toISOString().slice(0, 10)
  const key = createHash('sha256')
    .update(JSON.stringify([contents.seed, day]))
    .digest('hex')
    .slice(0, 8)
  const template = `template_${version}_${key}`
  if (existing.includes(template)) return template

  const outdated = existing.filter((name) => name.startsWith('template_') && !name.startsWith(`template_${version}`))
  for (const name of [...outdated, 'template_unfinished'])
    await client.query(`drop database if exists ${name} with (force)`)
  await client.query('create database template_unfinished owner weitong_owner')
  await ace(['migration:run', '--force', '--connection=owner'], contents.clock)
  if (contents.seed) await ace(['seed', ...contents.seed], contents.clock)
  await client.query(`alter database template_unfinished rename to ${template}`)
  return template
}

async function ace(args: readonly string[], clock: string | undefined): Promise<void> {
  await promisify(execFile)(NODE, [...TYPESCRIPT, 'backend/bin/console.ts', ...args], {
    cwd: ROOT,
    maxBuffer: 64 * 1024 * 1024,
    env: {
      ...process.env,
      DATABASE_URL: urlFor('DATABASE_URL', 'template_unfinished'),
      OWNER_DATABASE_URL: urlFor('OWNER_DATABASE_URL', 'template_unfinished'),
      ...(clock && { WEITONG_CLOCK: clock }),
    },
  })
}

/** Clones carry the pid of the process that made them. */
function isAbandoned(name: string): boolean {
  const pid = Number(/^test_(\d+)_/.exec(name)?.[1])
  if (!pid) return false
  try {
    return !process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

function adminUrl(): string {
  return given('ADMIN_DATABASE_URL')
}

function urlFor(variable: string, database: string): string {
  const url = new URL(given(variable))
  url.pathname = `/${database}`
  return url.href
}

function given(variable: string): string {
  const value = process.env[variable]
  if (!value) throw new Error(`${variable} is not set: run through npm test, or node deploy/local/env.mjs --test -- …`)
  return value
}
