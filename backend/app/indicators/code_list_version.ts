import type { CodeItem } from '@weitong/designer/indicator'
import { pinyinInitials, rows, type Trx } from '#platform'
import { E } from './errors.js'

/** Contract `CodeListVersion`. */
export interface CodeListVersion {
  readonly id: string
  readonly list: string
  readonly title: string
  readonly number: number
  readonly state: 'draft' | 'published'
  readonly revision: number
  readonly note: string
  readonly effectiveFrom: string | null
  readonly savedAt: Date
  readonly savedBy: string
  readonly items: readonly (CodeItem & { readonly pinyin: string })[]
}

/** One version of any state with its items; locked for the transaction when it is about to change. */
export async function readVersion(trx: Trx, id: string, lock: 'for update of v' | '' = ''): Promise<CodeListVersion> {
  const [version] = await rows<Omit<CodeListVersion, 'items'>>(
    trx,
    `select v.id::text, v.list, l.title, v.number, v.state, v.revision, v.note, v.effective_from::text as "effectiveFrom",
       v.saved_at as "savedAt", v.saved_by as "savedBy"
     from code_list_versions v join code_lists l on l.code = v.list where v.id = :id ${lock}`,
    { id },
  )
  if (!version) throw E.E_CODE_LIST_VERSION_NOT_FOUND()
  const items = await rows<CodeListVersion['items'][number]>(
    trx,
    'select code, name, parent, pinyin from code_list_items where version_id = :id order by position',
    { id },
  )
  return { ...version, items }
}

/** Replaces the items of a draft. */
export async function storeItems(trx: Trx, versionId: string, items: readonly CodeItem[]): Promise<void> {
  await trx.rawQuery('delete from code_list_items where version_id = ?', [versionId])
  const list = items.map(({ code, name, parent }, at) => ({
    ...{ code, name, parent },
    pinyin: pinyinInitials(name),
    position: at + 1,
  }))
  await trx.rawQuery(
    `insert into code_list_items (version_id, code, name, pinyin, parent, position)
     select ?::bigint, code, name, pinyin, parent, position from jsonb_to_recordset(?::jsonb)
       as i (code text, name text, pinyin text, parent text, position int)`,
    [versionId, JSON.stringify(list)],
  )
}
