import { STATUS_FILTERS } from '@weitong/designer/submission'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import { type CollectionSummary, PROGRESS_COUNTS, viewCollection } from './view_collections.js'

/** Contract `RegionProgress`. */
export interface RegionProgress {
  readonly organisation: {
    readonly id: string
    readonly name: string
    readonly kind: 'administration'
    readonly level: string
    readonly divisionCode: string
  }
  readonly progress: CollectionSummary['progress']
}

/** Progress by 市州, and for somebody whose subtree is one city by 县区: frozen divisions, within the actor's subtrees. */
export function listRegions(acting: Acting, collectionId: string): Promise<RegionProgress[]> {
  return inTransaction(acting, async (trx) => {
    await viewCollection(trx, acting, collectionId)
    const column = (await seesSeveralCities(trx, acting)) ? 'city_code' : 'county_code'
    return rows<RegionProgress>(
      trx,
      `select jsonb_build_object('id', r.id::text, 'name', r.name, 'kind', r.kind, 'level', r.level, 'divisionCode', r.division_code)
           as organisation, p.progress
       from (
         select coalesce(nullif(o.${column}, ''), o.city_code) as division, ${PROGRESS_COUNTS} as progress
         from obligations o join collections c on c.id = o.collection_id left join submissions s on s.obligation_id = o.id
         where o.collection_id = :id and o.org_path ^@ any (:scopes) group by 1) p
       join organisations r on r.division_code = p.division and r.level in ('city', 'county')
       order by r.division_code`,
      { ...STATUS_FILTERS, id: collectionId, scopes: acting.scopes, now: now() },
    )
  })
}

async function seesSeveralCities(trx: Trx, acting: Acting): Promise<boolean> {
  const found = await rows(
    trx,
    `select distinct level from organisations where path = any (:scopes) and level = 'province'`,
    { scopes: acting.scopes },
  )
  return found.length > 0
}
