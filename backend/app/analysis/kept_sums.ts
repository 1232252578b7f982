import { rows, type Trx } from '#platform'

interface Kept {
  readonly value: unknown
  /** What the database had committed when the value was read. */
  readonly snapshot: string
  readonly at: number
}

const LIMIT = 200
/** Far below the day for which `fact_changes` keeps its rows. */
const LIFE_MS = 600_000
const kept = new Map<string, Kept>()

/**
 * Gives the value made for the same key before, unless anything committed since then changed one of the tables: never
 * stale, in whatever process the change was made. Triggers note each changing transaction in `fact_changes`; a kept value
 * is good as long as every noted transaction was already visible to the snapshot taken before the value was read.
 *
 * @param subjects names of the tables the value is made from
 */
export async function keepSum<T>(
  trx: Trx,
  { key, subjects }: { readonly key: string; readonly subjects: readonly string[] },
  make: () => Promise<T>,
): Promise<T> {
  const known = kept.get(key)
  if (known && performance.now() - known.at < LIFE_MS && !(await changedSince(trx, subjects, known.snapshot))) {
    return known.value as T
  }
  const [current] = await rows<{ snapshot: string }>(trx, 'select pg_current_snapshot()::text as snapshot')
  const value = await make()
  kept.delete(key)
  kept.set(key, { value, snapshot: current?.snapshot ?? '', at: performance.now() })
  const [oldest] = kept.keys()
  if (kept.size > LIMIT && oldest !== undefined) kept.delete(oldest)
  return value
}

async function changedSince(trx: Trx, subjects: readonly string[], snapshot: string): Promise<boolean> {
  const [row] = await rows<{ changed: boolean }>(
    trx,
    `select exists (select from fact_changes where subject = any (:subjects)
       and xid >= pg_snapshot_xmin(:snapshot::pg_snapshot)
       and not pg_visible_in_snapshot(xid, :snapshot::pg_snapshot)) as changed`,
    { subjects, snapshot },
  )
  return row?.changed ?? true
}

/** A note is needed only as long as some process may keep a value that is older. */
export async function removeOldChanges(trx: Trx): Promise<void> {
  await trx.rawQuery(`delete from fact_changes where at < now() - interval '1 day'`)
}
