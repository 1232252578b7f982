import type { STATUS_FILTERS } from '@weitong/designer/submission'

export type AggregateStatus = keyof typeof STATUS_FILTERS

/** How far a report must have come to be in a sum. */
export const STATUS_LABELS: Readonly<Record<AggregateStatus, string>> = {
  submitted: '已上报',
  county: '县审',
  city: '市审',
  approved: '已审批',
}

/** `已上报（含以后各步）`: the filter includes every later step. */
export function statusWords(status: AggregateStatus): string {
  return status === 'approved' ? STATUS_LABELS.approved : `${STATUS_LABELS[status]}（含以后各步）`
}
