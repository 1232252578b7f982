import { findOrganisations, type OrganisationRow } from '#organisations'
import { type Acting, rows, type Trx } from '#platform'
import { E } from './errors.js'

/**
 * How facts and obligations `u` are grouped below a place: by a division code, or by the unit itself, never both. In the
 * directly administered cities, which have no counties, units stand right below the city.
 */
export interface Region {
  readonly organisation: OrganisationRow
  /** From the province down to the place, as far as one's rights go. */
  readonly trail: readonly OrganisationRow[]
  /** Level of the administrations among the children; null when all children are units. */
  readonly childLevel: 'city' | 'county' | null
  /** SQL over `u`; `:place` is the value it compares with. */
  readonly where: string
  readonly place: string
  readonly code: string
  readonly unit: string
}

const STANDS_BELOW_CITY = `u.county_code in ('', u.city_code)`

/** The place asked for, or the top of the actor's first subtree. */
export async function findRegion(trx: Trx, acting: Acting, id: string | undefined): Promise<Region> {
  const organisation = id ? (await findOrganisations(trx, [id])).get(id) : await findTop(trx, acting)
  const mine = (path: string) => acting.scopes.some((scope) => path.startsWith(scope))
  if (!organisation || !mine(organisation.path)) throw E.E_ANALYSIS_ORGANISATION_NOT_FOUND()
  const ids = organisation.path.split('/').filter((part) => part !== '')
  const above = await findOrganisations(trx, ids)
  const trail = ids.flatMap((part) => above.get(part) ?? []).filter(({ path }) => mine(path))
  return { organisation, trail, ...groupingOf(organisation) }
}

function groupingOf({ level, divisionCode, path }: OrganisationRow): Omit<Region, 'organisation' | 'trail'> {
  const units = { childLevel: null, code: `''`, unit: 'u.organisation_id' } as const
  switch (level) {
    case 'province':
      return { childLevel: 'city', code: 'u.city_code', unit: 'null::bigint', where: 'true', place: '' }
    case 'city':
      return {
        childLevel: 'county',
        code: `case when ${STANDS_BELOW_CITY} then '' else u.county_code end`,
        unit: `case when ${STANDS_BELOW_CITY} then u.organisation_id end`,
        where: 'u.city_code = :place',
        place: divisionCode,
      }
    case 'county':
      return { ...units, where: 'u.county_code = :place', place: divisionCode }
    default:
      return { ...units, where: 'u.org_path ^@ :place', place: path }
  }
}

async function findTop(trx: Trx, acting: Acting): Promise<OrganisationRow | undefined> {
  const [top] = await rows<{ id: string }>(trx, 'select id from organisations where path = :path', {
    path: acting.scopes[0] ?? '',
  })
  return top && (await findOrganisations(trx, [top.id])).get(top.id)
}

/** The administrations right below a place, in the order of their codes. */
export function listChildAdministrations(trx: Trx, region: Region): Promise<OrganisationRow[]> {
  if (region.childLevel === null) return Promise.resolve([])
  return rows<OrganisationRow>(
    trx,
    `select id, name, kind, level, division_code as "divisionCode", path from organisations
     where level = :level and path ^@ :path and id <> :id order by division_code`,
    { level: region.childLevel, path: region.organisation.path, id: region.organisation.id },
  )
}
