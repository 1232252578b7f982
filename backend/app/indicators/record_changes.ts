import { type Acting, now, rows, type Trx } from '#platform'

/** One entry of the history of an indicator or a code list; contract `DictionaryChange` without who and when. */
export interface Change {
  readonly kind: 'indicator' | 'code_list'
  readonly code: string
  readonly act: string
  /** Old and new values of what was changed. */
  readonly before?: unknown
  readonly after?: unknown
}

/** Contract `DictionaryChange`. */
export interface DictionaryChange {
  readonly id: string
  readonly at: Date
  readonly by: string
  readonly act: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

const SHOWN = 200

/** Writes history in the transaction of the act, one statement for all. */
export async function recordChanges(trx: Trx, acting: Acting, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return
  await trx.rawQuery(
    `insert into dictionary_changes (kind, code, at, account_id, account_name, act, before, after)
     select kind, code, :at, :account, :name, act, before, after
     from jsonb_to_recordset(:changes::jsonb) as c (kind text, code text, act text, before jsonb, after jsonb)`,
    { at: now(), account: acting.account.id, name: acting.account.name, changes: JSON.stringify(changes) } as never,
  )
}

/** Newest first. */
export function readChanges(trx: Trx, kind: Change['kind'], code: string): Promise<DictionaryChange[]> {
  return rows<DictionaryChange>(
    trx,
    `select id::text, at, account_name as by, act, before, after from dictionary_changes
     where kind = :kind and code = :code order by id desc limit ${SHOWN}`,
    { kind, code },
  )
}
