import { Period } from '@weitong/designer/period'
import { recordAuditEvent } from '#audit'
import { checkUsable, loadVersion, type PublishedVersion } from '#forms'
import { type Acting, inTransaction, Refusal, rows } from '#platform'
import { type DueUnit, listDueUnits } from './due_units.js'
import { E } from './errors.js'
import { insertCollection } from './insert_collection.js'
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
    const id = await insertCollection(trx, acting, {
      ...input,
      version,
      period,
      kind: 'regular',
      process: 'levels',
      dueTime: null,
      units,
    })
    await recordAuditEvent(trx, acting, {
      action: 'collection.open',
      subjectType: 'collection',
      subjectId: id,
      after: { ...input, form: version.template.code, obligations: units.length },
    })
    return viewCollection(trx, acting, id)
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
      validUntil: version.template.legal.validUntil,
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

export function countBy(
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
