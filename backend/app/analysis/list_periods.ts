import { Period, type PeriodType } from '@weitong/designer/period'
import { E } from './errors.js'

const LIMIT = 36
const EXAMPLES: Readonly<Record<PeriodType, string>> = { month: '月', quarter: '季度', half: '半年', year: '年' }

/** The periods from one to another, both included, and how they are called together. */
export function listPeriods(
  type: PeriodType,
  range: { readonly period: string; readonly periodTo?: string | null },
): { readonly periods: readonly string[]; readonly label: string } {
  const first = Period.parse(range.period)
  const last = Period.parse(range.periodTo ?? range.period)
  if (first.type !== type || last.type !== type) throw E.E_ANALYSIS_PERIOD(EXAMPLES[type])
  if (last.compare(first) < 0) throw E.E_ANALYSIS_PERIOD_ORDER()
  const periods: string[] = []
  for (let at = first; at.compare(last) <= 0; at = at.shift(1)) {
    periods.push(at.key)
    if (periods.length > LIMIT) throw E.E_ANALYSIS_TOO_MANY_PERIODS(LIMIT)
  }
  return { periods, label: periods.length === 1 ? first.label : `${first.label} 至 ${last.label}` }
}
