import type { Aggregation, ValueType } from './indicator.js'

/** Words for what an indicator is, used wherever one is shown, exported or read. */
export const VALUE_TYPES: Readonly<Record<ValueType, string>> = {
  integer: '整数',
  decimal: '小数',
  text: '文字',
  code: '代码',
  date: '日期',
}

export const AGGREGATIONS: Readonly<Record<Aggregation, string>> = {
  sum: '求和',
  'period-end': '期末数（机构间求和，月份间取期末）',
  ratio: '比率（分子、分母先求和再相除）',
  'count-by-code': '按代码计数',
  none: '不汇总',
}

/** Short form for lists and workbooks. */
export const AGGREGATIONS_SHORT: Readonly<Record<Aggregation, string>> = {
  ...AGGREGATIONS,
  'period-end': '期末数',
  ratio: '比率',
}
