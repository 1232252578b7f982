import type { PeriodType } from '../../api/contract.js'
import { addDays } from '../../ui/days.js'

/** Last days by level, `YYYY-MM-DD`. */
export interface Dues {
  readonly due: string
  readonly dueCounty: string
  readonly dueCity: string
  readonly dueProvince: string
}

/**
 * Days after the end of the period. Monthly reports are due by the 10th of the next month (the usual provincial rule),
 * annual ones finally by 31 January (the ministry's); reviewers get the days in between.
 */
const DAYS_AFTER: Readonly<Record<PeriodType, readonly [number, number, number, number]>> = {
  month: [10, 13, 15, 20],
  quarter: [10, 15, 20, 30],
  half: [10, 15, 20, 30],
  year: [10, 15, 20, 31],
}

/** Days that facilities get at least when a collection is opened late. */
const AT_LEAST = 5

/** Due days to start from; all move together when the usual ones leave facilities fewer than five days from `today`. */
export function suggestedDues(type: PeriodType, periodEnd: string, today: string): Dues {
  const [facility, county, city, province] = DAYS_AFTER[type]
  const usual = addDays(periodEnd, facility)
  const soonest = addDays(today, AT_LEAST)
  const first = usual < soonest ? soonest : usual
  return {
    due: first,
    dueCounty: addDays(first, county - facility),
    dueCity: addDays(first, city - facility),
    dueProvince: addDays(first, province - facility),
  }
}

/** Why these days cannot stand, in Chinese; null when each level has its turn after the one below. */
export function problemWithDues({ due, dueCounty, dueCity, dueProvince }: Dues): string | null {
  if (dueCounty < due) return '县区审核截止不能早于填报截止。'
  if (dueCity < dueCounty) return '市州审核截止不能早于县区审核截止。'
  return dueProvince < dueCity ? '省级审批截止不能早于市州审核截止。' : null
}
