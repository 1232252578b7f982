import type { HotClient } from '#platform'
import type { DueUnit } from './due_units.js'

/** Attributes are copied from the unit as it is now, in SQL; the review steps were computed by the kernel. Who owes already, owes once. */
const FREEZE = {
  name: 'obligations_freeze',
  text: `insert into obligations (collection_id, organisation_id, org_path, reporter_id, name, division_code, city_code, county_code,
      category, economic_type, ownership, hospital_level, hospital_grade, host, affiliation, town_code, credit_code, review_steps,
      trial_id)
    select $1, o.id, o.path, o.reporter_id, o.name, o.division_code, o.city_code, o.county_code, o.category,
      o.economic_type, o.ownership, o.hospital_level, o.hospital_grade, o.host, o.affiliation, o.town_code, o.credit_code, u.steps,
      $2::bigint
    from jsonb_to_recordset($3::jsonb) as u(id bigint, steps jsonb) join organisations o on o.id = u.id
    on conflict (collection_id, organisation_id) do nothing`,
}

/** Any client that runs a statement: of the hot path, or of a Lucid transaction behind a small wrapper. */
type Runner = Pick<HotClient, 'query'>

/** Makes these units owe a report of the collection; the due list that is frozen already stays. Returns how many were added. */
export async function freezeObligations(
  client: Runner,
  given: { readonly collectionId: string; readonly units: readonly DueUnit[]; readonly trial?: boolean },
): Promise<number> {
  const { collectionId, units, trial = false } = given
  const due = units.map(({ org, steps }) => ({ id: org.id, steps }))
  const { rowCount } = await client.query({
    ...FREEZE,
    values: [collectionId, trial ? collectionId : null, JSON.stringify(due)],
  })
  return rowCount ?? 0
}
