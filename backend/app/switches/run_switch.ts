import { Period } from '@weitong/designer/period'
import type { DraftValue } from '@weitong/designer/entry'
import { nextState, waitingStep } from '@weitong/designer/submission'
import { recordAuditEvent } from '#audit'
import { freezeObligations, listDueUnits } from '#collections'
import { putFact, removeFact } from '#facts'
import { loadVersion } from '#forms'
import { type HotClient, inHotTransaction, inTransaction, type JobResult, now, rows, type RunningJob } from '#platform'
import { FillableCells, holdReport, moveReport, type Person, type Report, storeRun } from '#submissions'
import { E } from './errors.js'
import { findSwitch, type SwitchCounts, type VersionSwitch } from './find_switch.js'
import { type PlannedUnit, planUnit, type Versions } from './plan_unit.js'
import { writeUnits } from './write_units.js'

/**
 * The job behind 换版: one transaction. The collection goes over first, so that whoever begins a report meanwhile begins it on the new
 * version; then every report is held, planned again as it is now, and goes over or stays.
 */
export async function runSwitch(job: RunningJob): Promise<JobResult> {
  // The row was written by requestSwitch.
  const { id } = job.params as { id: string }
  const found = await inTransaction(job.acting, (trx) => findSwitch(trx, job.acting, id))
  if (found.state === 'running') {
    try {
      await switchAll(job, found)
    } catch (error) {
      // Everything is rolled back: it was tried, and may be carried out again.
      await inTransaction(job.acting, (trx) =>
        rows(trx, `update version_switches set state = 'tried' where id = :id and state = 'running'`, { id }),
      )
      throw error
    }
  }
  return writeUnits(job, found)
}

async function switchAll(job: RunningJob, found: VersionSwitch): Promise<void> {
  const versions = { from: await loadVersion(found.from.versionId), to: await loadVersion(found.to.versionId) }
  const due = await inTransaction(job.acting, async (trx) => {
    const [collection] = await rows<{ period: string }>(trx, 'select period from collections where id = :id', {
      id: found.collectionId,
    })
    return listDueUnits(trx, job.acting, { version: versions.to, period: Period.parse(collection?.period ?? '') })
  })
  await inHotTransaction(job.acting, async (client) => {
    await moveCollection(client, found)
    const added = await freezeObligations(client, { collectionId: found.collectionId, units: due })
    const counts = { ...(await switchReports(job, client, { found, versions })), added }
    await client.query({ ...DONE, values: [found.id, JSON.stringify(counts), now()] })
    await recordAuditEvent(client, job.acting, {
      action: 'collection.switch',
      subjectType: 'collection',
      subjectId: found.collectionId,
      before: { version: found.from.versionId },
      after: { version: found.to.versionId, switch: found.id, returns: found.returns, counts },
      reason: found.reason,
    })
  })
}

const MOVE_COLLECTION = {
  name: 'switch_collection',
  text: `update collections c set form_version_id = $2 from form_versions v
    where c.id = $1 and c.form_version_id = $3 and c.state = 'open' and v.id = $2 and v.state = 'published' returning c.id`,
}
/** Against first saves of a report: they lock the row of the collection and so see which version it is on (see save_submission.ts). */
const HOLD_COLLECTION = { name: 'switch_hold', text: 'select from collections where id = $1 for update' }
const DONE = {
  name: 'switch_done',
  text: `update version_switches set state = 'done', result = $2, done_at = $3 where id = $1`,
}

async function moveCollection(client: HotClient, { collectionId, from, to }: VersionSwitch): Promise<void> {
  await client.query({ ...HOLD_COLLECTION, values: [collectionId] })
  const moved = await client.query({ ...MOVE_COLLECTION, values: [collectionId, to.versionId, from.versionId] })
  if (moved.rowCount === 0) throw E.E_SWITCH_OUTDATED()
}

const BEGUN = {
  name: 'switch_begun',
  text: `select s.obligation_id as id from submissions s join obligations o on o.id = s.obligation_id
    where o.collection_id = $1 and s.form_version_id <> $2 order by o.id`,
}

const REPORT_EVERY = 500

async function switchReports(
  job: RunningJob,
  client: HotClient,
  { found, versions }: { found: VersionSwitch; versions: Versions },
): Promise<Partial<SwitchCounts>> {
  const counts = { moves: 0, keeps: 0, again: 0, locked: 0, returned: 0, removed: 0, reread: 0 }
  const by = { acting: job.acting, grants: [] }
  const { rows: begun } = await client.query<{ id: string }>({
    ...BEGUN,
    values: [found.collectionId, found.to.versionId],
  })
  for (const [at, { id }] of begun.entries()) {
    if (at % REPORT_EVERY === 0) await job.report(Math.floor((at / begun.length) * 85), `已处理 ${at} 份报表`)
    const report = await holdReport(client, by.acting, { obligationId: id })
    const planned = await planUnit(client, by, { versions, report })
    const { fate, removed, reread } = planned.plan
    const returned = fate === 'again' && found.returns === true
    counts[fate as 'moves' | 'keeps' | 'again' | 'locked'] += 1
    if (removed.length > 0) counts.removed += 1
    if (reread.length > 0) counts.reread += 1
    if (returned) counts.returned += 1
    if (fate === 'moves' || fate === 'keeps' || returned) {
      await switchReport(client, by, { found, versions, report, planned })
    }
  }
  return counts
}

interface Switched {
  readonly found: VersionSwitch
  readonly versions: Versions
  readonly report: Report
  readonly planned: PlannedUnit
}

/** One report goes over. What is taken out of it stays in the change log; a submitted one keeps its place or goes back. */
async function switchReport(
  client: HotClient,
  by: Person,
  { found, versions, report, planned }: Switched,
): Promise<void> {
  const { plan, carried, run } = planned
  const submissionId = report.submissionId ?? ''
  if (!run) throw new Error(`report ${submissionId} goes over without having been evaluated`)
  if (plan.fate === 'again') await sendBack(client, by, { found, report })
  const state = plan.fate === 'again' ? 'returned' : report.state === 'checked' ? 'draft' : report.state
  await client.query({
    ...GO_OVER,
    values: [
      submissionId,
      versions.to.id,
      JSON.stringify(carried.draft),
      state,
      new FillableCells(versions.to, report).filledShare(carried.draft),
      plan.fate === 'keeps' ? JSON.stringify(run.values) : null,
      now(),
      by.acting.account.id,
      JSON.stringify(changesOf(planned)),
    ],
  })
  if (plan.fate === 'keeps') {
    await storeRun(client, report, run)
    // Taken out first: a column the new version does not have must not keep its old value.
    await removeFact(client, report.formCode, submissionId)
    await putFact(client, versions.to, { submissionId, state, values: run.values })
  } else await client.query({ ...CLEAR_FINDINGS, values: [submissionId] })
}

/** Findings of another version say nothing about this one; the next 审核 finds anew. */
const CLEAR_FINDINGS = { name: 'switch_findings', text: 'delete from findings where submission_id = $1' }
const GO_OVER = {
  name: 'switch_report',
  text: `with gone as (
      update submissions set form_version_id = $2, draft = $3::jsonb, state = $4, filled = $5, revision = revision + 1,
        submitted = coalesce($6::jsonb, submitted)
      where id = $1 returning id, org_path, revision)
    insert into change_log (submission_id, org_path, revision, account_id, at, changes)
    select id, org_path, revision, $8, $7, $9::jsonb from gone`,
}

function changesOf({ carried }: PlannedUnit): Record<string, readonly [DraftValue, DraftValue]> {
  const removed = Object.entries(carried.removed).map(([key, value]) => [key, [value, null]] as const)
  return { ...Object.fromEntries(removed), ...carried.reread }
}

async function sendBack(
  client: HotClient,
  by: Person,
  { found, report }: Pick<Switched, 'found' | 'report'>,
): Promise<void> {
  const reason = `表样已换为第 ${found.to.number} 版，请核对后重新上报。${found.reason ?? ''}`
  await moveReport(client, by, {
    report,
    move: {
      action: 'return',
      auditAs: 'collection.switch_return',
      to: nextState(report.state, 'return', { steps: report.steps, seen: true }),
      passed: [],
      level: waitingStep(report.state, report.steps)?.level ?? null,
      reason,
      key: null,
    },
  })
  await removeFact(client, report.formCode, report.submissionId ?? '')
}
