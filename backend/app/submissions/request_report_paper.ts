import { Period } from '@weitong/designer/period'
import { filledPaper, type PaperSize } from '@weitong/reports/document'
import { recordAuditEvent } from '#audit'
import { loadChecked } from '#checks'
import { loadVersion, writePaper } from '#forms'
import {
  enqueueJob,
  hasArea,
  inHotTransaction,
  inTransaction,
  type JobResult,
  type JobView,
  type RunningJob,
} from '#platform'
import { E } from './errors.js'
import { headerOf } from './header.js'
import { checksOf, readEarlier, readReport } from './report.js'
import { checkMayRead, isPossible, mayFill, type Person } from './submission_policy.js'

export const REPORT_PAPER_JOB = 'report-paper'

interface ReportPaperParams {
  readonly obligationId: string
  readonly size: PaperSize
  /** Asked for by who fills it: name and telephone stand on it as they do on the page. */
  readonly filling: boolean
}

/** States in which a report is with its filler: the paper says 草稿. */
const WITH_FILLER: readonly string[] = ['empty', 'draft', 'checked', 'returned']

/** Asks for a report as PDF; refuses whom the page refuses, before any job exists. */
export async function requestReportPaper(
  by: Person,
  { obligationId, size }: { obligationId: string; size: PaperSize },
): Promise<JobView> {
  const { acting } = by
  const report = await inHotTransaction(acting, (client) => readReport(client, acting, { obligationId }))
  checkMayRead(by, report)
  const version = await loadVersion(report.formVersionId)
  const filling = mayFill(by, report) && report.collectionState === 'open' && isPossible(report, 'save')
  const params: ReportPaperParams = { obligationId, size, filling }
  return inTransaction(acting, async (trx) => {
    const title = `${version.template.title} · ${report.org.name} · ${Period.parse(report.period).label}`
    const job = await enqueueJob(trx, acting, { kind: REPORT_PAPER_JOB, title, params })
    await recordAuditEvent(trx, acting, {
      action: 'submission.paper',
      subjectType: 'job',
      subjectId: job.id,
      orgPath: report.orgPath,
      after: params,
    })
    return job
  })
}

/** The job behind 下载 PDF: the report as it is when the job runs, read under the rights of who asked. */
export async function exportReportPaper(job: RunningJob): Promise<JobResult> {
  // The row was written by requestReportPaper from a validated body.
  const { obligationId, size, filling } = job.params as ReportPaperParams
  const { acting } = job
  await job.report(5, '正在读取报表')
  const { report, earlier } = await inHotTransaction(acting, async (client) => {
    const found = await readReport(client, acting, { obligationId })
    if (!hasArea(acting, found.area)) throw E.E_OBLIGATION_NOT_FOUND()
    return { report: found, earlier: await readEarlier(client, found) }
  })
  const version = await loadChecked(report.formVersionId, checksOf(report))
  const paper = filledPaper({
    form: version.compiled,
    context: { org: report.org, period: Period.parse(report.period), ...earlier },
    values: report.draft,
    header: headerOf(version, report, filling ? { acting, grants: [] } : null),
    submitted: !WITH_FILLER.includes(report.state),
    size,
  })
  return writePaper(job, paper)
}
