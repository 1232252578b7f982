import type { Segment } from './segment.js'

/** Counts of reports. Each later stage is contained in the earlier ones: who is approved has also been submitted. */
export interface ReportCounts {
  readonly due: number
  readonly submitted: number
  readonly countyPassed: number
  readonly cityPassed: number
  readonly approved: number
  readonly returned: number
  readonly overdue: number
}

/** The stages as parts that do not overlap; what is left of `due` has not been submitted. */
export function stages(counts: ReportCounts): readonly Segment[] {
  const passed = Math.max(counts.countyPassed, counts.cityPassed, counts.approved)
  return [
    { label: '已审批', count: counts.approved, tone: 'good' },
    { label: '审核通过', count: passed - counts.approved, tone: 'pass' },
    { label: '待审核', count: counts.submitted - passed, tone: 'accent' },
    { label: '退回', count: counts.returned, tone: 'bad' },
  ]
}
