import type { CodeItem } from '@weitong/designer/indicator'
import { now, rows, type Trx } from '#platform'
import { storeItems } from './code_list_version.js'

/** New lists, published as version 1. @param note what the version says of where it comes from */
export async function insertCodeLists(
  trx: Trx,
  lists: readonly { readonly code: string; readonly title: string; readonly items: readonly CodeItem[] }[],
  note = '随平台提供',
): Promise<void> {
  for (const { code, title, items } of lists) {
    await trx.table('code_lists').insert({ code, title })
    const [version] = await rows<{ id: string }>(
      trx,
      `insert into code_list_versions (list, number, state, note, saved_at) values (:code, 1, 'draft', :note, :at) returning id`,
      { code, note, at: now() },
    )
    const id = version?.id ?? ''
    await storeItems(trx, id, items)
    await trx.from('code_list_versions').where('id', id).update({ state: 'published', published_at: now() })
    await trx.from('code_lists').where('code', code).update({ current_version: id })
  }
}
