import { Period } from '@weitong/designer/period'
import { STATUS_FILTERS, type SubmissionState } from '@weitong/designer/submission'
import { loadVersion } from '#forms'
import { type Acting, inTransaction, now, rows, today } from '#platform'

/** Contract `FillTask`. */
export interface FillTask {
  readonly obligationId: string
  readonly organisation: {
    readonly id: string
    readonly name: string
    readonly kind: string
    readonly divisionCode: string
  }
  readonly collectionId: string
  readonly formCode: string
  readonly formTitle: string
  readonly tableNo: string
  readonly period: string
  readonly periodLabel: string
  readonly due: string
  readonly dueTime: string | null
  readonly kind: 'regular' | 'quick' | 'trial'
  readonly daysLeft: number
  readonly state: SubmissionState
  readonly overdue: boolean
  readonly collectionState: 'open' | 'closed'
  readonly filled: number
  readonly returnReason: string | null
  readonly savedAt: Date | null
}

interface TaskRow extends Omit<FillTask, 'formTitle' | 'tableNo' | 'periodLabel'> {
  readonly formVersionId: string
}

/** More than any unit owes; a page that is too long for a person anyway. */
const MOST = 2000

const TASKS = `select o.id as "obligationId",
    jsonb_build_object('id', o.organisation_id::text, 'name', o.name, 'kind', 'institution', 'level', null,
      'divisionCode', o.division_code) as organisation,
    c.id as "collectionId", f.code as "formCode", c.period, c.due::text, to_char(c.due_time, 'HH24:MI') as "dueTime",
    c.kind, c.due - :today::date as "daysLeft",
    coalesce(s.state, 'empty') as state,
    c.kind <> 'trial'
      and (coalesce(s.overdue, false) or (c.due_at <= :now and not coalesce(s.state = any (:submitted), false))) as overdue,
    case when c.kind = 'trial' and c.due_at <= :now then 'closed' else c.state end as "collectionState", coalesce(s.filled, 0) as filled, s.return_reason as "returnReason", s.saved_at as "savedAt",
    coalesce(s.form_version_id, c.form_version_id) as "formVersionId"
  from obligations o join collections c on c.id = o.collection_id join forms f on f.id = c.form_id
    left join submissions s on s.obligation_id = o.id
  where (o.organisation_id = :own or o.reporter_id = :own) and o.org_path ^@ any (:scopes)
    and ('*' = any (:areas) or f.area = any (:areas))
  order by c.state desc, case when c.state = 'open' then c.due end, c.due desc, f.code, o.division_code, o.name, o.id
  limit ${MOST}`

/** What the actor's unit owes, its own reports and those it fills for others: open collections first, by due day; 试填 too. */
export async function listTasks(acting: Acting): Promise<FillTask[]> {
  const found = await inTransaction({ ...acting, trials: '*' }, (trx) =>
    rows<TaskRow>(trx, TASKS, {
      own: acting.account.organisationId,
      scopes: acting.scopes,
      areas: acting.areas,
      today: today(),
      now: now(),
      submitted: STATUS_FILTERS.submitted,
    }),
  )
  return Promise.all(
    found.map(async ({ formVersionId, ...task }) => {
      const { template } = await loadVersion(formVersionId)
      return {
        ...task,
        formTitle: template.title,
        tableNo: template.legal.tableNo,
        periodLabel: Period.parse(task.period).label,
      }
    }),
  )
}
