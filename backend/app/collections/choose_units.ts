import { Period } from '@weitong/designer/period'
import type { ReviewProcess } from '@weitong/designer/submission'
import { findOrganisations } from '#organisations'
import { type Acting, inTransaction, rows, today, type Trx } from '#platform'
import { type DueUnit, listUnits, type UnitCondition } from './due_units.js'
import { E } from './errors.js'
import { countBy } from './open_collection.js'

/**
 * Units chosen by a person: everybody in some regions and of some categories, and besides them units one by one and those of an
 * earlier collection. Contract `UnitChoice`.
 */
export interface UnitChoice {
  /** Ids of administrations; with categories alone, the whole of one's subtrees. */
  readonly regions: readonly string[]
  /** Beginnings of category codes: `A`, `D6`. */
  readonly categories: readonly string[]
  readonly units: readonly string[]
  readonly collectionId: string | null
}

/** The chosen units that exist today, in order of division. Refuses a region one has no rights in. */
export async function chooseUnits(
  trx: Trx,
  acting: Acting,
  { choice, process }: { readonly choice: UnitChoice; readonly process: ReviewProcess },
): Promise<DueUnit[]> {
  const condition = await conditionOf(trx, acting, choice)
  return listUnits(trx, acting, { period: Period.of('month', today()), process, condition })
}

/** Names shown of a choice; whoever chose more looks at the numbers. */
const NAMES = 200

/** Contract `ChoicePreview`. */
export function previewChoice(acting: Acting, choice: UnitChoice): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const units = await chooseUnits(trx, acting, { choice, process: 'none' })
    const cities = await rows<{ code: string; name: string }>(
      trx,
      `select division_code as code, name from organisations where level = 'city'`,
    )
    const names = new Map(cities.map(({ code, name }) => [code, name]))
    return {
      obligations: units.length,
      byCity: countBy(units, ({ org }) => [org.city, names.get(org.city) ?? org.city]),
      byCategory: countBy(units, ({ org, categoryName }) => [org.category, categoryName]),
      units: units.slice(0, NAMES).map(({ org }) => ({ id: org.id, name: org.name })),
    }
  })
}

async function conditionOf(trx: Trx, acting: Acting, choice: UnitChoice): Promise<UnitCondition> {
  const paths = await pathsOf(trx, acting, choice.regions)
  const parts = [
    ...(paths.length + choice.categories.length > 0
      ? [
          `(cardinality(:paths::text[]) = 0 or o.path ^@ any (:paths)) and (cardinality(:categories::text[]) = 0
          or o.category ^@ any (:categories))`,
        ]
      : []),
    'o.id = any (:units::bigint[])',
    'o.id in (select organisation_id from obligations where collection_id = :collectionId::bigint)',
  ]
  return {
    sql: parts.map((part) => `(${part})`).join(' or '),
    bindings: {
      paths,
      categories: [...choice.categories],
      units: [...choice.units],
      collectionId: choice.collectionId,
    },
  }
}

async function pathsOf(trx: Trx, acting: Acting, regions: readonly string[]): Promise<string[]> {
  const found = await findOrganisations(trx, regions)
  return regions.map((id) => {
    const region = found.get(id)
    if (!region || !acting.scopes.some((scope) => region.path.startsWith(scope))) throw E.E_COLLECTION_REGION()
    return region.path
  })
}
