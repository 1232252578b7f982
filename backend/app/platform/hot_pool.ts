import pg from 'pg'
import env from '#start/env'
import type { Acting } from './acting.js'

/**
 * Raw `pg` for the one path where round trips count: loading a session, saving and submitting.
 * Named statements are prepared once per connection (an unprepared INSERT runs at half the rate).
 */
const pool = new pg.Pool({ connectionString: env.get('DATABASE_URL'), max: 16, application_name: 'weitong-hot' })
// An idle connection that the server closes is replaced at the next query; without a listener it would end the process.
pool.on('error', () => undefined)

export type HotClient = pg.PoolClient

export interface Statement {
  readonly name: string
  readonly text: string
}

export async function hotQuery<T extends pg.QueryResultRow>(
  statement: Statement,
  values: readonly unknown[],
): Promise<T[]> {
  const result = await pool.query<T>({ ...statement, values: [...values] })
  return result.rows
}

/** `begin` and the acting context in one round trip; commit, or roll back and rethrow. */
export async function inHotTransaction<T>(acting: Acting, work: (client: HotClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const account = client.escapeLiteral(acting.account.id)
    const scopes = client.escapeLiteral(acting.scopes.join(','))
    await client.query(`begin; set local app.account = ${account}; set local app.scopes = ${scopes}`)
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    client.release(broken)
  }
}

export async function closeHotPool(): Promise<void> {
  await pool.end()
}
