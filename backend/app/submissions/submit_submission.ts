import { createHash } from 'node:crypto'
import { nextState, type SubmissionState } from '@weitong/designer/submission'
import { recordAuditEvent } from '#audit'
import { type CheckRun, loadChecked } from '#checks'
import { putFact } from '#facts'
import type { PublishedVersion } from '#forms'
import { answerWithCommit, type HotClient, inHotTransaction, now, type Statement } from '#platform'
import { explanationRefusal, findingsRefusal, staleRefusal } from './errors.js'
import { type EvaluatedReport, evaluateReport, storeRun } from './evaluate_report.js'
import { earlierReply, onceOnly, type Operation } from './once_only.js'
import { holdReport, type Report, type SubmittedValues } from './report.js'
import { checkMayFill, type Person } from './submission_policy.js'

/** Contract `SubmitReply`. */
export interface SubmitReply {
  readonly revision: number
  readonly state: SubmissionState
  readonly submittedAt: string | null
  readonly overdue: boolean
  /** Short code of the submitted values, for the filler to keep; '' when nothing is submitted. */
  readonly receipt: string
}

/**
 * 上报: checks the stored draft once more and makes it the unit's report. In one transaction: state, submitted values, findings,
 * the fact row, review event, audit event, reply. Refuses open 强制性 findings, 核实性 ones without 核实说明, and a page that is not
 * up to date. After the due day it is accepted and marked 逾期.
 */
export function submitSubmission(
  by: Person,
  input: { obligationId: string; operationId: string; baseRevision: number },
): Promise<SubmitReply> {
  const operation = { id: input.operationId, kind: `submission.submit:${input.obligationId}` }
  return onceOnly(by.acting, operation, () =>
    inHotTransaction(by.acting, async (client) => {
      const report = await holdReport(client, by.acting, input)
      const earlier = earlierReply<SubmitReply>(by.acting, operation, report)
      if (earlier) return earlier
      checkMayFill(by, report, 'submit')
      if (input.baseRevision !== report.revision) throw staleRefusal(report.revision)
      const version = await loadChecked(report.formVersionId, report.checkRevisionId)
      const run = await evaluateReport(client, by, { version, report })
      checkComplete(report, run)
      return write(client, by, { report, version, run, operation })
    }),
  )
}

/** 强制性 findings first; only without them it is asked for explanations. */
function checkComplete(report: Report, run: CheckRun): void {
  const errors = run.findings
    .filter(({ severity }) => severity === 'error')
    .map(({ rule, message, where }) => ({ code: rule, message, where }))
  if (errors.length > 0) throw findingsRefusal(errors)
  const unexplained = run.findings
    .filter(({ rule }) => !report.explanations[rule])
    .map(({ rule, message }) => ({ code: rule, message, where: rule }))
  if (unexplained.length > 0) throw explanationRefusal(unexplained)
}

const SUBMIT: Statement = {
  name: 'report_submit',
  text: `with sent as (
      update submissions set state = $2, submitted = $3::jsonb, submitted_at = $4, submitted_by = $5, overdue = $6, header = $7::jsonb,
        explained = $8, check_revision_id = $12, seen_at = null, passed = '[]', return_reason = null, return_key = null
      where id = $1 returning id, org_path),
    told as (
      insert into review_events (submission_id, org_path, at, account_id, action) select id, org_path, $4, $5, 'submit' from sent)
    insert into operations (id, account_id, kind, reply, at) select $9, $5, $10, $11::jsonb, $4 from sent`,
}

interface Outcome {
  readonly report: Report
  readonly version: PublishedVersion
  readonly run: EvaluatedReport
  readonly operation: Operation
}

function write(client: HotClient, by: Person, { report, version, run, operation }: Outcome): SubmitReply {
  const at = now()
  const state = nextState(report.state, 'submit', { steps: report.steps, seen: false })
  const overdue = !report.trialId && at >= report.dueAt
  const digest = digestOf(report.obligationId, run.values)
  const receipt = receiptOf(digest)
  const reply = { revision: report.revision, state, submittedAt: at.toISOString(), overdue, receipt }
  const submissionId = report.submissionId ?? ''
  const values = [
    submissionId,
    state,
    JSON.stringify(run.values),
    at,
    by.acting.account.id,
    overdue,
    JSON.stringify(run.header),
    run.findings.length,
    operation.id,
    operation.kind,
    JSON.stringify(reply),
    report.checkRevisionId,
  ]
  answerWithCommit(
    client,
    client.query({ ...SUBMIT, values }),
    storeRun(client, report, run),
    // 试填 is never a fact.
    ...(report.trialId ? [] : [putFact(client, version, { submissionId, state, values: run.values })]),
    recordAuditEvent(client, by.acting, {
      action: 'submission.submit',
      subjectType: 'submission',
      subjectId: submissionId,
      orgPath: report.orgPath,
      before: { state: report.state },
      after: { state, revision: report.revision, overdue, digest },
    }),
  )
  return reply
}

/** sha256 over obligation and values in the order of their keys: the same values always give the same digest. */
function digestOf(obligationId: string, values: SubmittedValues): string {
  const entries = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256')
    .update(JSON.stringify([obligationId, entries]))
    .digest('hex')
}

/** `A1B2-C3D4-E5F6`: short enough to be read out on the telephone. */
function receiptOf(digest: string): string {
  return (digest.slice(0, 12).toUpperCase().match(/.{4}/g) ?? []).join('-')
}
