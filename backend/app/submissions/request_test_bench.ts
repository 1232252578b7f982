import { Period } from '@weitong/designer/period'
import { recordAuditEvent } from '#audit'
import { findVersion } from '#forms'
import { type Acting, enqueueJob, hasArea, inTransaction, type JobView, rows, type Trx } from '#platform'
import { E } from './errors.js'
import type { TestBenchParams } from './run_test_bench.js'

export const TEST_BENCH_JOB = 'check-test'

/** Contract `TestPeriod`. */
export interface TestPeriod {
  readonly period: string
  readonly label: string
  readonly reports: number
}

/** Periods in which units of one's own subtrees submitted the form of a version, newest first. */
export function listTestPeriods(acting: Acting, versionId: string): Promise<TestPeriod[]> {
  return inTransaction(acting, async (trx) => {
    const { formId } = await findTested(trx, acting, versionId)
    const found = await rows<{ period: string; reports: number }>(
      trx,
      `select s.period, count(*)::int as reports from submissions s
       where s.form_id = :formId and s.submitted is not null and s.org_path ^@ any (:scopes)
       group by s.period order by s.period desc limit 36`,
      { formId, scopes: acting.scopes },
    )
    return found.map(({ period, reports }) => ({ period, label: Period.parse(period).label, reports }))
  })
}

/** Asks for the rules of a version to be run on what was submitted in some periods. */
export function requestTestBench(acting: Acting, params: TestBenchParams): Promise<JobView> {
  return inTransaction(acting, async (trx) => {
    const { template } = await findTested(trx, acting, params.versionId)
    const wrong = params.periods.find((key) => !Period.isValid(key) || Period.parse(key).type !== template.periodType)
    if (wrong !== undefined) throw E.E_TEST_PERIOD(wrong.slice(0, 10))
    const job = await enqueueJob(trx, acting, { kind: TEST_BENCH_JOB, title: `${template.title} · 试审`, params })
    await recordAuditEvent(trx, acting, {
      action: 'check.test',
      subjectType: 'form_version',
      subjectId: params.versionId,
      after: { periods: params.periods },
    })
    return job
  })
}

async function findTested(trx: Trx, acting: Acting, versionId: string): ReturnType<typeof findVersion> {
  const version = await findVersion(trx, versionId)
  if (!hasArea(acting, version.template.area)) throw E.E_TEST_VERSION()
  return version
}
