import db from '@adonisjs/lucid/services/db'
import type { TransactionClientContract } from '@adonisjs/lucid/types/database'
import type { Acting } from './acting.js'

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

/** Rows of a raw query, typed by the caller. */
export async function rows<T>(trx: Trx, sql: string, bindings: Record<string, unknown> | unknown[] = []): Promise<T[]> {
  const result = (await trx.rawQuery(sql, bindings as never)) as { rows: T[] }
  return result.rows
}
