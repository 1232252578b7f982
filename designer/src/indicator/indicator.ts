/** What may stand in a cell. `code` is an item of a code list, stored by its code. */
export type ValueType = 'integer' | 'decimal' | 'text' | 'code' | 'date'

/** How values of one indicator add up over facilities and over months. */
export type Aggregation = 'sum' | 'period-end' | 'ratio' | 'count-by-code' | 'none'

/** The definition of an indicator as it was when the version was published. */
export interface TemplateIndicator {
  readonly code: string
  readonly name: string
  readonly type: ValueType
  readonly unit: string
  /** Digits after the point, 0 for integers, null for what is not a number. */
  readonly decimals: number | null
  /** Least value of a number; 0 when absent, null where values below zero are normal (净资产). */
  readonly min?: number | null
  readonly aggregation: Aggregation
  /** For `ratio`: stored-notation expression over sums, e.g. `[M010302] / [M010301]`. */
  readonly ratio: string | null
  readonly codeList: string | null
  /** 指标解释 */
  readonly definition: string
}

/** A problem at a place, as `TemplateProblem` has it without the parts that only a template knows. */
export interface IndicatorProblem {
  readonly code: string
  readonly message: string
  readonly where: string
}

/** Never reused, unique without regard to case: it names a fact column. */
export const INDICATOR_CODE = /^[A-Za-z][A-Za-z0-9_]{0,30}$/

/** Columns every fact table has already; an indicator of that name would hide behind them. */
const RESERVED = new Set([
  'submission_id',
  'form_version_id',
  'period',
  'organisation_id',
  'org_path',
  'division_code',
  'city_code',
  'county_code',
  'category',
  'economic_type',
  'ownership',
  'hospital_level',
  'hospital_grade',
  'host',
  'affiliation',
  'state',
  'row_id',
  'row_number',
])

/** PostgreSQL cuts longer identifiers silently. */
const MAX_COLUMN_BYTES = 63

/** The fact column of a value key (`indicator[__row[__column]]`). Throws what `checkFactColumn` would have said. */
export function factColumn(key: string): string {
  const problem = checkFactColumn(key)
  if (problem) throw new Error(problem.message)
  return key.toLowerCase()
}

export function checkFactColumn(key: string): IndicatorProblem | null {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(key)) {
    return { code: 'E_INDICATOR_CODE', message: `“${key}”只能由字母、数字和下划线组成，并以字母开头。`, where: key }
  }
  if (key.length > MAX_COLUMN_BYTES) {
    return {
      code: 'E_INDICATOR_NAME_TOO_LONG',
      message: `“${key}”超过 ${MAX_COLUMN_BYTES} 个字符，请缩短指标或行列编码。`,
      where: key,
    }
  }
  // Values are kept in plain objects by key, where `constructor` and its like are there already.
  if (RESERVED.has(key.toLowerCase()) || key in Object.prototype) {
    return { code: 'E_INDICATOR_RESERVED', message: `“${key}”是系统保留名称，请换一个编码。`, where: key }
  }
  return null
}

/** Everything that is wrong with a definition. */
export function checkIndicator(definition: TemplateIndicator): IndicatorProblem[] {
  const { code, name, type, decimals, aggregation, ratio, codeList } = definition
  const problems: IndicatorProblem[] = []
  const say = (problem: string, message: string): void => void problems.push({ code: problem, message, where: code })
  if (!INDICATOR_CODE.test(code)) {
    say('E_INDICATOR_CODE', `指标编码“${code}”应以字母开头，只含字母、数字、下划线，最长 31 位。`)
  } else {
    const column = checkFactColumn(code)
    if (column) problems.push(column)
  }
  if (name.trim() === '') say('E_INDICATOR_NAME', '请填写指标名称。')
  const numeric = isNumeric(type)
  if (numeric && (decimals === null || decimals < 0 || decimals > 6))
    say('E_INDICATOR_DECIMALS', '小数位数应为 0 到 6。')
  if (type === 'integer' && decimals !== 0) say('E_INDICATOR_DECIMALS', '整数指标的小数位数应为 0。')
  if (!numeric && decimals !== null) say('E_INDICATOR_DECIMALS', '只有数值型指标有小数位数。')
  if (type === 'code' && !codeList) say('E_INDICATOR_CODE_LIST', '代码型指标须选择代码表。')
  if (type !== 'code' && codeList) say('E_INDICATOR_CODE_LIST', '只有代码型指标可以使用代码表。')
  if (!numeric && ['sum', 'period-end', 'ratio'].includes(aggregation)) {
    say('E_INDICATOR_AGGREGATION', '非数值型指标不能求和。')
  }
  if (aggregation === 'count-by-code' && type !== 'code')
    say('E_INDICATOR_AGGREGATION', '只有代码型指标可以按代码计数。')
  if ((aggregation === 'ratio') !== (ratio !== null && ratio !== '')) {
    say('E_INDICATOR_RATIO', '比率型指标须给出“分子合计 ÷ 分母合计”的公式，其他指标不需要。')
  }
  return problems
}

export function isNumeric(type: ValueType): boolean {
  return type === 'integer' || type === 'decimal'
}

/** Why the indicator cannot be summed, as a Chinese sentence, or null when it can. */
export function whyNotSummable(
  definition: TemplateIndicator,
  over: { readonly severalPeriods: boolean },
): string | null {
  switch (definition.aggregation) {
    case 'sum':
    case 'ratio':
      return null
    case 'period-end':
      return over.severalPeriods ? '期末时点数，各期不能相加；请只选一个报表期。' : null
    case 'count-by-code':
      return '代码型指标，不能求和；请在“按代码分”中选用。'
    case 'none':
      return isNumeric(definition.type) ? '该指标没有可加的分子和分母，不能求和。' : '文字型指标，不能求和。'
  }
}

/** A number as pages and exports show it: thousands separators, its decimals; blank for null. */
export function formatNumber(value: string | number | null, decimals: number | null): string {
  if (value === null || value === '') return ''
  const text =
    typeof value === 'number' ? (decimals === null ? String(value) : value.toFixed(decimals)) : padded(value, decimals)
  const [whole = '', fraction] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** Pads a canonical decimal string, which may be longer than a double can hold. */
function padded(value: string, decimals: number | null): string {
  if (!decimals) return value
  const [whole = '', fraction = ''] = value.split('.')
  return `${whole}.${fraction.padEnd(decimals, '0')}`
}
