import { STATUS_FILTERS, type SubmissionState, TRANSITIONS } from '@weitong/designer/submission'
import type { HeaderItem } from '@weitong/designer/template'
import type { Grant } from '#identity'
import type { PublishedVersion } from '#forms'
import { inTransaction, now, rows } from '#platform'
import type { Person } from '#submissions'
import { findCollectionVersion } from './collection_version.js'
import { regionCondition } from './region.js'

/** Contract `ReviewStatus`. */
export type ReviewStatus =
  'all' | 'waiting' | 'not-submitted' | 'overdue' | 'submitted' | 'passed' | 'approved' | 'returned'
export type ReviewSort = 'division' | 'name' | 'state' | 'submitted'

export interface ReviewFilter {
  readonly collectionId: string
  readonly organisation?: string | undefined
  readonly status?: ReviewStatus | undefined
  readonly search?: string | undefined
  readonly sort?: ReviewSort | `-${ReviewSort}` | undefined
  readonly page?: number | undefined
  readonly size?: number | undefined
}

/** Contract `ReviewRow`. */
export interface ReviewRow {
  readonly obligationId: string
  readonly organisation: { readonly id: string; readonly name: string; readonly divisionCode: string }
  readonly city: string
  readonly county: string
  readonly categoryName: string
  readonly state: SubmissionState
  readonly overdue: boolean
  readonly submittedAt: Date | null
  readonly filledBy: string | null
  readonly phone: string | null
  readonly explanations: number
  readonly waitsForMe: boolean
}

export interface ReviewList {
  readonly rows: readonly ReviewRow[]
  readonly total: number
  readonly counts: Readonly<Record<ReviewStatus, number>>
}

/** Conditions over `listed`; each but 全部 and 待我审核 is about the report alone. */
const STATUS: Readonly<Record<ReviewStatus, string>> = {
  all: 'true',
  waiting: 'waits',
  'not-submitted': 'not state = any (:submitted)',
  overdue: 'overdue',
  submitted: 'state = any (:submitted)',
  passed: 'state = any (:county)',
  approved: 'state = any (:approved)',
  returned: `state = 'returned'`,
}

const SORT: Readonly<Record<ReviewSort, string>> = {
  division: 'division_code',
  name: 'name collate "zh-x-icu"',
  state: 'state',
  submitted: 'submitted_at',
}

const COUNTS = Object.entries(STATUS)
  .map(([status, condition]) => `'${status}', count(*) filter (where ${condition})`)
  .join(', ')

/** States in which a review step waits, from the transition table. */
export const WAITING = TRANSITIONS.filter(({ action }) => action === 'pass').flatMap(({ from }) => from)

/**
 * The steps passed so far are a list, so its length is the place of the step that waits. Whether the person typed in the report
 * long ago is asked when they pass it: here it would mean looking through the change log of every report.
 */
export const WAITS = `coalesce(s.state = any (:waiting) and s.submitted_by <> :me
  and o.review_steps -> jsonb_array_length(s.passed) ->> 'organisationId' = any (:mine), false)`

function listSql(filter: ReviewFilter, region: string): string {
  const descending = filter.sort?.startsWith('-') ?? false
  const sort = SORT[(filter.sort ?? 'division').replace('-', '') as ReviewSort]
  return `with listed as materialized (
      select o.id, o.organisation_id, o.reporter_id, o.name, o.division_code, o.city_code, o.county_code, o.category, s.id as submission_id,
        coalesce(s.state, 'empty') as state, s.submitted_at, coalesce(s.submitted_by, s.saved_by) as filler,
        coalesce(s.explained, 0) as explained, ${WAITS} as waits,
        coalesce(s.overdue, false) or (c.due_at <= :now and not coalesce(s.state = any (:submitted), false)) as overdue
      from obligations o join collections c on c.id = o.collection_id left join submissions s on s.obligation_id = o.id
      where o.collection_id = :collectionId and o.org_path ^@ any (:scopes) and ${region}
        ${filter.search ? SEARCH : ''}),
    page as (
      select row_number() over (order by ${sort} ${descending ? 'desc' : ''} nulls last, division_code, id) as position, *
      from listed where ${STATUS[filter.status ?? 'all']} order by 1 limit :size offset :offset)
    select (select jsonb_build_object(${COUNTS}) from listed) as counts,
      (select coalesce(jsonb_agg(${ROW} order by p.position), '[]') from page p
        join organisations u on u.id = p.organisation_id
        left join submissions s on s.id = p.submission_id
        left join lateral account_names(array[p.filler]) a on p.filler is not null
        left join lateral (${CONTACT}) contact on p.filler is null
        left join organisations city on city.division_code = p.city_code and city.level = 'city'
        left join organisations county on county.division_code = p.county_code and county.level = 'county'
        left join code_items k on k.list = 'org_category_ws218' and k.code = p.category) as rows`
}

const ROW = `jsonb_build_object('obligationId', p.id::text,
    'organisation', jsonb_build_object('id', p.organisation_id::text, 'name', p.name, 'kind', 'institution', 'level', null,
      'divisionCode', p.division_code),
    'city', coalesce(city.name, ''), 'county', coalesce(county.name, ''), 'categoryName', coalesce(k.name, p.category),
    'state', p.state, 'overdue', p.overdue, 'submittedAt', p.submitted_at, 'filledBy', coalesce(nullif(s.header->>:nameItem, ''), a.name, contact.name),
    'phone', coalesce(nullif(s.header->>:phoneItem, ''), nullif(contact.phone, ''), nullif(u.contact_phone, '')),
    'explanations', p.explained, 'waitsForMe', p.waits)`

/** Whom to call about a report nobody has begun: the unit's first filler, or that of who reports for it. */
const CONTACT = `select c.name, c.phone from accounts c
  where c.organisation_id = coalesce(p.reporter_id, p.organisation_id) and c.status = 'active'
    and exists (select from account_grants g where g.account_id = c.id and g.role = 'filler') order by c.id limit 1`

const SEARCH = `and o.organisation_id in (
  select id from organisations where name like :part or pinyin like lower(:part) or code like :part)`

/** The due units of a collection within the actor's subtrees, by page, with the number in each status. */
export function listObligations(by: Person, filter: ReviewFilter): Promise<ReviewList> {
  const { page = 1, size = 50, search = '' } = filter
  const status = filter.status ?? 'all'
  return inTransaction(by.acting, async (trx) => {
    const region = await regionCondition(trx, by.acting, filter.organisation)
    const version = await findCollectionVersion(trx, by.acting, filter.collectionId)
    const [found] = await rows<{ counts: ReviewList['counts']; rows: ReviewRow[] }>(trx, listSql(filter, region.sql), {
      ...STATUS_FILTERS,
      ...region.bindings,
      ...contactItems(version),
      waiting: WAITING,
      mine: reviewedFor(by.grants),
      me: by.acting.account.id,
      now: now(),
      scopes: by.acting.scopes,
      collectionId: filter.collectionId,
      part: `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`,
      size,
      offset: (page - 1) * size,
    })
    if (!found) throw new Error('the list of obligations gave no row')
    return { rows: found.rows, total: found.counts[status], counts: found.counts }
  })
}

/** Ids of the head or foot items that hold 填表人 and 联系电话; '' where the form has none. */
function contactItems({ template }: PublishedVersion): Record<'nameItem' | 'phoneItem', string> {
  const item = (from: HeaderItem['prefill']) => template.headerItems.find(({ prefill }) => prefill === from)?.id ?? ''
  return { nameItem: item('account.name'), phoneItem: item('account.phone') }
}

/** Administrations the person reviews for. */
export function reviewedFor(grants: readonly Grant[]): string[] {
  return grants.filter(({ role }) => role === 'reviewer').map(({ organisationId }) => organisationId)
}
