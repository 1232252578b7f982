import { Period } from '@weitong/designer/period'
import { type CheckRun, runChecks, storeFindings } from '#checks'
import { type PublishedVersion, withRows } from '#forms'
import type { HotClient } from '#platform'
import { headerOf } from './header.js'
import { readEarlier, readOthers, type Report } from './report.js'
import type { Person } from './submission_policy.js'

export interface EvaluatedReport extends CheckRun {
  /** Head and foot items with what the profile of the filler adds. */
  readonly header: Readonly<Record<string, string>>
}

/** Runs every rule on the stored draft, with what the unit submitted for the period before and the same period last year. */
export async function evaluateReport(
  client: HotClient,
  by: Person,
  { version, report }: { version: PublishedVersion; report: Report },
): Promise<EvaluatedReport> {
  const { previous, lastYear } = await readEarlier(client, report)
  const { draft: values, org } = report
  const header = headerOf(version, report, by)
  const period = Period.parse(report.period)
  const others = await readOthers(client, report, version.compiled)
  const input = { values, header, org, period, previous, lastYear, others }
  return { header, ...runChecks(withRows(version, values), input) }
}

/** Stores what a run found, each with the 核实说明 given for its rule. */
export async function storeRun(client: HotClient, report: Report, run: CheckRun): Promise<void> {
  if (!report.submissionId) throw new Error(`obligation ${report.obligationId} has no report to store findings of`)
  await storeFindings(client, {
    submissionId: report.submissionId,
    orgPath: report.orgPath,
    findings: run.findings,
    explanations: report.explanations,
  })
}
