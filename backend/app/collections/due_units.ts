import type { OrgAttributes } from '@weitong/designer/organisation'
import type { Period } from '@weitong/designer/period'
import { type ReviewProcess, type ReviewStep, reviewSteps } from '@weitong/designer/submission'
import { inScope } from '@weitong/designer/template'
import type { PublishedVersion } from '#forms'
import { type Acting, rows, type Trx } from '#platform'

/** A unit that would owe a report, with the review steps computed from the administrations above it. */
export interface DueUnit {
  readonly org: OrgAttributes
  readonly categoryName: string
  readonly steps: readonly ReviewStep[]
}

interface UnitRow extends OrgAttributes {
  readonly categoryName: string | null
}

/** `true`, or a condition over organisations `o`. */
export interface UnitCondition {
  readonly sql: string
  readonly bindings: Readonly<Record<string, unknown>>
}

const unitsSql = (
  where: string,
): string => `select o.id, o.name, o.category, o.economic_type as "economicType", o.ownership, o.host, o.affiliation,
    o.hospital_level as level, o.hospital_grade as grade, o.division_code as division, o.city_code as city,
    o.county_code as county, o.town_code as town, o.credit_code as "creditCode", k.name as "categoryName"
  from organisations o left join code_items k on k.list = 'org_category_ws218' and k.code = o.category
  where o.kind = 'institution' and o.status = 'active' and o.path ^@ any (:scopes)
    and o.valid_from <= :end and (o.valid_to is null or o.valid_to >= :start) and (${where})
  order by o.division_code, o.id`

/**
 * Everybody who owes a report of this version for this period, within the actor's subtrees: active in the period and true
 * under the scope rule of the form.
 */
export async function listDueUnits(
  trx: Trx,
  acting: Acting,
  task: { readonly version: PublishedVersion; readonly period: Period },
): Promise<DueUnit[]> {
  const { version, period } = task
  const units = await listUnits(trx, acting, { period, process: 'levels', condition: { sql: 'true', bindings: {} } })
  return units.filter(({ org }) => inScope(version.compiled, org, period))
}

/** Institutions within the actor's subtrees that are active in the period and true under a condition. */
export async function listUnits(
  trx: Trx,
  acting: Acting,
  wanted: { readonly period: Period; readonly process: ReviewProcess; readonly condition: UnitCondition },
): Promise<DueUnit[]> {
  const { period, process, condition } = wanted
  const bindings = { scopes: acting.scopes, start: period.start, end: period.end, ...condition.bindings }
  const units = await rows<UnitRow>(trx, unitsSql(condition.sql), bindings)
  const administrations = await readAdministrations(trx)
  return units.map((org) => ({
    org,
    categoryName: org.categoryName ?? org.category,
    steps: reviewSteps(org, administrations, process),
  }))
}

/** A unit as a form would meet it, whether it owes a report or not. */
export interface MetUnit extends DueUnit {
  readonly path: string
  readonly leader: string
}

/** One unit within the actor's subtrees by its id, or without one the first that owes a report of this version. */
export async function meetUnit(
  trx: Trx,
  acting: Acting,
  { id, version, period }: { id: string | undefined; version: Pick<PublishedVersion, 'compiled'>; period: Period },
): Promise<MetUnit | null> {
  const condition = id === undefined ? { sql: 'true', bindings: {} } : { sql: 'o.id = :id::bigint', bindings: { id } }
  const units = await listUnits(trx, acting, { period, process: 'levels', condition })
  const unit = units.find(({ org }) => id !== undefined || inScope(version.compiled, org, period)) ?? units[0]
  if (!unit) return null
  const sql = 'select path, leader from organisations where id = :id::bigint'
  const [place] = await rows<Pick<MetUnit, 'path' | 'leader'>>(trx, sql, { id: unit.org.id })
  return place ? { ...unit, ...place } : null
}

/** Province, cities and counties by division code. */
async function readAdministrations(
  trx: Trx,
): Promise<ReadonlyMap<string, { id: string; level: string; name: string }>> {
  const found = await rows<{ id: string; code: string; level: string; name: string }>(
    trx,
    `select id, division_code as code, level, name from organisations where level in ('province', 'city', 'county')`,
  )
  return new Map(found.map((row) => [row.code, row]))
}
