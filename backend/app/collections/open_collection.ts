import { Period } from '@weitong/designer/period'
import { recordAuditEvent } from '#audit'
import { checkUsable, loadVersion, type PublishedVersion } from '#forms'
import { type Acting, inTransaction, now, Refusal, rows, type Trx } from '#platform'
import { type DueUnit, listDueUnits } from './due_units.js'
import { E } from './errors.js'
import { viewCollection } from './view_collections.js'

export interface CollectionInput {
  readonly formVersionId: string
  readonly period: string
  readonly due: string
  readonly dueCounty: string
  readonly dueCity: string
  readonly dueProvince: string
}

/**
 * Opens a 报送任务: from that moment every unit in scope owes a report, and the due list is frozen with its attributes.
 * One transaction; refuses a second collection of the same form and period.
 */
export async function openCollection(acting: Acting, input: CollectionInput): Promise<unknown> {
  const { version, period } = await checkInput(input)
  return inTransaction(acting, async (trx) => {
    await checkUsable(trx, version.id, period)
    const units = await listDueUnits(trx, acting, { version, period })
    if (units.length === 0) throw E.E_COLLECTION_NOBODY()
    const [collection] = await rows<{ id: string }>(
      trx,
      `insert into collections (form_id, form_version_id, period, due, due_county, due_city, due_province, state, opened_at, opened_by)
       values (:formId, :formVersionId, :period, :due, :dueCounty, :dueCity, :dueProvince, 'open', :at, :by)
       on conflict (form_id, period) do nothing returning id`,
      { ...input, formId: version.formId, at: now(), by: acting.account.id },
    )
    if (!collection) throw E.E_COLLECTION_EXISTS(period.label)
    await freezeObligations(trx, collection.id, units)
    await recordAuditEvent(trx, acting, {
      action: 'collection.open',
      subjectType: 'collection',
      subjectId: collection.id,
      after: { ...input, form: version.template.code, obligations: units.length },
    })
    return viewCollection(trx, acting, collection.id)
  })
}

/** Who would owe a report, before anything is opened: contract `CollectionPreview`. */
export async function previewCollection(acting: Acting, input: CollectionInput): Promise<unknown> {
  const { version, period } = await checkInput(input)
  return inTransaction(acting, async (trx) => {
    await checkUsable(trx, version.id, period)
    const units = await listDueUnits(trx, acting, { version, period })
    const cities = await rows<{ code: string; name: string }>(
      trx,
      `select division_code as code, name from organisations where level = 'city'`,
    )
    const names = new Map(cities.map(({ code, name }) => [code, name]))
    return {
      obligations: units.length,
      byCity: countBy(units, ({ org }) => [org.city, names.get(org.city) ?? org.city]),
      byCategory: countBy(units, ({ org, categoryName }) => [org.category, categoryName]),
    }
  })
}

async function checkInput(input: CollectionInput): Promise<{ version: PublishedVersion; period: Period }> {
  const version = await loadVersion(input.formVersionId).catch((error: unknown) => {
    if (error instanceof Refusal) throw E.E_COLLECTION_VERSION_NOT_PUBLISHED()
    throw error
  })
  const expected = version.template.periodType
  if (!Period.isValid(input.period) || Period.parse(input.period).type !== expected) {
    throw E.E_COLLECTION_PERIOD({ month: '月', quarter: '季度', half: '半年', year: '年' }[expected])
  }
  const days = [input.due, input.dueCounty, input.dueCity, input.dueProvince]
  if (days.some((day, at) => at > 0 && day < (days[at - 1] ?? ''))) throw E.E_COLLECTION_DUE_ORDER()
  return { version, period: Period.parse(input.period) }
}

/** Attributes are copied from the unit as it is now, in SQL; the review steps were computed by the kernel. */
async function freezeObligations(trx: Trx, collectionId: string, units: readonly DueUnit[]): Promise<void> {
  await trx.rawQuery(
    `insert into obligations (collection_id, organisation_id, org_path, reporter_id, name, division_code, city_code, county_code,
       category, economic_type, ownership, hospital_level, hospital_grade, host, affiliation, town_code, credit_code, review_steps)
     select :collectionId, o.id, o.path, o.reporter_id, o.name, o.division_code, o.city_code, o.county_code, o.category,
       o.economic_type, o.ownership, o.hospital_level, o.hospital_grade, o.host, o.affiliation, o.town_code, o.credit_code, u.steps
     from jsonb_to_recordset(:units::jsonb) as u(id bigint, steps jsonb) join organisations o on o.id = u.id`,
    { collectionId, units: JSON.stringify(units.map(({ org, steps }) => ({ id: org.id, steps }))) } as never,
  )
}

function countBy(
  units: readonly DueUnit[],
  by: (unit: DueUnit) => readonly [code: string, name: string],
): { code: string; name: string; obligations: number }[] {
  const counts = new Map<string, { code: string; name: string; obligations: number }>()
  for (const unit of units) {
    const [code, name] = by(unit)
    const entry = counts.get(code) ?? { code, name, obligations: 0 }
    entry.obligations += 1
    counts.set(code, entry)
  }
  return [...counts.values()].sort((a, b) => (a.code < b.code ? -1 : 1))
}
