import { nextState, type SubmissionState } from '@weitong/designer/submission'
import type { Severity } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type CheckRun, loadChecked } from '#checks'
import { type HotClient, inHotTransaction, type Statement } from '#platform'
import { evaluateReport, storeRun } from './evaluate_report.js'
import { earlierReply, keepReply, onceOnly } from './once_only.js'
import { holdReport, type Report } from './report.js'
import { checkMayFill, type Person } from './submission_policy.js'

/** Contract `CheckReply`. */
export interface CheckReply {
  readonly revision: number
  readonly state: SubmissionState
  readonly checkRevisionId: string | null
  readonly findings: readonly {
    readonly rule: string
    readonly severity: Severity
    readonly message: string
    readonly keys: readonly string[]
    readonly explanation: string | null
  }[]
}

const SET_STATE: Statement = {
  name: 'report_set_state',
  text: 'update submissions set state = $2 where id = $1',
}

/** 审核: runs every rule on the stored draft. Without 强制性 findings the report is 已审核; otherwise its state stays. */
export function checkSubmission(by: Person, input: { obligationId: string; operationId: string }): Promise<CheckReply> {
  const operation = { id: input.operationId, kind: `submission.check:${input.obligationId}` }
  return onceOnly(by.acting, operation, () =>
    inHotTransaction(by.acting, async (client) => {
      const report = await holdReport(client, by.acting, input)
      const earlier = earlierReply<CheckReply>(by.acting, operation, report)
      if (earlier) return earlier
      checkMayFill(by, report, 'check')
      const version = await loadChecked(report.formVersionId, report.checkRevisionId)
      const run = await evaluateReport(client, by, { version, report })
      await storeRun(client, report, run)
      const reply = viewRun(report, { run, state: await moveOn(client, by, { report, run }) })
      await keepReply(client, by.acting, { ...operation, reply })
      return reply
    }),
  )
}

async function moveOn(
  client: HotClient,
  by: Person,
  { report, run }: { report: Report; run: CheckRun },
): Promise<SubmissionState> {
  if (run.findings.some(({ severity }) => severity === 'error')) return report.state
  const state = nextState(report.state, 'check', { steps: report.steps, seen: report.seenAt !== null })
  if (state === report.state) return state
  await client.query({ ...SET_STATE, values: [report.submissionId, state] })
  await recordAuditEvent(client, by.acting, {
    action: 'submission.check',
    subjectType: 'submission',
    subjectId: report.submissionId ?? '',
    orgPath: report.orgPath,
    before: { state: report.state },
    after: { state, revision: report.revision, warnings: run.findings.length },
  })
  return state
}

function viewRun(report: Report, { run, state }: { run: CheckRun; state: SubmissionState }): CheckReply {
  return {
    revision: report.revision,
    state,
    checkRevisionId: report.checkRevisionId,
    findings: run.findings.map(({ rule, severity, message, keys }) => ({
      rule,
      severity,
      message,
      keys,
      explanation: report.explanations[rule]?.text ?? null,
    })),
  }
}
