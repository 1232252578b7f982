import { nextState } from '@weitong/designer/submission'
import { removeFact } from '#facts'
import { now, type Statement } from '#platform'
import { moveReport, type Person } from '#submissions'
import type { ReviewReply } from './pass_submission.js'
import { reviewAct } from './review_act.js'
import { checkMayUnlock } from './review_policy.js'

const RELEASE: Statement = {
  name: 'lock_release',
  text: `update locks set released_at = $2, released_by = $3, release_reason = $4
    where submission_id = $1 and released_at is null`,
}

/** 解锁 of an approved report, with a reason: the unit may change it again, and it leaves every sum at once. */
export async function unlockSubmission(
  by: Person,
  input: { obligationId: string; operationId: string; reason: string },
): Promise<ReviewReply> {
  const { reason } = input
  const reviewed = await reviewAct(by, { ...input, kind: 'review.unlock' }, async (client, report) => {
    checkMayUnlock(by, report)
    const to = nextState(report.state, 'unlock', { steps: report.steps, seen: true })
    const level = report.steps.at(-1)?.level ?? null
    await moveReport(client, by, {
      report,
      move: { action: 'unlock', auditAs: 'review.unlock', to, passed: [], level, reason, key: null },
    })
    await client.query({ ...RELEASE, values: [report.submissionId, now(), by.acting.account.id, reason] })
    await removeFact(client, report.formCode, report.submissionId ?? '')
    return to
  })
  return { done: [reviewed], failed: [] }
}
