import { nextState, waitingStep } from '@weitong/designer/submission'
import { partsOfRecordKey } from '@weitong/designer/template'
import { removeFact } from '#facts'
import { loadVersion } from '#forms'
import { moveReport, type Person, type Report } from '#submissions'
import { E } from './errors.js'
import type { ReviewReply } from './pass_submission.js'
import { reviewAct } from './review_act.js'
import { checkMayReview } from './review_policy.js'

/** 退回 with a reason, at a cell or for the whole report; it leaves every sum at once. */
export async function returnSubmission(
  by: Person,
  input: { obligationId: string; operationId: string; reason: string; key: string | null },
): Promise<ReviewReply> {
  const { reason, key } = input
  const reviewed = await reviewAct(by, { ...input, kind: 'review.return' }, async (client, report) => {
    checkMayReview(by, report, 'return')
    await checkCell(report, key)
    const to = nextState(report.state, 'return', { steps: report.steps, seen: true })
    const level = waitingStep(report.state, report.steps)?.level ?? null
    await moveReport(client, by, {
      report,
      move: { action: 'return', auditAs: 'review.return', to, passed: [], level, reason, key },
    })
    await removeFact(client, report.formCode, report.submissionId ?? '')
    return to
  })
  return { done: [reviewed], failed: [] }
}

async function checkCell(report: Report, key: string | null): Promise<void> {
  if (key === null) return
  const { compiled } = await loadVersion(report.formVersionId)
  const { cellsByKey } = compiled.layout
  if (!cellsByKey.has(key) && !cellsByKey.has(partsOfRecordKey(key)?.column ?? '')) throw E.E_REVIEW_UNKNOWN_CELL()
}
