import type { OrgAttributes } from '@weitong/designer/organisation'
import type { ReviewLevel, ReviewStep, SubmissionState } from '@weitong/designer/submission'
import type { DraftValues } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import {
  type CompiledForm,
  type OtherReports,
  otherReports,
  reportsNeeded,
  type SubmittedReport,
} from '@weitong/designer/template'
import type { Explanation } from '#checks'
import { type Acting, type HotClient, now, type Statement } from '#platform'
import { E } from './errors.js'

/** By whom and when a cell, or an explanation (`explanations.…`), was last changed. */
export interface Stamp {
  readonly by: string
  readonly at: Date
}

/** One review step that was passed; as many as there are, the next of `steps` waits. */
export interface PassedStep {
  readonly level: ReviewLevel
  readonly organisationId: string
  readonly by: string
  readonly at: string
}

export interface ActiveLock {
  readonly id: string
  /** null: a lock on a region, a form or a period. */
  readonly submissionId: string | null
  readonly reason: string
  readonly by: string
  readonly at: string
  readonly until: string | null
}

/** What the operation id of the request stands for, when it was used before. */
interface EarlierOperation {
  readonly operationKind: string | null
  readonly operationAccountId: string | null
  readonly operationReply: unknown
}

interface SubmissionColumns {
  /** null until the first save. */
  readonly submissionId: string | null
  readonly state: SubmissionState
  readonly revision: number
  readonly draft: DraftValues
  readonly header: Readonly<Record<string, string>>
  /** 核实说明 by rule code. */
  readonly explanations: Readonly<Record<string, Explanation>>
  readonly filled: number
  readonly overdue: boolean
  readonly seenAt: Date | null
  readonly passed: readonly PassedStep[]
  /** By which revision of the checks it was last submitted or checked again. */
  readonly checkedWithId: string | null
  readonly savedAt: Date | null
  readonly submittedAt: Date | null
  readonly submittedBy: string | null
}

interface ObligationColumns {
  readonly obligationId: string
  readonly organisationId: string
  readonly orgPath: string
  readonly reporterId: string | null
  readonly divisionCode: string
  readonly leader: string
  readonly steps: readonly ReviewStep[]
  readonly collectionId: string
  readonly collectionState: 'open' | 'closed'
  /** From this instant on the report is late. */
  readonly dueAt: Date
  /** The 试填 it belongs to; null for a real report. */
  readonly trialId: string | null
  readonly formId: string
  readonly formCode: string
  readonly area: string
  readonly period: string
  readonly formVersionId: string
  /** Revision of the checks that the collection goes by; null: as published. */
  readonly checkRevisionId: string | null
  readonly locks: readonly ActiveLock[]
}

/** An obligation with its report, as every act and the page read it. */
export interface Report extends ObligationColumns, SubmissionColumns, EarlierOperation {
  /** Frozen when the collection was opened. */
  readonly org: OrgAttributes
}

export type SubmittedValues = Readonly<Record<string, string | null>>

/** Locks of the report itself, and wide ones above it; each half has its own index. `now` is a parameter of the statement. */
function locksAt(now: string): { own: string; wide: string } {
  const holds = `from locks l where l.released_at is null and (l.until is null or l.until > ${now})`
  return {
    own: `${holds} and l.submission_id = s.id`,
    wide: `${holds} and l.submission_id is null and o.org_path ^@ l.org_path
      and (l.form_id is null or l.form_id = c.form_id) and (l.period is null or l.period = c.period)`,
  }
}

/** Asked only for a report that is locked: few are, and a statement pays for everything it might have to do. */
function lockStatement({ own, wide }: ReturnType<typeof locksAt>): Statement {
  const text = `select l.id, l.submission_id as "submissionId", l.reason, coalesce(n.name, '系统') as by,
      to_jsonb(l.made_at) as at, to_jsonb(l.until) as until
    from obligations o join collections c on c.id = o.collection_id left join submissions s on s.obligation_id = o.id
      cross join lateral (select l.* ${own} union all select l.* ${wide}) l
      left join lateral account_names(array[l.made_by]) n on true
    where o.id = $1 order by l.id`
  return { name: 'report_locks', text }
}

/** Attributes of the unit as its obligation `o` has frozen them. */
export const ORG_OF_OBLIGATION = `jsonb_build_object('id', o.organisation_id::text, 'name', o.name, 'category', o.category,
  'economicType', o.economic_type, 'ownership', o.ownership, 'host', o.host, 'affiliation', o.affiliation,
  'level', o.hospital_level, 'grade', o.hospital_grade, 'division', o.division_code, 'city', o.city_code,
  'county', o.county_code, 'town', o.town_code, 'creditCode', o.credit_code)`

/** `lock`: takes the row lock of the report for the transaction. */
function loadStatement(name: string, lock: 'for update' | ''): Statement {
  const { own, wide } = locksAt('$4')
  const text = `with s as (select * from submissions where obligation_id = $1 ${lock})
    select o.id as "obligationId", o.organisation_id as "organisationId", o.org_path as "orgPath", o.reporter_id as "reporterId",
      o.division_code as "divisionCode", u.leader, o.review_steps as steps,
      ${ORG_OF_OBLIGATION} as org,
      c.id as "collectionId", c.due_at as "dueAt", o.trial_id as "trialId",
      case when c.kind = 'trial' and c.due_at <= $4 then 'closed' else c.state end as "collectionState", c.form_id as "formId", c.period,
      coalesce(s.form_version_id, c.form_version_id) as "formVersionId",
      c.check_revision_id as "checkRevisionId", s.check_revision_id as "checkedWithId", f.code as "formCode", f.area,
      s.id as "submissionId", coalesce(s.state, 'empty') as state, coalesce(s.revision, 0) as revision,
      coalesce(s.draft, '{}') as draft, coalesce(s.header, '{}') as header,
      coalesce(s.explanations, '{}') as explanations, coalesce(s.filled, 0) as filled, coalesce(s.overdue, false) as overdue,
      s.seen_at as "seenAt", coalesce(s.passed, '[]') as passed, s.saved_at as "savedAt", s.submitted_at as "submittedAt",
      s.submitted_by as "submittedBy",
      exists (select ${own}) or exists (select ${wide}) as locked,
      op.kind as "operationKind", op.account_id as "operationAccountId", op.reply as "operationReply"
    from obligations o join organisations u on u.id = o.organisation_id join collections c on c.id = o.collection_id
      join forms f on f.id = c.form_id
      left join s on true left join operations op on op.id = $2
    where o.id = $1 and o.org_path ^@ any ($3::text[])`
  return { name, text }
}

const READ = loadStatement('report_read', '')
const HOLD = loadStatement('report_hold', 'for update')
const LOCKS = lockStatement(locksAt('$2'))

const EARLIER: Statement = {
  name: 'report_earlier',
  text: `select period, submitted from submissions
    where organisation_id = $1 and form_id = $2 and period = any ($3) and submitted is not null`,
}

const LATER: Statement = {
  name: 'report_later',
  text: `select key, account_id as by, at from change_log, jsonb_object_keys(changes) key
    where submission_id = $1 and revision > $2 order by revision`,
}

/** What the unit submitted in other forms for this very period. */
export interface Wanted {
  readonly obligationId: string
  readonly operationId?: string
}

/** Reads a report, for the page. Refuses with E_OBLIGATION_NOT_FOUND what lies outside the actor's scopes. */
export function readReport(client: HotClient, acting: Acting, wanted: Wanted): Promise<Report> {
  return load(client, acting, { ...wanted, statement: READ })
}

/** Reads and holds the row of the report until the transaction ends: what every act begins with. */
export function holdReport(client: HotClient, acting: Acting, wanted: Wanted): Promise<Report> {
  return load(client, acting, { ...wanted, statement: HOLD })
}

async function load(
  client: HotClient,
  acting: Acting,
  { obligationId, operationId, statement }: Wanted & { statement: Statement },
): Promise<Report> {
  const at = now()
  const values = [obligationId, operationId ?? null, acting.scopes, at]
  const { rows } = await client.query<Omit<Report, 'locks'> & { locked: boolean }>({ ...statement, values })
  if (!rows[0]) throw E.E_OBLIGATION_NOT_FOUND()
  const { locked, ...report } = rows[0]
  const locks = locked ? (await client.query<ActiveLock>({ ...LOCKS, values: [obligationId, at] })).rows : []
  return { ...report, locks }
}

/** What was changed after a revision, by key, each with its last change: what a page that knows the revision has not heard of. */
export async function readLater(
  client: HotClient,
  report: Report,
  revision: number,
): Promise<ReadonlyMap<string, Stamp>> {
  if (revision >= report.revision) return new Map()
  const { rows } = await client.query<{ key: string } & Stamp>({ ...LATER, values: [report.submissionId, revision] })
  return new Map(rows.map(({ key, by, at }) => [key, { by, at }]))
}

/** Last submitted values of the period before and of the same period last year; null without such a report. */
export interface EarlierValues {
  readonly previous: SubmittedValues | null
  readonly lastYear: SubmittedValues | null
}

/** Whatever their version and state now: values are known by key, and what was submitted once is what was reported. */
export async function readEarlier(client: HotClient, report: Report): Promise<EarlierValues> {
  const { previous, lastYear } = earlierPeriods(report)
  const values = [report.organisationId, report.formId, [previous.key, lastYear.key]]
  const { rows } = await client.query<{ period: string; submitted: SubmittedValues }>({ ...EARLIER, values })
  const of = (period: Period) => rows.find((row) => row.period === period.key)?.submitted ?? null
  return { previous: of(previous), lastYear: of(lastYear) }
}

/** Revision of the checks a report is shown by: what was found when it was locked stays. */
export function checksOf({ locks, submittedAt, checkedWithId, checkRevisionId }: Report): string | null {
  return locks.length > 0 && submittedAt ? checkedWithId : checkRevisionId
}

const OTHERS: Statement = {
  name: 'report_others',
  text: `select f.code, s.period, s.submitted from submissions s join forms f on f.id = s.form_id
    where s.organisation_id = $1 and f.code = any ($2) and s.period = any ($3) and s.submitted is not null`,
}

/** What the unit submitted in the other forms the rules name, and of that only what they name. */
export async function readOthers(client: HotClient, report: Report, form: CompiledForm): Promise<OtherReports> {
  const needed = reportsNeeded(form.template, form.foreign, Period.parse(report.period))
  if (needed.length === 0) return {}
  const codes = needed.map((each) => each.form.code)
  const periods = [...new Set(needed.flatMap((each) => each.periods))]
  const { rows } = await client.query<SubmittedReport>({ ...OTHERS, values: [report.organisationId, codes, periods] })
  return otherReports(needed, rows)
}

/** Last submitted values of the same period in the forms that first values are carried in from, by form code. */
export async function readCarriedIn(
  client: HotClient,
  report: Report,
  forms: readonly string[],
): Promise<Readonly<Record<string, SubmittedValues>>> {
  if (forms.length === 0) return {}
  const values = [report.organisationId, forms, [report.period]]
  const { rows } = await client.query<{ code: string; submitted: SubmittedValues }>({ ...OTHERS, values })
  return Object.fromEntries(rows.map(({ code, submitted }) => [code, submitted]))
}

export function earlierPeriods(report: Report): { previous: Period; lastYear: Period } {
  const period = Period.parse(report.period)
  return { previous: period.shift(-1), lastYear: period.lastYear() }
}

/** 核实说明 as the page shows them: text by rule code. */
export function textsOf(explanations: Report['explanations']): Record<string, string> {
  return Object.fromEntries(Object.entries(explanations).map(([rule, { text }]) => [rule, text]))
}
