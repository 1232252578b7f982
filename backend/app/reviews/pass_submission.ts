import { nextState, waitingStep } from '@weitong/designer/submission'
import { markFact } from '#facts'
import { loadVersion } from '#forms'
import { type HotClient, now, Refusal, type Statement } from '#platform'
import { moveReport, type Person, type Report } from '#submissions'
import { checkMayReview, checkNotOwn } from './review_policy.js'
import { reviewAct, type Reviewed } from './review_act.js'

/** Contract `ReviewReply`. */
export interface ReviewReply {
  readonly done: readonly Reviewed[]
  readonly failed: readonly { readonly obligationId: string; readonly code: string; readonly message: string }[]
}

/** 通过, each report in a transaction of its own: one that cannot be passed is listed and hinders no other. */
export async function passSubmissions(
  by: Person,
  input: { obligationIds: readonly string[]; operationId: string },
): Promise<ReviewReply> {
  const done: Reviewed[] = []
  const failed: ReviewReply['failed'][number][] = []
  for (const obligationId of new Set(input.obligationIds)) {
    try {
      done.push(await passSubmission(by, { obligationId, operationId: input.operationId }))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      failed.push({ obligationId, code: error.code, message: error.message })
    }
  }
  return { done, failed }
}

/** Passes the step that waits. The last step's pass is the approval: the report is locked with it. */
function passSubmission(by: Person, input: { obligationId: string; operationId: string }): Promise<Reviewed> {
  return reviewAct(by, { ...input, kind: 'review.pass' }, async (client, report) => {
    checkMayReview(by, report, 'pass')
    await checkNotOwn(client, by, report)
    const step = waitingStep(report.state, report.steps)
    if (!step) throw new Error(`obligation ${input.obligationId} may be passed but waits at no step`)
    const to = nextState(report.state, 'pass', { steps: report.steps, seen: true })
    const { level, organisationId } = step
    const passed = [...report.passed, { level, organisationId, by: by.acting.account.id, at: now().toISOString() }]
    await moveReport(client, by, {
      report,
      move: { action: 'pass', auditAs: 'review.pass', to, passed, level, reason: null, key: null },
    })
    await markFact(client, await loadVersion(report.formVersionId), {
      submissionId: report.submissionId ?? '',
      state: to,
    })
    if (step === report.steps.at(-1)) await lockApproved(client, by, report)
    return to
  })
}

const LOCK: Statement = {
  name: 'lock_approved',
  text: `insert into locks (org_path, form_id, period, submission_id, reason, made_by, made_at)
    values ($1, $2, $3, $4, $5, $6, $7)`,
}

async function lockApproved(client: HotClient, by: Person, report: Report): Promise<void> {
  const { orgPath, formId, period, submissionId } = report
  const values = [orgPath, formId, period, submissionId, '省级审批通过', by.acting.account.id, now()]
  await client.query({ ...LOCK, values })
}
