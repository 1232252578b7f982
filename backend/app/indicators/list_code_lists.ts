import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { type DictionaryChange, readChanges } from './record_changes.js'

/** Contract `CodeListSummary`. */
export interface CodeListSummary {
  readonly code: string
  readonly title: string
  readonly items: number
  /** Number of the newest published version. */
  readonly version: number | null
  readonly effectiveFrom: string | null
  readonly draft: boolean
  readonly indicators: number
  readonly forms: number
  readonly changedAt: Date
}

const AREA = `('*' = any (:areas) or f.area = any (:areas))`

/** Every list with how long it is and who uses it. */
export function listCodeLists(acting: Acting): Promise<CodeListSummary[]> {
  return inTransaction(acting, (trx) =>
    rows<CodeListSummary>(
      trx,
      `select l.code, l.title, v.number as version, v.effective_from::text as "effectiveFrom",
         (select count(*)::int from code_list_items i where i.version_id = coalesce(v.id, d.id)) as items,
         d.id is not null as draft,
         (select count(*)::int from indicators i where i.code_list = l.code and i.retired_at is null) as indicators,
         (select count(distinct f.id)::int from code_list_uses u join form_versions x on x.id = u.version_id
            join forms f on f.id = x.form_id where u.list = l.code and ${AREA}) as forms,
         greatest(v.published_at, d.saved_at) as "changedAt"
       from code_lists l left join code_list_versions v on v.id = l.current_version
         left join code_list_versions d on d.list = l.code and d.state = 'draft' order by l.code`,
      { areas: [...acting.areas] },
    ),
  )
}

/** Contract `CodeListEntry`: the newest published version. */
export function readCodeList(acting: Acting, code: string): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const [list] = await rows(
      trx,
      `select l.code, l.title, v.number as version,
         coalesce((select jsonb_agg(jsonb_build_object('code', i.code, 'name', i.name, 'parent', i.parent) order by i.position)
           from code_list_items i where i.version_id = v.id), '[]') as items
       from code_lists l left join code_list_versions v on v.id = l.current_version where l.code = :code`,
      { code },
    )
    if (!list) throw E.E_CODE_LIST_NOT_FOUND()
    return list
  })
}

/** Contract `CodeListDetail`. */
export interface CodeListDetail {
  readonly code: string
  readonly title: string
  readonly versions: readonly {
    readonly id: string
    readonly number: number
    readonly state: 'draft' | 'published'
    readonly note: string
    readonly effectiveFrom: string | null
    readonly savedAt: Date
    readonly savedBy: string
    readonly publishedAt: Date | null
    readonly publishedBy: string
    readonly items: number
  }[]
  readonly indicators: readonly { readonly code: string; readonly name: string }[]
  readonly uses: readonly {
    readonly versionId: string
    readonly formCode: string
    readonly formTitle: string
    readonly number: number
    readonly edition: string
    readonly state: string
    readonly listVersion: number
  }[]
  readonly changes: readonly DictionaryChange[]
}

/** A list with its versions, which indicators and forms of one's business areas use it, and who changed what. */
export function viewCodeList(acting: Acting, code: string): Promise<CodeListDetail> {
  return inTransaction(acting, async (trx) => {
    const [list] = await rows<{ title: string }>(trx, 'select title from code_lists where code = :code', { code })
    if (!list) throw E.E_CODE_LIST_NOT_FOUND()
    return {
      code,
      title: list.title,
      versions: await versionsOf(trx, code),
      indicators: await rows(trx, 'select code, name from indicators where code_list = :code order by code', { code }),
      uses: await usesOf(trx, acting, code),
      changes: await readChanges(trx, 'code_list', code),
    }
  })
}

function versionsOf(trx: Trx, code: string): Promise<CodeListDetail['versions'][number][]> {
  return rows(
    trx,
    `select v.id::text, v.number, v.state, v.note, v.effective_from::text as "effectiveFrom", v.saved_at as "savedAt",
       v.saved_by as "savedBy", v.published_at as "publishedAt", v.published_by as "publishedBy",
       (select count(*)::int from code_list_items i where i.version_id = v.id) as items
     from code_list_versions v where v.list = :code order by v.number desc`,
    { code },
  )
}

function usesOf(trx: Trx, acting: Acting, code: string): Promise<CodeListDetail['uses'][number][]> {
  return rows(
    trx,
    `select v.id::text as "versionId", f.code as "formCode", f.title as "formTitle", v.number, v.edition, v.state,
       u.number as "listVersion"
     from code_list_uses u join form_versions v on v.id = u.version_id join forms f on f.id = v.form_id
     where u.list = :code and ${AREA} order by f.code, v.number desc`,
    { code, areas: [...acting.areas] },
  )
}
