import type { DraftValue } from '@weitong/designer/entry'
import { Refusal, type RefusalPlace, refusals } from '#platform'

export const E = refusals({
  E_OBLIGATION_NOT_FOUND: [404, '没有找到该报表，或您无权查看。'],
  E_SUBMISSION_NOT_YOURS: [403, '只能填报本单位或由本单位代报的报表；该报表您只能查看。'],
  E_TEST_VERSION: [404, '没有找到该表样版本，或您不负责这项业务。'],
  E_TEST_PERIOD: [422, (period: string) => `报表期“${period}”与表样的报表类型不符，请重新选择。`],
  E_SUBMISSION_EMPTY: [409, '报表还没有填写，请先填写并暂存。'],
  E_SUBMISSION_STATE: [409, (why: string) => why],
  E_SUBMISSION_ALREADY_SEEN: [409, (why: string) => why],
  E_COLLECTION_CLOSED: [409, '该报送任务已经关闭，不能再填报；如确需填报，请联系省级管理人员重新开放并延长截止日。'],
  E_ROSTER_TOO_MANY_ROWS: [
    422,
    (rows: number, limit: number) => `名单最多 ${limit} 行，保存后将有 ${rows} 行；请删去多出的 ${rows - limit} 行。`,
  ],
  E_TRIAL_ENDED: [409, '试填已经结束，不能再填写；您填过的内容和意见已保留给设计人员查看。'],
  E_PREVIEW_UNIT: [404, '没有找到这个单位，或它不在您的管辖范围内。请换一个单位。'],
  E_PREVIEW_PERIOD: [422, '请从列出的报表期中选一个。'],
  E_OPERATION_REUSED: [409, '操作编号已用于另一次操作，请刷新页面后重试。'],
})

/** A cell both changed since the revision the request started from. */
export interface CellConflict {
  readonly key: string
  readonly mine: DraftValue
  readonly theirs: DraftValue
  readonly by: string
  readonly at: string
}

/** 409 E_SUBMISSION_CONFLICT: nothing of the request is stored. */
export function conflictRefusal(conflicts: readonly CellConflict[], revision: number): Refusal {
  const message = `有 ${conflicts.length} 格在您填写期间也被同事修改，请逐格选择保留哪个值。`
  return new Refusal('E_SUBMISSION_CONFLICT', 409, { message, extra: { conflicts, revision } })
}

/** 409 E_SUBMISSION_STALE: what is on the page is not what is stored. */
export function staleRefusal(revision: number): Refusal {
  const message = '报表已有新的改动，与页面上的不一致。请刷新查看最新内容后再操作。'
  return new Refusal('E_SUBMISSION_STALE', 409, { message, extra: { revision } })
}

export function lockedRefusal(lock: { reason: string; by: string; until: string | null }): Refusal {
  const until = lock.until ? `，至 ${lock.until.slice(0, 10)}` : ''
  const message = `报表已加锁（${lock.reason}，${lock.by}${until}），不能修改；如需修改请联系加锁单位解锁。`
  return new Refusal('E_SUBMISSION_LOCKED', 409, { message, extra: { lock } })
}

/** 422 E_SUBMISSION_UNKNOWN_CELL: a cell, head item or rule that cannot be filled in this report. */
export function unknownCellRefusal(places: readonly RefusalPlace[]): Refusal {
  const message = `有 ${places.length} 项不是本报表可以填写的内容，未保存。请刷新页面后重试。`
  return new Refusal('E_SUBMISSION_UNKNOWN_CELL', 422, { message, errors: places })
}

export function valueRefusal(places: readonly RefusalPlace[]): Refusal {
  return new Refusal('E_SUBMISSION_VALUE', 422, { message: '有内容过长或格式不对，未保存。', errors: places })
}

export function findingsRefusal(places: readonly RefusalPlace[]): Refusal {
  const message = `还有 ${places.length} 条强制性审核未通过，请改正后再上报。`
  return new Refusal('E_SUBMISSION_HAS_FINDINGS', 422, { message, errors: places })
}

export function explanationRefusal(places: readonly RefusalPlace[]): Refusal {
  const message = `还有 ${places.length} 条核实性审核没有填写核实说明，请填写后再上报。`
  return new Refusal('E_SUBMISSION_NEEDS_EXPLANATION', 422, { message, errors: places })
}
