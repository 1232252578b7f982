import { type CheckChanges, NO_CHANGES, type Template, type WordedChange } from '@weitong/designer/template'
import { Period } from '@weitong/designer/period'
import { loadVersion } from '#forms'
import { type Acting, hasArea, inTransaction, type JobView, rows, type Trx } from '#platform'
import { type CheckRevision, listRevisions } from './check_revision.js'
import { E } from './errors.js'

/** Contract `VersionChecks`. */
export interface VersionChecks {
  readonly versionId: string
  readonly number: number
  readonly changes: CheckChanges
  readonly revisions: readonly {
    readonly number: number
    readonly at: Date
    readonly by: string
    readonly reason: string
    readonly words: readonly WordedChange[]
  }[]
  readonly collections: readonly OpenCollection[]
  readonly recheck: JobView | null
}

/** An open collection of the version, with how many of its reports are where; within one's own rights. */
export interface OpenCollection {
  readonly id: string
  readonly periodLabel: string
  /** Saved and not yet submitted; of these, self-checked; submitted and not yet approved; approved or locked. */
  readonly filling: number
  readonly checked: number
  readonly submitted: number
  readonly locked: number
}

/** Kind of the job that checks open reports again; `submissions` runs it. */
export const RECHECK_JOB = 'recheck'

/** What the job is asked to do. */
export interface RecheckParams {
  readonly versionId: string
  readonly revisionId: string
}

export function viewChecks(acting: Acting, versionId: string): Promise<VersionChecks> {
  return inTransaction(acting, async (trx) => {
    await findChecked(acting, versionId)
    const revisions = await listRevisions(trx, versionId)
    return describeChecks(trx, acting, { versionId, revisions, recheck: await lastRecheck(trx, acting, versionId) })
  })
}

/** The published template, of a business area the actor designs for. */
export async function findChecked(acting: Acting, versionId: string): Promise<Template> {
  const { template } = await loadVersion(versionId)
  if (!hasArea(acting, template.area)) throw E.E_CHECKS_NOT_PUBLISHED()
  return template
}

export async function describeChecks(
  trx: Trx,
  acting: Acting,
  known: { versionId: string; revisions: readonly CheckRevision[]; recheck: JobView | null },
): Promise<VersionChecks> {
  const [newest] = known.revisions
  return {
    versionId: known.versionId,
    number: newest?.number ?? 0,
    changes: newest?.overlay ?? NO_CHANGES,
    revisions: known.revisions.map(({ number, at, by, reason, words }) => ({ number, at, by, reason, words })),
    collections: await openCollections(trx, acting, known.versionId),
    recheck: known.recheck,
  }
}

export async function openCollections(trx: Trx, acting: Acting, versionId: string): Promise<OpenCollection[]> {
  const found = await rows<Omit<OpenCollection, 'periodLabel'> & { period: string }>(
    trx,
    `select c.id, c.period,
       count(*) filter (where s.state in ('draft', 'checked', 'returned'))::int as filling,
       count(*) filter (where s.state = 'checked')::int as checked,
       count(*) filter (where s.state in ('submitted', 'county-passed', 'city-passed'))::int as submitted,
       count(*) filter (where s.state not in ('draft', 'checked', 'returned', 'submitted', 'county-passed', 'city-passed'))::int
         as locked
     from collections c left join obligations o on o.collection_id = c.id and o.org_path ^@ any (:scopes)
       left join submissions s on s.obligation_id = o.id and s.form_version_id = c.form_version_id
     where c.form_version_id = :versionId and c.state = 'open' group by c.id order by c.period desc`,
    { versionId, scopes: acting.scopes },
  )
  return found.map(({ period, ...rest }) => ({ ...rest, periodLabel: Period.parse(period).label }))
}

/** The actor's own last one. */
async function lastRecheck(trx: Trx, acting: Acting, versionId: string): Promise<JobView | null> {
  const [job] = await rows<JobView>(
    trx,
    `select id, kind, title, state, progress, message, file_name as "fileName", created_at as "createdAt" from jobs
     where kind = :kind and account_id = :account and params->>'versionId' = :versionId order by id desc limit 1`,
    { kind: RECHECK_JOB, account: acting.account.id, versionId },
  )
  return job ?? null
}
