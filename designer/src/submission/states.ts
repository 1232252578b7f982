/** Where a report stands. `empty` is an obligation without a submission. */
export const STATES = [
  'empty',
  'draft',
  'checked',
  'submitted',
  'returned',
  'county-passed',
  'city-passed',
  'province-approved',
  'carried',
  'national-accepted',
  'national-returned',
] as const
export type SubmissionState = (typeof STATES)[number]

export const STATE_LABELS: Readonly<Record<SubmissionState, string>> = {
  empty: '未填报',
  draft: '暂存',
  checked: '已审核',
  submitted: '已上报',
  returned: '退回',
  'county-passed': '县审通过',
  'city-passed': '市审通过',
  'province-approved': '省审批通过',
  carried: '已结转',
  'national-accepted': '国家已接收',
  'national-returned': '国家退回',
}

const APPROVED: readonly SubmissionState[] = ['province-approved', 'carried', 'national-accepted', 'national-returned']

/** Whose numbers are in a sum: a report counts for a status when it has come at least that far. */
export const STATUS_FILTERS: Readonly<
  Record<'submitted' | 'county' | 'city' | 'approved', readonly SubmissionState[]>
> = {
  submitted: ['submitted', 'county-passed', 'city-passed', ...APPROVED],
  county: ['county-passed', 'city-passed', ...APPROVED],
  city: ['city-passed', ...APPROVED],
  approved: APPROVED,
}

/** Reports whose values are facts. */
export function counts(state: SubmissionState): boolean {
  return STATUS_FILTERS.submitted.includes(state)
}
