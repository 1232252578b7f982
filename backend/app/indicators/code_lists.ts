import { type Acting, inTransaction, rows } from '#platform'
import { E } from './errors.js'

export interface CodeListEntry {
  readonly code: string
  readonly title: string
  readonly items: readonly { readonly code: string; readonly name: string; readonly parent: string | null }[]
}

/** Titles only: the lists of towns and categories are long. */
export function listCodeLists(acting: Acting): Promise<CodeListEntry[]> {
  return inTransaction(acting, (trx) =>
    rows<CodeListEntry>(trx, `select code, title, '[]'::jsonb as items from code_lists order by code`),
  )
}

export function readCodeList(acting: Acting, code: string): Promise<CodeListEntry> {
  return inTransaction(acting, async (trx) => {
    const [list] = await rows<CodeListEntry>(
      trx,
      `select l.code, l.title, coalesce(jsonb_agg(jsonb_build_object('code', i.code, 'name', i.name, 'parent', i.parent)
         order by i.position) filter (where i.code is not null), '[]') as items
       from code_lists l left join code_items i on i.list = l.code where l.code = :code group by l.code`,
      { code },
    )
    if (!list) throw E.E_CODE_LIST_NOT_FOUND()
    return list
  })
}
