import type { TemplateIndicator } from '@weitong/designer/template'
import { type Acting, inTransaction, rows, type Trx } from '#platform'

const COLUMNS = `i.code, i.name, i.type, i.unit, i.decimals, i.min, i.aggregation, i.ratio, i.code_list as "codeList", i.definition`
/** Forms whose newest version uses the indicator. */
const USED_IN = `coalesce((select jsonb_agg(distinct f.code) from forms f join form_versions v on v.form_id = f.id
  where v.template->'indicators' @> jsonb_build_array(jsonb_build_object('code', i.code))), '[]') as "usedIn"`

export interface IndicatorEntry extends TemplateIndicator {
  readonly usedIn: readonly string[]
}

/** The dictionary, by code; `search` looks in code and name. */
export function listIndicators(
  acting: Acting,
  filter: { search?: string; page: number; size: number },
): Promise<{ rows: IndicatorEntry[]; total: number }> {
  const part = `%${(filter.search ?? '').replaceAll(/[\\%_]/g, '\\$&')}%`
  return inTransaction(acting, async (trx) => {
    const found = await rows<IndicatorEntry & { total: number }>(
      trx,
      `select ${COLUMNS}, ${USED_IN}, count(*) over ()::int as total from indicators i
       where i.code ilike :part or i.name like :part order by i.code limit :size offset :offset`,
      { part, size: filter.size, offset: (filter.page - 1) * filter.size },
    )
    return { rows: found.map(({ total: _, ...entry }) => entry), total: found[0]?.total ?? 0 }
  })
}

/** Definitions by code, as the dictionary has them now. */
export async function findIndicators(trx: Trx, codes: readonly string[]): Promise<Map<string, TemplateIndicator>> {
  const found = await rows<TemplateIndicator>(trx, `select ${COLUMNS} from indicators i where i.code = any (:codes)`, {
    codes: [...codes],
  })
  return new Map(found.map((indicator) => [indicator.code, indicator]))
}
