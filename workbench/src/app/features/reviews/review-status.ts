import type { ReviewStatus } from '../../api/contract.js'
import type { Chip } from '../../ui/filter-chips.js'

const STATUSES: readonly { readonly value: ReviewStatus; readonly label: string; readonly urgent?: boolean }[] = [
  { value: 'waiting', label: '待我审核', urgent: true },
  { value: 'not-submitted', label: '未上报' },
  { value: 'overdue', label: '逾期' },
  { value: 'submitted', label: '已上报' },
  { value: 'passed', label: '已通过' },
  { value: 'approved', label: '已审批' },
  { value: 'returned', label: '退回' },
  { value: 'all', label: '全部' },
]

/** The status named in an address, 全部 for anything else. */
export function statusOf(name: string): ReviewStatus {
  return STATUSES.find((status) => status.value === name)?.value ?? 'all'
}

/** The filter's choices with their counts, without counts until they are known. */
export function chipsOf(counts: Readonly<Record<ReviewStatus, number>> | undefined): readonly Chip<ReviewStatus>[] {
  return STATUSES.map((status) => ({ ...status, count: counts?.[status.value] ?? null }))
}
