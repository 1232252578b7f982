import type { Template, TemplateCodeList, TemplateProblem } from '@weitong/designer/template'
import { findIndicators } from '#indicators'
import { rows, type Trx } from '#platform'
import { assignOtherForms } from './assign_other_forms.js'

/**
 * Brings a draft's indicators and code lists up to the dictionary: definitions are taken from there, never from the browser,
 * and what no cell is bound to any more is left out.
 */
export async function assignDictionary(trx: Trx, template: Template): Promise<Template> {
  const used = new Set(template.cells.flatMap(({ binding }) => (binding ? [binding.indicator] : [])))
  const known = await findIndicators(trx, [...used])
  const indicators = template.indicators
    .filter(({ code }) => used.has(code))
    .map((indicator) => known.get(indicator.code) ?? indicator)
  for (const code of used) {
    const indicator = known.get(code)
    if (indicator && !indicators.some((each) => each.code === code)) indicators.push(indicator)
  }
  const lists = new Set(indicators.flatMap(({ codeList }) => (codeList ? [codeList] : [])))
  const { otherForms: _, ...rest } = template
  const otherForms = await assignOtherForms(trx, template)
  const codeLists = await readCodeLists(trx, [...lists])
  return { ...rest, indicators, codeLists, ...(otherForms.length > 0 && { otherForms }) }
}

/** Indicators that are not in the dictionary: publishing needs every one of them there. */
export async function checkDictionary(trx: Trx, template: Template): Promise<TemplateProblem[]> {
  const known = await findIndicators(
    trx,
    template.indicators.map(({ code }) => code),
  )
  return template.indicators
    .filter(({ code }) => !known.has(code))
    .map(({ code }) => ({
      code: 'E_TEMPLATE_INDICATOR_NOT_IN_DICTIONARY',
      message: `指标 ${code} 不在指标库中，请先在指标库登记，或改为绑定已有指标。`,
      where: code,
      cellId: template.cells.find(({ binding }) => binding?.indicator === code)?.id ?? null,
      ruleCode: null,
      position: null,
    }))
}

function readCodeLists(trx: Trx, codes: string[]): Promise<TemplateCodeList[]> {
  return rows<TemplateCodeList>(
    trx,
    `select l.code, l.title, v.number as version,
       jsonb_agg(jsonb_strip_nulls(jsonb_build_object('code', i.code, 'name', i.name, 'parent', i.parent))
         order by i.position) as items
     from code_lists l join code_list_versions v on v.id = l.current_version join code_list_items i on i.version_id = v.id
     where l.code = any (:codes) group by l.code, v.id order by l.code`,
    { codes },
  )
}
