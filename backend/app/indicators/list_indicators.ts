import type { Aggregation, TemplateIndicator, ValueType } from '@weitong/designer/indicator'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { E } from './errors.js'

export const COLUMNS = `i.code, i.name, i.type, i.unit, i.decimals, i.min, i.aggregation, i.ratio, i.code_list as "codeList", i.definition`
/** Forms of one's business areas with a version that uses the indicator. */
const USED_IN = `coalesce((select jsonb_agg(distinct f.code) from indicator_uses u
  join form_versions v on v.id = u.version_id join forms f on f.id = v.form_id
  where u.indicator = i.code and ('*' = any (:areas) or f.area = any (:areas))), '[]') as "usedIn"`
const ENTRY = `${COLUMNS}, i.revision, i.retired_at is not null as retired, i.changed_at as "changedAt", i.changed_by as "changedBy", ${USED_IN}`

/** Contract `IndicatorEntry`. */
export interface IndicatorEntry extends TemplateIndicator {
  readonly revision: number
  readonly retired: boolean
  readonly changedAt: Date | null
  readonly changedBy: string
  readonly usedIn: readonly string[]
}

export interface IndicatorFilter {
  readonly search?: string
  readonly type?: ValueType
  readonly aggregation?: Aggregation
  /** Code of a form that uses them; `-` for those no form uses. */
  readonly form?: string
  /** Offered ones unless told. */
  readonly retired?: 'yes' | 'no'
}

const WHERE = `(i.code ilike :part or i.name like :part or i.pinyin like lower(:part))
  and (:type::text is null or i.type = :type) and (:aggregation::text is null or i.aggregation = :aggregation)
  and (i.retired_at is not null) = :retired
  and (:form::text is null or (:form = '-' and not exists (select from indicator_uses u where u.indicator = i.code))
    or exists (select from indicator_uses u join form_versions v on v.id = u.version_id join forms f on f.id = v.form_id
      where u.indicator = i.code and f.code = :form))`

function bindingsOf(acting: Acting, filter: IndicatorFilter): Record<string, unknown> {
  return {
    part: `%${(filter.search ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`,
    type: filter.type ?? null,
    aggregation: filter.aggregation ?? null,
    form: filter.form ?? null,
    retired: filter.retired === 'yes',
    areas: [...acting.areas],
  }
}

/** The dictionary, by code; `search` looks in code, name and the initials of its pinyin. */
export function listIndicators(
  acting: Acting,
  filter: IndicatorFilter & { readonly page: number; readonly size: number },
): Promise<{ rows: IndicatorEntry[]; total: number }> {
  const bindings = { ...bindingsOf(acting, filter), size: filter.size, offset: (filter.page - 1) * filter.size }
  return inTransaction(acting, async (trx) => {
    const [counted] = await rows<{ total: number }>(
      trx,
      `select count(*)::int as total from indicators i where ${WHERE}`,
      bindings,
    )
    const found = await rows<IndicatorEntry>(
      trx,
      `select ${ENTRY} from indicators i where ${WHERE} order by i.code limit :size offset :offset`,
      bindings,
    )
    return { rows: found, total: counted?.total ?? 0 }
  })
}

/** Every indicator a filter leaves, by code. */
export async function filterIndicators(trx: Trx, acting: Acting, filter: IndicatorFilter): Promise<IndicatorEntry[]> {
  return rows<IndicatorEntry>(
    trx,
    `select ${ENTRY} from indicators i where ${WHERE} order by i.code`,
    bindingsOf(acting, filter),
  )
}

/** One indicator; locked for the transaction when it is about to change. E_INDICATOR_NOT_FOUND. */
export async function readIndicator(
  trx: Trx,
  acting: Acting,
  { code, lock = '' }: { readonly code: string; readonly lock?: 'for update of i' | '' },
): Promise<IndicatorEntry> {
  const [entry] = await rows<IndicatorEntry>(trx, `select ${ENTRY} from indicators i where i.code = :code ${lock}`, {
    code,
    areas: [...acting.areas],
  })
  if (!entry) throw E.E_INDICATOR_NOT_FOUND()
  return entry
}

/** Definitions by code, as the dictionary has them now. */
export async function findIndicators(trx: Trx, codes: readonly string[]): Promise<Map<string, TemplateIndicator>> {
  const found = await rows<TemplateIndicator>(trx, `select ${COLUMNS} from indicators i where i.code = any (:codes)`, {
    codes: [...codes],
  })
  return new Map(found.map((indicator) => [indicator.code, indicator]))
}
