import { Period } from '@weitong/designer/period'
import { STATUS_FILTERS, type SubmissionState } from '@weitong/designer/submission'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import { listComments, type TrialComment } from './comments.js'
import { E } from './errors.js'

/** Contract `TrialSummary`. */
export interface TrialSummary {
  readonly id: string
  readonly formCode: string
  readonly formTitle: string
  readonly tableNo: string
  readonly versionNumber: number
  readonly edition: string
  /** A draft was tried: it has gone on being changed since. */
  readonly ofDraft: boolean
  readonly period: string
  readonly periodLabel: string
  readonly due: string
  readonly state: 'open' | 'closed'
  readonly openedAt: Date
  readonly openedBy: string
  readonly units: number
  readonly submitted: number
  readonly comments: number
  readonly unsettled: number
}

const TRIALS = `select c.id, f.code as "formCode", v.template->>'title' as "formTitle", v.template->'legal'->>'tableNo' as "tableNo",
    v.number as "versionNumber", v.edition, v.of_trial as "ofDraft", c.period, c.due::text,
    case when c.due_at <= :now then 'closed' else c.state end as state, c.opened_at as "openedAt", coalesce(a.name, '系统') as "openedBy",
    t.units, t.submitted, m.comments, m.unsettled
  from collections c join forms f on f.id = c.form_id join form_versions v on v.id = c.form_version_id
    left join accounts a on a.id = c.opened_by
    cross join lateral (select count(*)::int as units, (count(*) filter (where s.state = any (:submitted)))::int as submitted
      from obligations o left join submissions s on s.obligation_id = o.id
      where o.collection_id = c.id and o.org_path ^@ any (:scopes)) t
    cross join lateral (select count(*)::int as comments, (count(*) filter (where settled_at is null))::int as unsettled
      from trial_comments where trial_id = c.id) m
  where c.kind = 'trial' and ('*' = any (:areas) or f.area = any (:areas)) and (:id::bigint is null or c.id = :id)
    and (:form::bigint is null or c.form_id = :form)
  order by c.due_at <= :now, c.opened_at desc`

/** Every 试填 of one's areas, those going on first; with `form` those of one form. */
export function listTrials(acting: Acting, form: string | null): Promise<TrialSummary[]> {
  return inTransaction({ ...acting, trials: '*' }, (trx) => readTrials(trx, acting, { id: null, form }))
}

/** One trial, in a transaction that sees it; unknown to those whose areas do not cover it. */
export async function viewTrial(trx: Trx, acting: Acting, id: string): Promise<TrialSummary> {
  const [trial] = await readTrials(trx, acting, { id, form: null })
  if (!trial) throw E.E_TRIAL_NOT_FOUND()
  return trial
}

async function readTrials(
  trx: Trx,
  { scopes, areas }: Acting,
  filter: { id: string | null; form: string | null },
): Promise<TrialSummary[]> {
  const { submitted } = STATUS_FILTERS
  const found = await rows<Omit<TrialSummary, 'periodLabel'>>(trx, TRIALS, {
    ...filter,
    scopes,
    areas,
    submitted,
    now: now(),
  })
  return found.map((row) => ({ ...row, periodLabel: Period.parse(row.period).label }))
}

/** Contract `TrialUnit`. */
export interface TrialUnit {
  readonly obligationId: string
  readonly name: string
  readonly state: SubmissionState
  readonly filled: number
  readonly savedAt: Date | null
  readonly filledBy: string | null
  readonly comments: number
}

const UNITS = `select o.id as "obligationId", o.name, coalesce(s.state, 'empty') as state, coalesce(s.filled, 0) as filled,
    s.saved_at as "savedAt", a.name as "filledBy",
    (select count(*)::int from trial_comments m where m.obligation_id = o.id) as comments
  from obligations o left join submissions s on s.obligation_id = o.id left join accounts a on a.id = s.saved_by
  where o.collection_id = :id and o.org_path ^@ any (:scopes) order by o.division_code, o.name, o.id`

/** Contract `TrialView`: how far each unit has come, and everything that was said, by cell. */
export function readTrial(
  acting: Acting,
  id: string,
): Promise<{ trial: TrialSummary; units: TrialUnit[]; comments: TrialComment[] }> {
  return inTransaction({ ...acting, trials: `trial ${id}` }, async (trx) => ({
    trial: await viewTrial(trx, acting, id),
    units: await rows<TrialUnit>(trx, UNITS, { id, scopes: acting.scopes }),
    comments: await listComments(trx, { trialId: id }),
  }))
}
