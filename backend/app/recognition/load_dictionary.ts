import type { Dictionary, KnownForm } from '@weitong/designer/recognition'
import type { TemplateCodeList, TemplateIndicator } from '@weitong/designer/template'
import { rows, type Trx } from '#platform'

/** The whole dictionary, and the forms of one's business areas. */
export async function loadDictionary(trx: Trx, areas: readonly string[]): Promise<Dictionary> {
  const indicators = await rows<TemplateIndicator>(
    trx,
    `select code, name, type, unit, decimals, min, aggregation, ratio, code_list as "codeList", definition from indicators where retired_at is null order by code`,
  )
  const versions = await rows<KnownForm>(
    trx,
    `select f.code, f.title, coalesce(v.template->'legal'->>'tableNo', '') as "tableNo",
       coalesce((select jsonb_agg(i.value->>'code' order by i.ordinality)
         from jsonb_array_elements(v.template->'indicators') with ordinality i), '[]') as indicators
     from forms f join form_versions v on v.form_id = f.id
     where '*' = any (:areas) or f.area = any (:areas) order by f.code, v.number desc`,
    { areas: [...areas] },
  )
  const forms = new Map<string, KnownForm>()
  for (const version of versions) {
    const newer = forms.get(version.code) ?? version
    forms.set(version.code, { ...newer, indicators: [...new Set([...newer.indicators, ...version.indicators])] })
  }
  return { indicators, forms: [...forms.values()], codeLists: await loadCodeLists(trx) }
}

/** Lists a cell could offer; towns and diseases are none. */
const MOST_ITEMS = 300

function loadCodeLists(trx: Trx): Promise<TemplateCodeList[]> {
  return rows<TemplateCodeList>(
    trx,
    `select l.code, l.title, jsonb_agg(jsonb_build_object('code', i.code, 'name', i.name) order by i.position) as items
     from code_lists l join code_items i on i.list = l.code group by l.code having count(*) <= :most order by l.code`,
    { most: MOST_ITEMS },
  )
}
