import { Period, type PeriodType } from '@weitong/designer/period'
import { type ReviewProcess, STATUS_FILTERS } from '@weitong/designer/submission'
import { type Acting, now, rows, type Trx } from '#platform'
import { E } from './errors.js'

export type CollectionKind = 'regular' | 'quick' | 'trial'

export interface CollectionFilter {
  readonly id?: string
  readonly state?: 'open' | 'closed'
  readonly formCode?: string
}

/** Contract `CollectionSummary`. */
export interface CollectionSummary {
  readonly id: string
  readonly formId: string
  readonly formCode: string
  readonly formTitle: string
  readonly tableNo: string
  readonly formVersionId: string
  readonly versionNumber: number
  readonly edition: string
  readonly periodType: PeriodType
  readonly period: string
  readonly periodLabel: string
  readonly area: string
  readonly due: string
  readonly dueCounty: string
  readonly dueCity: string
  readonly dueProvince: string
  /** `HH:MM` on the due day; null: its end. */
  readonly dueTime: string | null
  readonly kind: CollectionKind
  readonly process: ReviewProcess
  readonly state: 'open' | 'closed'
  readonly openedAt: Date
  readonly openedBy: string
  readonly progress: {
    readonly due: number
    readonly submitted: number
    readonly countyPassed: number
    readonly cityPassed: number
    readonly approved: number
    readonly returned: number
    readonly overdue: number
  }
}

/**
 * Counts over obligations `o` left join submissions `s` of collection `c`: `submitted` is submitted or later, each further
 * number is a part of it; `overdue` is not submitted when it is late, or submitted late.
 */
export const PROGRESS_COUNTS = `jsonb_build_object('due', count(*),
  'submitted', count(*) filter (where s.state = any (:submitted)),
  'countyPassed', count(*) filter (where s.state = any (:county)),
  'cityPassed', count(*) filter (where s.state = any (:city)),
  'approved', count(*) filter (where s.state = any (:approved)),
  'returned', count(*) filter (where s.state = 'returned'),
  'overdue', count(*) filter (where s.overdue or (c.due_at <= :now and not coalesce(s.state = any (:submitted), false))))`

const COLLECTIONS = `select c.id, c.form_id as "formId", f.code as "formCode", v.template->>'title' as "formTitle",
    v.template->'legal'->>'tableNo' as "tableNo", c.form_version_id as "formVersionId", v.number as "versionNumber", v.edition,
    f.period_type as "periodType", c.period, f.area, c.due::text, c.due_county::text as "dueCounty", c.due_city::text as "dueCity",
    c.due_province::text as "dueProvince", to_char(c.due_time, 'HH24:MI') as "dueTime", c.kind, c.process,
    case when c.kind = 'trial' and c.due_at <= :now then 'closed' else c.state end as state, c.opened_at as "openedAt", coalesce(a.name, '系统') as "openedBy",
    (select ${PROGRESS_COUNTS} from obligations o left join submissions s on s.obligation_id = o.id
      where o.collection_id = c.id and o.org_path ^@ any (:scopes)) as progress
  from collections c join forms f on f.id = c.form_id join form_versions v on v.id = c.form_version_id
    left join accounts a on a.id = c.opened_by
  where ('*' = any (:areas) or f.area = any (:areas))
    and (:id::bigint is null or c.id = :id) and (:state::text is null or c.state = :state)
    and (:formCode::text is null or f.code = :formCode)
  order by c.state desc, c.due desc, f.code`

export async function viewCollections(
  trx: Trx,
  acting: Acting,
  filter: CollectionFilter,
): Promise<CollectionSummary[]> {
  const found = await rows<Omit<CollectionSummary, 'periodLabel'>>(trx, COLLECTIONS, {
    ...STATUS_FILTERS,
    now: now(),
    scopes: acting.scopes,
    areas: acting.areas,
    id: filter.id ?? null,
    state: filter.state ?? null,
    formCode: filter.formCode ?? null,
  })
  return found.map((row) => ({ ...row, periodLabel: Period.parse(row.period).label }))
}

/** One collection; unknown to those whose areas do not cover it. */
export async function viewCollection(trx: Trx, acting: Acting, id: string): Promise<CollectionSummary> {
  const [collection] = await viewCollections(trx, acting, { id })
  if (!collection) throw E.E_COLLECTION_NOT_FOUND()
  return collection
}
