import { STATUS_FILTERS, type SubmissionState } from '@weitong/designer/submission'
import { inTransaction, rows } from '#platform'
import type { Person } from '#submissions'
import { findCollectionVersion } from './collection_version.js'
import { regionCondition } from './region.js'

/** Contract `ExplanationRow`. */
export interface ExplanationRow {
  readonly obligationId: string
  readonly organisation: { readonly id: string; readonly name: string; readonly divisionCode: string }
  readonly state: SubmissionState
  readonly rule: string
  readonly message: string
  readonly explanation: string
  readonly keys: readonly string[]
  readonly by: string
  readonly at: Date
}

/** As many as one screen can be scrolled through. */
const MOST = 5000

/** Every 核实说明 of submitted reports of a collection, within the actor's subtrees, by division and unit. */
export function listExplanations(
  by: Person,
  filter: { collectionId: string; organisation?: string | undefined },
): Promise<ExplanationRow[]> {
  return inTransaction(by.acting, async (trx) => {
    await findCollectionVersion(trx, by.acting, filter.collectionId)
    const region = await regionCondition(trx, by.acting, filter.organisation)
    return rows<ExplanationRow>(
      trx,
      `with found as materialized (
         select o.id, o.organisation_id, o.name, o.division_code, s.state, f.rule, f.message, f.explanation, f.keys,
           f.explained_by, f.explained_at
         from obligations o join submissions s on s.obligation_id = o.id join findings f on f.submission_id = s.id
         where o.collection_id = :collectionId and o.org_path ^@ any (:scopes) and ${region.sql}
           and s.state = any (:submitted) and f.explanation is not null
         order by o.division_code, o.name, o.id, f.rule limit ${MOST}),
       names as (select * from account_names((select array_agg(distinct explained_by) from found)))
       select f.id as "obligationId", f.state, f.rule, f.message, f.explanation, f.keys, coalesce(n.name, '系统') as by,
         f.explained_at as at, jsonb_build_object('id', f.organisation_id::text, 'name', f.name, 'kind', 'institution',
           'level', null, 'divisionCode', f.division_code) as organisation
       from found f left join names n on n.id = f.explained_by
       order by f.division_code, f.name, f.id, f.rule`,
      {
        ...region.bindings,
        collectionId: filter.collectionId,
        scopes: by.acting.scopes,
        submitted: STATUS_FILTERS.submitted,
      },
    )
  })
}
