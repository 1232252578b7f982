import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { evaluate, type PeriodValues } from '@weitong/designer/entry'
import type { OrgAttributes } from '@weitong/designer/organisation'
import { Period } from '@weitong/designer/period'
import {
  checkTemplate,
  type CompiledForm,
  compileTemplate,
  expandRoster,
  otherReports,
  reportsNeeded,
  rosterRows,
  type SubmittedReport,
  type Template,
} from '@weitong/designer/template'
import env from '#start/env'
import { findVersion } from '#forms'
import { type Acting, inTransaction, type JobResult, Refusal, type RunningJob, rows } from '#platform'
import { ORG_OF_OBLIGATION } from './report.js'
import { RuleTally, type TestRun } from './rule_tally.js'

export interface TestBenchParams {
  readonly versionId: string
  readonly periods: readonly string[]
}

/** Reports read and evaluated between two words about it. */
const BATCH = 300

/** One report as it was submitted, with what its unit submitted before. */
interface TestedReport {
  readonly id: string
  readonly organisationId: string
  readonly org: OrgAttributes & { readonly name: string }
  readonly submitted: Readonly<Record<string, string | null>>
  readonly previous: PeriodValues
  readonly lastYear: PeriodValues
}

/**
 * The job behind 试审: the rules of a version, a draft as a rule, over reports that were really submitted, within the rights of who
 * asked. Nothing is stored but the result.
 */
export async function runTestBench(job: RunningJob): Promise<JobResult> {
  // The row was written by requestTestBench from a validated body.
  const { versionId, periods } = job.params as TestBenchParams
  const { formId, template: drawn } = await inTransaction(job.acting, (trx) => findVersion(trx, versionId))
  const { template, skipped } = runnable(drawn)
  const tally = new RuleTally(template.rules)
  for (const [at, key] of periods.entries()) {
    const bench = { job, formId, template, period: Period.parse(key), share: [at, periods.length] as const }
    await testPeriod(bench, tally)
  }
  const result: TestRun = { versionId, periods, ...tally.result(), skipped }
  const fileName = `试审结果 ${template.title} ${periods.join('、')}.json`
  const filePath = join('exports', `${job.id}-${job.attempt}.json`)
  const target = join(env.get('DATA_DIR'), filePath)
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, JSON.stringify(result))
  return { fileName, filePath, message: `已试审 ${result.reports} 份报表` }
}

/** A draft may be unfinished: rules that are wrong are left out and named; anything else that is wrong stops. */
function runnable(template: Template): { template: Template; skipped: TestRun['skipped'] } {
  const problems = checkTemplate(template)
  const wrong = new Map(problems.flatMap(({ ruleCode, message }) => (ruleCode ? [[ruleCode, message]] : [])))
  const ready = { ...template, rules: template.rules.filter(({ code }) => !wrong.has(code)) }
  try {
    compileTemplate(ready)
  } catch {
    const message = '表样里的公式还有问题，先到“问题”里改正，再试审。'
    throw new Refusal('E_TEMPLATE_INVALID', 422, { message })
  }
  return { template: ready, skipped: [...wrong].map(([code, message]) => ({ code, message })) }
}

interface Bench {
  readonly job: RunningJob
  readonly formId: string
  readonly template: Template
  readonly period: Period
  /** Which of how many periods. */
  readonly share: readonly [number, number]
}

async function testPeriod(bench: Bench, tally: RuleTally): Promise<void> {
  const { job, template, period } = bench
  const compiled = compileTemplate(template)
  const needed = reportsNeeded(template, compiled.foreign, period)
  const total = await countReports(bench)
  let [after, done] = ['0', 0]
  for (;;) {
    const batch = await readBatch(bench, after)
    if (batch.length === 0) return
    const others =
      needed.length > 0 ? await readOthersOf(job.acting, { batch, needed }) : new Map<string, SubmittedReport[]>()
    for (const report of batch) {
      const form = withRecords(template, compiled, report)
      const { org, previous, lastYear } = report
      const found = otherReports(needed, others.get(report.organisationId) ?? [])
      const { findings } = evaluate(form, report.submitted, { org, period, previous, lastYear, others: found })
      tally.add({ name: org.name, divisionCode: org.division, periodLabel: period.label }, findings)
    }
    after = batch.at(-1)?.id ?? after
    done += batch.length
    const [at, of] = bench.share
    const progress = Math.floor(((at + Math.min(1, done / Math.max(1, total))) / of) * 98)
    await job.report(progress, `${period.label}：已试审 ${done} / ${total} 份`)
  }
}

function withRecords(template: Template, compiled: CompiledForm, { submitted }: TestedReport): CompiledForm {
  if (!template.roster) return compiled
  return compileTemplate(expandRoster(template, rosterRows(template, submitted)))
}

/** Reports of a period within the asker's subtrees. */
const OF_PERIOD = `from submissions s join obligations o on o.id = s.obligation_id
  where s.form_id = :formId and s.period = :period and s.submitted is not null and o.org_path ^@ any (:scopes)`

async function countReports({ job, formId, period }: Bench): Promise<number> {
  const [found] = await inTransaction(job.acting, (trx) =>
    rows<{ count: number }>(trx, `select count(*)::int as count ${OF_PERIOD}`, {
      formId,
      period: period.key,
      scopes: job.acting.scopes,
    }),
  )
  return found?.count ?? 0
}

function readBatch({ job, formId, period }: Bench, after: string): Promise<TestedReport[]> {
  return inTransaction(job.acting, (trx) =>
    rows<TestedReport>(
      trx,
      `with found as (select s.id, s.obligation_id, s.organisation_id, s.submitted ${OF_PERIOD} and s.id > :after order by s.id limit ${BATCH})
       select f.id, f.organisation_id as "organisationId", f.submitted, ${ORG_OF_OBLIGATION} as org,
         p.submitted as previous, y.submitted as "lastYear"
       from found f join obligations o on o.id = f.obligation_id
         left join submissions p on p.organisation_id = f.organisation_id and p.form_id = :formId and p.period = :previous
         left join submissions y on y.organisation_id = f.organisation_id and y.form_id = :formId and y.period = :lastYear
       order by f.id`,
      {
        formId,
        period: period.key,
        scopes: job.acting.scopes,
        after,
        previous: period.shift(-1).key,
        lastYear: period.lastYear().key,
      },
    ),
  )
}

/** What the units of a batch submitted in other forms, by unit. */
async function readOthersOf(
  acting: Acting,
  { batch, needed }: { batch: readonly TestedReport[]; needed: ReturnType<typeof reportsNeeded> },
): Promise<Map<string, SubmittedReport[]>> {
  const found = await inTransaction(acting, (trx) =>
    rows<SubmittedReport & { organisationId: string }>(
      trx,
      `select s.organisation_id as "organisationId", f.code, s.period, s.submitted
       from submissions s join forms f on f.id = s.form_id
       where s.organisation_id = any (:units) and f.code = any (:codes) and s.period = any (:periods) and s.submitted is not null`,
      {
        units: batch.map(({ organisationId }) => organisationId),
        codes: needed.map(({ form }) => form.code),
        periods: [...new Set(needed.flatMap(({ periods }) => periods))],
      },
    ),
  )
  const byUnit = new Map<string, SubmittedReport[]>()
  for (const report of found) byUnit.set(report.organisationId, [...(byUnit.get(report.organisationId) ?? []), report])
  return byUnit
}
