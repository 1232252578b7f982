import { findOrganisations } from '#organisations'
import type { Acting, Trx } from '#platform'
import { E } from './errors.js'

/** A condition over obligations `o`, with its bindings. */
export interface RegionCondition {
  readonly sql: string
  readonly bindings: Readonly<Record<string, string>>
}

const COLUMN = { city: 'o.city_code', county: 'o.county_code', town: 'o.town_code' } as const

/**
 * Units that stand in a region, by the division frozen with the obligation: a provincial hospital is shown where it stands.
 * Without a region, and for the province, there is no condition; the actor's scopes hold anyway.
 */
export async function regionCondition(
  trx: Trx,
  acting: Acting,
  organisationId: string | undefined,
): Promise<RegionCondition> {
  if (!organisationId) return { sql: 'true', bindings: {} }
  const region = (await findOrganisations(trx, [organisationId])).get(organisationId)
  const within = region && acting.scopes.some((scope) => region.path.startsWith(scope) || scope.startsWith(region.path))
  if (!within) throw E.E_REGION_NOT_FOUND()
  if (region.level === 'province') return { sql: 'true', bindings: {} }
  if (region.level === null) return { sql: 'o.organisation_id = :region', bindings: { region: region.id } }
  return { sql: `${COLUMN[region.level]} = :region`, bindings: { region: region.divisionCode } }
}
