import type { Aggregation, TemplateIndicator } from '../indicator/index.js'
import type { TemplateCodeList } from '../template/index.js'
import { chinese, type Worded } from './wording.js'

/** What the source leaves open about single indicators, by code. */
export interface Judgement {
  readonly aggregation?: Aggregation
  readonly definition?: string
  /** null: may be below zero. */
  readonly min?: number | null
  /** Without what its source wrote into it. */
  readonly name?: string
  /** Known list of a code for which the source names none. */
  readonly codeList?: string
  /** A list that only this indicator has: `1 一级`. */
  readonly list?: { readonly title: string; readonly items: readonly string[] }
}

/** Units of what happens during a period: these add up over time wherever they stand. */
const FLOW_UNITS: ReadonlySet<string> = new Set(['床日', '人次', '例', '次', 'U'])
const FLOW = /^(?:年内|本年|全年|当年|本月)/
const STOCK = /^(?:年末|月末)/
const STOCK_SECTION = /年末|月末|基本情况/

/**
 * How an indicator adds up, judged from unit, name and place: rates and places do not, codes are counted, 年末 and 月末 figures
 * hold for one moment, everything else is summed. Parts follow the line they are a part of.
 */
export function aggregationOf({ indicator, name, ancestors }: Worded): Aggregation {
  const { type, unit, section } = indicator
  if (type === 'code') return 'count-by-code'
  if (type === 'text' || unit === '%' || unit === '度') return 'none'
  if (FLOW_UNITS.has(unit)) return 'sum'
  for (const text of [name, ...ancestors.map((ancestor) => ancestor.name)]) {
    if (FLOW.test(text)) return 'sum'
    if (STOCK.test(text)) return 'period-end'
  }
  return STOCK_SECTION.test(section) || name.endsWith('实有床位') ? 'period-end' : 'sum'
}

/** `ratio`: how the indicator is computed, where that is also how its sums are. */
export function indicatorOf(worded: Worded, judgement: Judgement = {}, ratio: string | null = null): TemplateIndicator {
  const { indicator } = worded
  const name = judgement.name ?? worded.name
  const codeList = codeListOf(worded, judgement)
  // A code whose items no source names is kept as the text that is printed on the form.
  const type = indicator.type === 'code' && !codeList ? 'text' : indicator.type
  const number = type === 'integer' || type === 'decimal'
  const aggregation = judgement.aggregation ?? (ratio ? 'ratio' : type === 'text' ? 'none' : aggregationOf(worded))
  return {
    code: indicator.code,
    name,
    type,
    unit: indicator.unit,
    decimals: number ? (indicator.decimals ?? 0) : null,
    aggregation,
    ratio: aggregation === 'ratio' ? ratio : null,
    codeList: type === 'code' ? (codeList?.code ?? null) : null,
    definition: judgement.definition ?? '',
    ...(judgement.min === undefined ? {} : { min: judgement.min }),
  }
}

/** The list behind a code: named by the source, 是否, or written out in the name: `区域医疗中心类别(1综合性 2专科性)`. */
export function codeListOf(
  { indicator, name }: Worded,
  judgement: Judgement = {},
): { code: string; own: TemplateCodeList | null } | null {
  if (indicator.type !== 'code') return null
  const named = judgement.codeList ?? indicator.code_set
  if (named) return { code: listCode(named), own: null }
  if (judgement.list) {
    const { title, items } = judgement.list
    const code = indicator.code.toLowerCase()
    return { code, own: { code, title, items: items.map(itemOf) } }
  }
  const written = /\((\d.*)\)$/.exec(indicator.name)?.[1]
  if (written) {
    const items = written.split(' ').map((item) => ({ code: item.charAt(0), name: chinese(item.slice(1)) }))
    const code = indicator.code.toLowerCase()
    return { code, own: { code, title: name, items } }
  }
  return name.includes('是否') ? { code: 'yes_no', own: null } : null
}

function itemOf(written: string): { code: string; name: string } {
  const [code = '', ...name] = written.split(' ')
  return { code, name: name.join(' ') }
}

/** Lists that share a file are named `file_set`: `device_status:CD` is `device_status_cd`. */
function listCode(named: string): string {
  return named
    .replace(/^case:/, 'case_front_page_codes_')
    .replace(':', '_')
    .toLowerCase()
}
