import { differenceOf } from '@weitong/designer/indicator'
import { layoutOf, type Template } from '@weitong/designer/template'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { definitionOf } from './edit_indicator.js'
import { type IndicatorEntry, readIndicator } from './list_indicators.js'
import { type DictionaryChange, readChanges } from './record_changes.js'

/** Contract `IndicatorUse`. */
interface IndicatorUse {
  readonly versionId: string
  readonly formCode: string
  readonly formTitle: string
  readonly number: number
  readonly edition: string
  readonly state: string
  readonly cells: readonly { readonly id: string; readonly address: string }[]
  /** The version was published with a definition that the dictionary has changed since. */
  readonly differs: boolean
}

/** Contract `IndicatorDetail`. */
export interface IndicatorDetail {
  readonly indicator: IndicatorEntry
  readonly codeListTitle: string | null
  readonly uses: readonly IndicatorUse[]
  readonly changes: readonly DictionaryChange[]
}

/** What the dictionary knows of an indicator: its definition, where forms of one's business areas use it, and who changed what. */
export function viewIndicator(acting: Acting, code: string): Promise<IndicatorDetail> {
  return inTransaction(acting, async (trx) => {
    const indicator = await readIndicator(trx, acting, { code })
    const [list] = await rows<{ title: string }>(trx, 'select title from code_lists where code = :code', {
      code: indicator.codeList,
    })
    return {
      indicator,
      codeListTitle: list?.title ?? null,
      uses: await usesOf(trx, acting, indicator),
      changes: await readChanges(trx, 'indicator', code),
    }
  })
}

type UseRow = Omit<IndicatorUse, 'cells' | 'differs'> & { readonly cellIds: string[]; readonly template: Template }

async function usesOf(trx: Trx, acting: Acting, indicator: IndicatorEntry): Promise<IndicatorUse[]> {
  const found = await rows<UseRow>(
    trx,
    `select v.id::text as "versionId", f.code as "formCode", f.title as "formTitle", v.number, v.edition, v.state,
       u.cells as "cellIds", v.template
     from indicator_uses u join form_versions v on v.id = u.version_id join forms f on f.id = v.form_id
     where u.indicator = :code and ('*' = any (:areas) or f.area = any (:areas)) order by f.code, v.number desc`,
    { code: indicator.code, areas: [...acting.areas] },
  )
  return found.map(({ cellIds, template, ...use }) => {
    const layout = layoutOf(template)
    const known = template.indicators.find(({ code }) => code === indicator.code)
    return {
      ...use,
      cells: cellIds.flatMap((id) => {
        const cell = layout.cellsById.get(id)
        return cell ? [{ id, address: layout.addressOf(cell) }] : []
      }),
      differs: use.state !== 'draft' && known !== undefined && differenceOf(known, definitionOf(indicator)) !== null,
    }
  })
}
