import type { Trx } from '#platform'

const CHUNK = 4000

/**
 * Inserts many rows of one shape, a few thousand a statement. Values are JSON and get the types of the table's columns.
 * (COPY would be faster still, but PostgreSQL refuses it on tables under row-level security.)
 */
export async function insertRows(trx: Trx, table: string, list: readonly object[]): Promise<void> {
  const columns = Object.keys(list[0] ?? {}).join(', ')
  for (let from = 0; from < list.length; from += CHUNK) {
    const sql = `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, ?::jsonb)`
    await trx.rawQuery(sql, [JSON.stringify(list.slice(from, from + CHUNK))])
  }
}
