import { nextState } from '@weitong/designer/submission'
import { removeFact } from '#facts'
import { inHotTransaction } from '#platform'
import { moveReport } from './move_report.js'
import { earlierReply, keepReply, onceOnly } from './once_only.js'
import { holdReport } from './report.js'
import { checkMayFill, type Person } from './submission_policy.js'
import type { SubmitReply } from './submit_submission.js'

/** 撤回: takes a submitted report back until its first reviewer has opened it; it leaves every sum at once. */
export function withdrawSubmission(
  by: Person,
  input: { obligationId: string; operationId: string },
): Promise<SubmitReply> {
  const operation = { id: input.operationId, kind: `submission.withdraw:${input.obligationId}` }
  return onceOnly(by.acting, operation, () =>
    inHotTransaction(by.acting, async (client) => {
      const report = await holdReport(client, by.acting, input)
      const earlier = earlierReply<SubmitReply>(by.acting, operation, report)
      if (earlier) return earlier
      checkMayFill(by, report, 'withdraw')
      const to = nextState(report.state, 'withdraw', { steps: report.steps, seen: report.seenAt !== null })
      await moveReport(client, by, {
        report,
        move: {
          action: 'withdraw',
          auditAs: 'submission.withdraw',
          to,
          passed: [],
          level: null,
          reason: null,
          key: null,
        },
      })
      if (!report.trialId) await removeFact(client, report.formCode, report.submissionId ?? '')
      const reply = { revision: report.revision, state: to, submittedAt: null, overdue: false, receipt: '' }
      await keepReply(client, by.acting, { ...operation, reply })
      return reply
    }),
  )
}
