import { STATE_LABELS } from '@weitong/designer/submission'
import type { Report } from './report.js'
import { isOwnLock, isPossible, mayFill, type Person, reviewsFor, waitingFor } from './submission_policy.js'

/** Contract `SubmissionAbilities`: what the page may offer; every act asks again. */
export interface SubmissionAbilities {
  readonly save: boolean
  readonly check: boolean
  readonly submit: boolean
  readonly withdraw: boolean
  readonly pass: boolean
  readonly return: boolean
  readonly unlock: boolean
  readonly whyReadOnly: string | null
}

export function abilitiesOf(by: Person, report: Report, { mine }: { mine: boolean }): SubmissionAbilities {
  const fills = mayFill(by, report) && report.collectionState === 'open'
  const reviews = reviewsFor(by, report, waitingFor(report))
  const save = fills && isPossible(report, 'save')
  return {
    save,
    check: fills && isPossible(report, 'check'),
    submit: fills && isPossible(report, 'submit'),
    withdraw: fills && isPossible(report, 'withdraw'),
    pass: reviews && !mine && isPossible(report, 'pass'),
    return: reviews && isPossible(report, 'return'),
    unlock:
      reviewsFor(by, report, report.steps.at(-1)?.organisationId) && isPossible(report, 'unlock', isOwnLock(report)),
    whyReadOnly: save ? null : whyReadOnly(by, report),
  }
}

function whyReadOnly(by: Person, report: Report): string {
  const [lock] = report.locks
  if (!mayFill(by, report)) return '您可以查看该报表；只有填报单位或其代报单位可以填写。'
  if (lock) return `报表已加锁：${lock.reason}（${lock.by}）。如需修改，请联系加锁单位解锁。`
  if (report.collectionState === 'closed' && report.trialId) return '试填已结束，不能再填写。'
  if (report.collectionState === 'closed') return '报送任务已关闭，不能再填报；如确需填报，请联系省级管理人员重新开放。'
  return `报表${STATE_LABELS[report.state]}，不能修改；如需修改，请先撤回，或联系上级退回。`
}
