import type { TemplateIndicator } from '@weitong/designer/indicator'
import { AGGREGATIONS_SHORT, VALUE_TYPES } from '@weitong/designer/indicator'

export { AGGREGATIONS, AGGREGATIONS_SHORT, VALUE_TYPES } from '@weitong/designer/indicator'

/** `整数 · 人次 · 求和`, `小数 2 位 · 千元 · 求和`. */
export function indicatorLine({ type, decimals, unit, aggregation }: TemplateIndicator): string {
  const kind = type === 'decimal' ? `${VALUE_TYPES.decimal} ${decimals ?? 0} 位` : VALUE_TYPES[type]
  return [kind, unit, AGGREGATIONS_SHORT[aggregation]].filter((part) => part !== '').join(' · ')
}
