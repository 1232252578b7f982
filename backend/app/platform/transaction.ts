import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Acting } from './acting.js'
import type { HotClient } from './hot_pool.js'

export type Trx = TransactionClientContract

/**
 * One transaction under the actor's context. Row-level security reads the settings; without them no row is seen.
 * Every query inside takes `trx`: a query on another connection would have no context and find nothing.
 */
export async function inTransaction<T>(
  acting: Acting,
  work: (trx: Trx) => Promise<T>,
  connection = 'runtime',
): Promise<T> {
  return db.connection(connection).transaction(async (trx) => {
    await trx.rawQuery(
      `select set_config('app.account', ?, true), set_config('app.scopes', ?, true), set_config('app.trial', ?, true)`,
      [acting.account.id, acting.scopes.join(','), acting.trials ?? ''],
    )
    if (acting.power) await trx.rawQuery(`select set_config('role', session_user || '_' || ?, true)`, [acting.power])
    return work(trx)
  })
}

/** A Lucid transaction as the hot path's functions want their client: statements with `$1`, each parameter once and in order. */
export function clientOf(trx: Trx): Pick<HotClient, 'query'> {
  const query = ({ text, values }: { text: string; values: unknown[] }): Promise<unknown> =>
    trx.rawQuery(text.replaceAll(/\$\d+/g, '?'), values as never) as Promise<unknown>
  return { query } as Pick<HotClient, 'query'>
}

/** Rows of a raw query, typed by the caller. */
export async function rows<T>(trx: Trx, sql: string, bindings: Record<string, unknown> | unknown[] = []): Promise<T[]> {
  const result = (await trx.rawQuery(sql, bindings as never)) as { rows: T[] }
  return result.rows
}
