import { nextState } from '@weitong/designer/submission'
import { recordAuditEvent } from '#audit'
import { type CheckFinding, loadChecked, type RecheckParams } from '#checks'
import {
  type HotClient,
  inHotTransaction,
  inTransaction,
  type JobResult,
  PLATFORM,
  type RunningJob,
  rows,
  type Statement,
} from '#platform'
import { evaluateReport, storeRun } from './evaluate_report.js'
import { holdReport, type Report } from './report.js'
import type { Person } from './submission_policy.js'

/** Reports checked at the same time, and how many between two words about it. */
const AT_ONCE = 4
const PER_WORD = 40

/** The platform checks, over everything: a revision holds for every unit, whoever made it. */
const CHECKER: Person = { acting: PLATFORM, grants: [] }

/**
 * The job behind 重新审核: reports of open collections that have been checked before are checked by the revised rules. Locked ones keep
 * what was found. A report that was 已审核 and now has 强制性 findings is 暂存 again; one that was submitted stays submitted.
 */
export async function recheckReports(job: RunningJob): Promise<JobResult> {
  // The row was written by reviseVersionChecks.
  const { versionId } = job.params as RecheckParams
  await job.report(1, '正在查找要重新审核的报表')
  const ids = await inTransaction(PLATFORM, (trx) => rows<{ id: string }>(trx, OPEN_REPORTS, { versionId }))
  const counts = { changed: 0, reopened: 0 }
  for (let at = 0; at < ids.length; at += PER_WORD) {
    const batch = ids.slice(at, at + PER_WORD)
    await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, lane) => {
        for (const { id } of batch.filter((_each, index) => index % AT_ONCE === lane)) {
          const outcome = await recheckReport(id)
          if (outcome !== 'same') counts.changed += 1
          if (outcome === 'reopened') counts.reopened += 1
        }
      }),
    )
    const done = at + batch.length
    await job.report(Math.floor((done / ids.length) * 99), `已重新审核 ${done} / ${ids.length} 份`)
  }
  return { fileName: null, filePath: null, message: summary(ids.length, counts) }
}

function summary(all: number, { changed, reopened }: { changed: number; reopened: number }): string {
  const back = reopened > 0 ? `，${reopened} 份由已审核回到暂存` : ''
  return `已重新审核 ${all} 份报表：${changed} 份的审核结果有变化${back}。`
}

/** What was never checked has no findings to be wrong: its page checks as it is opened. */
const OPEN_REPORTS = `select o.id from submissions s join obligations o on o.id = s.obligation_id
    join collections c on c.id = o.collection_id
  where s.form_version_id = :versionId and c.state = 'open'
    and (s.state in ('checked', 'submitted', 'county-passed', 'city-passed')
      or exists (select from findings f where f.submission_id = s.id))
  order by o.id`

const FOUND: Statement = {
  name: 'recheck_found',
  text: `select rule, severity, message, keys, rule as where from findings where submission_id = $1`,
}
const RECHECKED: Statement = {
  name: 'recheck_done',
  text: 'update submissions set state = $2, check_revision_id = $3, explained = case when submitted_at is null then explained else $4 end where id = $1',
}

function recheckReport(obligationId: string): Promise<'same' | 'changed' | 'reopened'> {
  return inHotTransaction(PLATFORM, async (client) => {
    const report = await holdReport(client, PLATFORM, { obligationId })
    if (report.locks.length > 0 || report.collectionState === 'closed' || report.state === 'province-approved')
      return 'same'
    const version = await loadChecked(report.formVersionId, report.checkRevisionId)
    const { rows: before } = await client.query<CheckFinding>({ ...FOUND, values: [report.submissionId] })
    const run = await evaluateReport(client, CHECKER, { version, report })
    // Head and foot are prefilled from whoever fills: what was found about them stays.
    const findings = [...run.findings.filter((each) => !isAboutHeader(each)), ...before.filter(isAboutHeader)]
    await storeRun(client, report, { ...run, findings })
    const reopened = await settle(client, report, findings)
    if (reopened) return 'reopened'
    return isSame(before, findings) ? 'same' : 'changed'
  })
}

async function settle(client: HotClient, report: Report, findings: readonly CheckFinding[]): Promise<boolean> {
  const failed = findings.some(({ severity }) => severity === 'error')
  const reopened = report.state === 'checked' && failed
  const state = reopened ? nextState(report.state, 'save', { steps: report.steps, seen: false }) : report.state
  const explained = findings.filter(({ rule }) => report.explanations[rule]).length
  await client.query({ ...RECHECKED, values: [report.submissionId, state, report.checkRevisionId, explained] })
  if (reopened) {
    await recordAuditEvent(client, PLATFORM, {
      action: 'submission.recheck',
      subjectType: 'submission',
      subjectId: report.submissionId ?? '',
      orgPath: report.orgPath,
      before: { state: report.state },
      after: { state, revision: report.revision },
    })
  }
  return reopened
}

function isAboutHeader({ rule }: CheckFinding): boolean {
  return rule.startsWith('REQUIRED.header.')
}

function isSame(before: readonly CheckFinding[], after: readonly CheckFinding[]): boolean {
  const said = (findings: readonly CheckFinding[]): string =>
    findings
      .map(({ rule, severity, message }) => `${rule} ${severity} ${message}`)
      .sort()
      .join('\n')
  return said(before) === said(after)
}
