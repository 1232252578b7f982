import { withClient } from '../../deploy/local/database.mjs'
import demo from '../../backend/database/demo_accounts.json' with { type: 'json' }
import { Client, signIn } from './http_client.js'
import { type Platform, type PlatformOptions, startPlatform } from './platform.js'

/** A Monday morning, eight days before the end of the month. */
export const CLOCK = '2026-11-23T09:00:00+08:00'
export const PASSWORD = demo.password

let platform: Platform | undefined
const actors = new Map<string, Promise<Client>>()

/**
 * Starts the platform that the specs of one run share: the real processes on a database of its own with organisations and
 * accounts only. Specs make their own forms and collections, so that they do not meet. Returns how to stop it.
 */
export async function openWorld(options: PlatformOptions = {}): Promise<() => Promise<void>> {
  platform = await startPlatform({ seed: ['--bare'], clock: CLOCK, ...options })
  return () => sharedPlatform().stop()
}

export function sharedPlatform(): Platform {
  if (!platform) throw new Error('the shared platform is not running: the folder of the spec needs a setup.ts')
  return platform
}

/** A demo account, signed in once per run. */
export function actor(login: string): Promise<Client> {
  const known = actors.get(login) ?? signIn(sharedPlatform().baseUrl, login, PASSWORD)
  actors.set(login, known)
  return known
}

export function anonymous(): Client {
  return new Client(sharedPlatform().baseUrl, null)
}

/** Rows of a query as the owner, over all organisations. */
export function ownerRows<T>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
  return withClient(sharedPlatform().database.ownerUrl, async (client) => {
    await client.query(`select set_config('app.scopes', '/', false), set_config('app.account', '0', false)`)
    const { rows } = await client.query(sql, [...values])
    return rows as T[]
  })
}

export interface AuditRow {
  readonly id: string
  readonly action: string
  readonly account_name: string
  readonly subject_type: string
  readonly subject_id: string
  readonly before: unknown
  readonly after: unknown
  readonly reason: string | null
}

/** Events of an act on a thing, oldest first. */
export function auditEvents(action: string, subjectId?: string): Promise<AuditRow[]> {
  return ownerRows<AuditRow>(
    'select * from audit_events where action = $1 and ($2::text is null or subject_id = $2) order by id',
    [action, subjectId ?? null],
  )
}
