import { Socket } from 'node:net'
import pg from 'pg'
import env from '#start/env'
import type { Acting } from './acting.js'

/**
 * A socket that sends everything written within one turn of the event loop in one system call, so that the statements of a
 * pipeline travel together: a call for each took a third of the web process's time on the save path.
 */
function gatheringSocket(): Socket {
  const socket = new Socket()
  let gathering = false
  const gather = (): void => {
    if (gathering) return
    gathering = true
    socket.cork()
    process.nextTick(() => {
      gathering = false
      socket.uncork()
    })
  }
  // Not before: connecting puts node's own `write` back.
  socket.once('connect', () => {
    socket.write = new Proxy(socket.write, {
      apply(write, self, chunk) {
        gather()
        return Reflect.apply(write, self, chunk)
      },
    })
  })
  return socket
}

/**
 * Raw `pg` for the one path where round trips count: loading a session, saving and submitting.
 * Named statements are prepared once per connection (an unprepared INSERT runs at half the rate), and a statement may be sent
 * before the one ahead of it is answered.
 */
const pool = new pg.Pool({
  connectionString: env.get('DATABASE_URL'),
  max: 16,
  application_name: 'weitong-hot',
  pipeline: true,
  options: '-c plan_cache_mode=force_generic_plan',
  stream: gatheringSocket,
})
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

/** Statements already sent that the commit of their transaction waits for. */
const unanswered = new WeakMap<HotClient, Promise<unknown>[]>()

/**
 * Lets the commit travel with statements whose results nobody needs: the work may end before they are answered. When one fails,
 * the server rolls everything back and the transaction rejects with its error.
 */
export function answerWithCommit(client: HotClient, ...sent: Promise<unknown>[]): void {
  for (const each of sent) each.catch(() => undefined)
  unanswered.set(client, [...(unanswered.get(client) ?? []), ...sent])
}

/**
 * One transaction under the actor's context; commit, or roll back and rethrow. `begin` and the context travel with the first
 * statement of the work: should they fail, it finds no context and so no rows.
 */
export async function inHotTransaction<T>(acting: Acting, work: (client: HotClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    const account = client.escapeLiteral(acting.account.id)
    const scopes = client.escapeLiteral(acting.scopes.join(','))
    const trial = client.escapeLiteral(acting.trials ?? '')
    const context = `set local app.account = ${account}; set local app.scopes = ${scopes}; set local app.trial = ${trial}`
    const begun = client.query(`begin; ${context}`)
    begun.catch(() => undefined)
    const result = await work(client)
    await begun
    await Promise.all([...(unanswered.get(client) ?? []), client.query('commit')])
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => (broken = failure))
    throw error
  } finally {
    unanswered.delete(client)
    client.release(broken)
  }
}

export async function closeHotPool(): Promise<void> {
  await pool.end()
}
