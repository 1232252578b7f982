import { type Acting, inTransaction, rows, type Trx } from '#platform'

export interface OrganisationNode {
  readonly id: string
  readonly name: string
  readonly kind: 'administration' | 'institution'
  readonly level: 'province' | 'city' | 'county' | 'town' | null
  readonly divisionCode: string
  readonly parentId: string | null
  readonly hasChildren: boolean
}

const COLUMNS = `o.id, o.name, o.kind, o.level, o.division_code as "divisionCode", o.parent_id as "parentId",
  exists (select from organisations c where c.parent_id = o.id) as "hasChildren"`
const WITHIN = `o.path ^@ any (:scopes)`

/** Children of a unit, or the tops of one's own subtrees; only what lies within the acting scopes. */
export function listChildren(acting: Acting, parentId: string | undefined): Promise<OrganisationNode[]> {
  return inTransaction(acting, (trx) =>
    rows<OrganisationNode>(
      trx,
      parentId
        ? `select ${COLUMNS} from organisations o where o.parent_id = :parentId and ${WITHIN} order by o.kind, o.code`
        : `select ${COLUMNS} from organisations o where o.path = any (:scopes) order by o.path`,
      { parentId: parentId ?? null, scopes: acting.scopes },
    ),
  )
}

/** Up to 50 units whose name, code, or pinyin initials contain the words; nearest names first. */
export function searchOrganisations(acting: Acting, search: string): Promise<OrganisationNode[]> {
  return inTransaction(acting, (trx) =>
    rows<OrganisationNode>(
      trx,
      `select ${COLUMNS} from organisations o
       where ${WITHIN} and (o.name like :part or o.code like :part or o.pinyin like lower(:part))
       order by length(o.name), o.code limit 50`,
      { scopes: acting.scopes, part: `%${search.replaceAll(/[\\%_]/g, '\\$&')}%` },
    ),
  )
}

export interface OrganisationRow extends Omit<OrganisationNode, 'hasChildren' | 'parentId'> {
  readonly path: string
}

/** Units by id, without regard to scope: names of administrations in review steps and the like. */
export async function findOrganisations(trx: Trx, ids: readonly string[]): Promise<Map<string, OrganisationRow>> {
  const found = await rows<OrganisationRow>(
    trx,
    `select id, name, kind, level, division_code as "divisionCode", path from organisations where id = any (:ids)`,
    { ids: [...new Set(ids)] },
  )
  return new Map(found.map((row) => [row.id, row]))
}
