import { rows, type Trx } from '#platform'

const CHUNK = 4000

/**
 * Inserts many rows of one shape, a few thousand a statement. Values are JSON and get the types of the table's columns.
 * (COPY would be faster still, but PostgreSQL refuses it on tables under row-level security.)
 */
export async function insertRows<T extends object>(trx: Trx, table: string, list: readonly T[]): Promise<void> {
  await insertReturning(trx, table, list, null)
}

/** As `insertRows`; returns the named columns of the inserted rows. */
export async function insertReturning<R>(
  trx: Trx,
  table: string,
  list: readonly object[],
  returning: readonly string[] | null,
): Promise<R[]> {
  const columns = Object.keys(list[0] ?? {}).join(', ')
  const tail = returning ? `returning ${returning.join(', ')}` : ''
  const inserted: R[] = []
  for (let from = 0; from < list.length; from += CHUNK) {
    const sql = `insert into ${table} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${table}, ?::jsonb) ${tail}`
    inserted.push(...(await rows<R>(trx, sql, [JSON.stringify(list.slice(from, from + CHUNK))])))
  }
  return inserted
}
