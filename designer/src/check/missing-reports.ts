import { type ForeignNeed, foreignId, type Frame } from '../expression/index.js'
import type { Period } from '../period/index.js'
import { type CheckRule, type CompiledForm, otherPeriods } from '../template/index.js'

/** A rule that is not asked because a report of another form is not there. */
export interface UnaskedRule {
  readonly rule: CheckRule
  /** Such as 《卫健统1-1表》2026年. */
  readonly reports: readonly string[]
}

/** Rules meant for this unit and period that wait for reports of other forms. */
export function unaskedRules(form: CompiledForm, frame: Frame, period: Period): UnaskedRule[] {
  return form.rules.flatMap(({ rule, when, foreign }) => {
    if (when !== null && when(frame) !== true) return []
    const missing = foreign.filter((need) => !frame.foreign?.get(foreignId(need, need.time)))
    const reports = [...new Set(missing.map((need) => nameOf(form, need, period)))]
    return reports.length > 0 ? [{ rule, reports }] : []
  })
}

function nameOf({ template }: CompiledForm, need: ForeignNeed, period: Period): string {
  const other = template.otherForms?.find(({ code }) => code === need.form)
  if (!other) return need.form
  const periods = otherPeriods(period, other.periodType, need.time)
  const [first, last] = [periods[0]?.label ?? '', periods.at(-1)?.label ?? '']
  return `《${other.tableNo || other.title}》${first === last ? first : `${first}至${last}`}`
}
