import { checkIndicator, type IndicatorProblem, type TemplateIndicator } from './indicator.js'

/** Fields that may be given new values; a new type, unit or code list makes another indicator. */
export const EDITABLE = ['name', 'decimals', 'min', 'aggregation', 'ratio', 'definition'] as const
const FIXED = { type: '类型', unit: '计量单位', codeList: '代码表' } as const

/** A definition with some fields given anew. */
export type IndicatorChange = Partial<Omit<TemplateIndicator, 'code'>>

/** What differs, as the old and the new values of those fields; null when nothing does. */
export function differenceOf(
  before: TemplateIndicator,
  after: TemplateIndicator,
): { readonly before: IndicatorChange; readonly after: IndicatorChange } | null {
  const [from, to] = [full(before), full(after)]
  const fields = ([...EDITABLE, 'type', 'unit', 'codeList'] as const).filter((field) => from[field] !== to[field])
  if (fields.length === 0) return null
  const pick = (of: TemplateIndicator): IndicatorChange => Object.fromEntries(fields.map((field) => [field, of[field]]))
  return { before: pick(from), after: pick(to) }
}

/** Everything that hinders a definition of the dictionary from becoming another. */
export function checkChange(before: TemplateIndicator, after: TemplateIndicator): IndicatorProblem[] {
  const fixed = (Object.keys(FIXED) as (keyof typeof FIXED)[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      code: 'E_INDICATOR_FIXED',
      message: `${FIXED[field]}不能更改：${FIXED[field]}变了就是另一个指标，请用新的编码新建指标。`,
      where: field,
    }))
  return [...fixed, ...checkIndicator(after)]
}

/** An absent least value is 0. */
function full(indicator: TemplateIndicator): TemplateIndicator {
  return { ...indicator, min: indicator.min === undefined ? 0 : indicator.min }
}
