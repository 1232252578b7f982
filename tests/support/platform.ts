import type { ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { NODE } from '../../deploy/local/environment.mjs'
import { tailOf } from '../../deploy/local/logs.mjs'
import { ROOT } from '../../deploy/local/place.mjs'
import { TYPESCRIPT } from '../../deploy/local/platform.mjs'
import { freePort, spawnTied, stopChild, until } from '../../deploy/local/processes.mjs'
import { createDatabase, type TestDatabase } from './databases.js'

export interface PlatformOptions {
  /** Arguments of `node ace seed`, such as `['--institutions=50']`; default `[]`; null: the schema alone. */
  readonly seed?: readonly string[] | null
  /** Instant at which the platform's clock starts, such as `2026-11-23T09:00:00+08:00`; default now. */
  readonly clock?: string
  /** A database to use and to keep; default a fresh one, dropped by stop(). */
  readonly database?: TestDatabase
  /** How strict: `demo` unless told. */
  readonly policy?: '等保三级' | 'ASVS' | 'demo'
}

/** Generous: a busy machine starts slowly, and a broken platform fails with its log anyway. */
const READY_LIMIT_MS = 120_000

type ProcessName = 'web' | 'worker'
const FILES: Record<ProcessName, string> = { web: 'backend/bin/server.ts', worker: 'backend/bin/worker.ts' }

/** The real platform on a free port and a database of its own: what a test starts, kills and starts again. */
export interface Platform {
  readonly baseUrl: string
  readonly database: TestDatabase
  /** Kills one process with SIGKILL and returns when it is gone. */
  kill9(name: ProcessName): Promise<void>
  /** Starts a killed process again on the same port and database and waits until the platform is ready. */
  restart(name: ProcessName): Promise<void>
  stop(): Promise<void>
}

let platforms = 0

/** Starts web and worker process and waits for `GET /health/ready`; rejects with the end of the logs after two minutes. */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const { seed = [], clock } = options
  const database = options.database ?? (await createDatabase({ seed, clock }))
  const port = await freePort()
  const baseUrl = `http://127.0.0.1:${port}`
  const env = platformEnv({ database, port, clock, policy: options.policy })
  const children: Partial<Record<ProcessName, ChildProcess>> = {}

  const start = (name: ProcessName) => {
    const output = openSync(logOf(database, name), 'a')
    children[name] = spawnTied(NODE, [...TYPESCRIPT, FILES[name]], {
      cwd: ROOT,
      env,
      stdio: ['ignore', output, output],
    })
    closeSync(output)
  }
  const ready = async () => {
    if (await until(() => isReady(baseUrl), READY_LIMIT_MS)) return
    throw new Error(
      `the platform is not ready:\n${tailOf(logOf(database, 'web'), 40)}\n${tailOf(logOf(database, 'worker'), 40)}`,
    )
  }
  const stop = async () => {
    await Promise.all(Object.values(children).map((child) => stopChild(child, { graceMs: 5000 })))
    if (!options.database) await database.drop()
  }

  start('worker')
  start('web')
  await ready().catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    baseUrl,
    database,
    stop,
    async kill9(name) {
      const child = children[name]
      if (child) await stopChild(child, { signal: 'SIGKILL' })
    },
    async restart(name) {
      start(name)
      await ready()
    },
  }
}

interface PlatformPlace {
  readonly database: TestDatabase
  readonly port: number
  readonly clock: string | undefined
  readonly policy: PlatformOptions['policy']
}

/** As in production, the processes do not get the owner's key. Each platform has a Redis database of its own. */
function platformEnv({ database, port, clock, policy }: PlatformPlace): NodeJS.ProcessEnv {
  const { OWNER_DATABASE_URL: _owner, ADMIN_DATABASE_URL: _admin, ...env } = process.env
  const redis = new URL(env.REDIS_URL ?? '')
  redis.pathname = `/${1 + (process.pid % 60) * 16 + (platforms++ % 16)}`
  return {
    ...env,
    DATABASE_URL: database.runtimeUrl,
    REDIS_URL: redis.href,
    DATA_DIR: join(env.DATA_DIR ?? '', 'platforms', database.name),
    HOST: '127.0.0.1',
    PORT: String(port),
    ...(clock && { WEITONG_CLOCK: clock }),
    ...(policy && { POLICY_PACK: policy }),
  }
}

function logOf(database: TestDatabase, name: ProcessName): string {
  const file = join(process.env.DATA_DIR ?? '', 'platforms', database.name, `${name}.log`)
  mkdirSync(dirname(file), { recursive: true })
  return file
}

async function isReady(baseUrl: string): Promise<boolean> {
  try {
    const response = await fetch(`${baseUrl}/health/ready`, { signal: AbortSignal.timeout(3000) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
