import {
  type CheckChanges,
  checkTemplate,
  mergeChanges,
  NO_CHANGES,
  parseChanges,
  reviseChecks,
  type Template,
  wordRevision,
  type WordedChange,
} from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type Acting, enqueueJob, inTransaction, now, Refusal, rows, type Trx } from '#platform'
import { type CheckRevision, listRevisions } from './check_revision.js'
import { E } from './errors.js'
import {
  describeChecks,
  findChecked,
  type OpenCollection,
  openCollections,
  RECHECK_JOB,
  type RecheckParams,
  type VersionChecks,
} from './version_checks.js'

export interface ReviseInput {
  readonly versionId: string
  /** Number of the revision the changes were made on; 0 for none. */
  readonly baseNumber: number
  readonly changes: unknown
  readonly reason: string
  /** Whether the actor was told that reports may fail that passed. */
  readonly tighter: boolean
}

/**
 * Changes checks, thresholds or help of a published version from now on: in every open collection of it, and in those opened later.
 * Closed collections and locked reports stay as they are. Open reports are checked again by a job. What may make a report fail that
 * passed is refused until the actor says to know it (E_CHECKS_TIGHTER says what will happen).
 */
export function reviseVersionChecks(acting: Acting, input: ReviseInput): Promise<VersionChecks> {
  return inTransaction(acting, async (trx) => {
    const published = await findChecked(acting, input.versionId)
    const [revisions, collections] = [
      await lockRevisions(trx, input.versionId),
      await openCollections(trx, acting, input.versionId),
    ]
    const [newest] = revisions
    if ((newest?.number ?? 0) !== input.baseNumber) throw E.E_CHECKS_STALE(newest?.by ?? '他人')
    const before = reviseChecks(published, newest?.overlay ?? NO_CHANGES)
    const changes = readChanges(before, input.changes)
    const words = wordRevision(before, changes)
    if (words.length === 0) throw E.E_CHECKS_NOTHING()
    if (!input.tighter) checkNotTighter(words, collections)
    const overlay = mergeChanges(newest?.overlay ?? NO_CHANGES, changes)
    const made = await insertRevision(trx, acting, { input, changes, overlay, words })
    const recheck = collections.some((each) => each.filling + each.submitted > 0)
      ? await enqueueJob(trx, acting, {
          kind: RECHECK_JOB,
          title: `${published.title} · 重新审核`,
          params: { versionId: input.versionId, revisionId: made.id } satisfies RecheckParams,
        })
      : null
    return describeChecks(trx, acting, { versionId: input.versionId, revisions: [made, ...revisions], recheck })
  })
}

/** Two designers at once: the second waits, and then sees what the first has done. */
async function lockRevisions(trx: Trx, versionId: string): Promise<CheckRevision[]> {
  await rows(trx, 'select from collections where form_version_id = :versionId for update', { versionId })
  return listRevisions(trx, versionId)
}

/** Refuses what is no change of this template, and what would not be publishable. */
function readChanges(before: Template, json: unknown): CheckChanges {
  const parsed = parseChanges(json)
  const problems = 'problems' in parsed ? parsed.problems : []
  if ('changes' in parsed) {
    checkKnown(before, parsed.changes)
    problems.push(...checkTemplate(reviseChecks(before, parsed.changes)))
    if (problems.length === 0) return parsed.changes
  }
  const message = `调整后的审核规则有 ${problems.length} 处问题，改正后再调整。`
  throw new Refusal('E_CHECKS_INVALID', 422, { message, errors: problems })
}

function checkKnown(template: Template, { rules, help, thresholds }: CheckChanges): void {
  const known = new Set([
    ...template.rules.map(({ code }) => `rule ${code}`),
    ...template.indicators.map(({ code }) => `help ${code}`),
    ...(template.thresholds ?? []).map(({ name }) => `threshold ${name}`),
  ])
  const named = [
    ...Object.keys(rules).map((code) => ['rule', code] as const),
    ...Object.keys(help).map((code) => ['help', code] as const),
    ...Object.keys(thresholds).map((name) => ['threshold', name] as const),
  ]
  const unknown = named.find(([kind, name]) => !known.has(`${kind} ${name}`))
  if (unknown) throw E.E_CHECKS_UNKNOWN(unknown[1].slice(0, 40))
}

function checkNotTighter(words: readonly WordedChange[], collections: readonly OpenCollection[]): void {
  const tighter = words.filter((each) => each.tighter)
  if (tighter.length === 0 || collections.length === 0) return
  const sum = (of: (each: OpenCollection) => number): number => collections.reduce((total, each) => total + of(each), 0)
  throw E.E_CHECKS_TIGHTER(
    `${tighter.length} 处改动可能使原来通过的报表不再通过：正在填报的 ${sum((each) => each.filling)} 份会重新审核，` +
      `其中已审核的 ${sum((each) => each.checked)} 份若有强制性问题会回到暂存；已上报的 ${sum((each) => each.submitted)} 份状态不变，` +
      '新的审核结果供审核单位查看；已审批、已加锁的不受影响。',
  )
}

interface Made {
  readonly input: ReviseInput
  readonly changes: CheckChanges
  readonly overlay: CheckChanges
  readonly words: readonly WordedChange[]
}

async function insertRevision(
  trx: Trx,
  acting: Acting,
  { input, changes, overlay, words }: Made,
): Promise<CheckRevision> {
  const { versionId, baseNumber, reason } = input
  const at = now()
  const [row] = await rows<{ id: string }>(
    trx,
    `insert into check_revisions (form_version_id, number, changes, overlay, words, reason, made_at, made_by, made_by_name)
     values (:versionId, :number, :changes, :overlay, :words, :reason, :at, :by, :name)
     on conflict (form_version_id, number) do nothing returning id`,
    {
      versionId,
      number: baseNumber + 1,
      changes: JSON.stringify(changes),
      overlay: JSON.stringify(overlay),
      words: JSON.stringify(words),
      reason,
      at,
      by: acting.account.id,
      name: acting.account.name,
    },
  )
  if (!row) throw E.E_CHECKS_STALE('他人')
  await trx.rawQuery(`update collections set check_revision_id = ? where form_version_id = ? and state = 'open'`, [
    row.id,
    versionId,
  ])
  await recordAuditEvent(trx, acting, {
    action: 'check.revise',
    subjectType: 'form_version',
    subjectId: versionId,
    after: { number: baseNumber + 1, words: words.map((each) => each.words) },
    reason,
  })
  return {
    id: row.id,
    formVersionId: versionId,
    number: baseNumber + 1,
    overlay,
    words,
    reason,
    at,
    by: acting.account.name,
  }
}
