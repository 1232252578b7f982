import type { Period } from '@weitong/designer/period'
import type { ReviewProcess } from '@weitong/designer/submission'
import type { VersionRef } from '#forms'
import { type Acting, now, rows, type Trx } from '#platform'
import type { DueUnit } from './due_units.js'
import { E } from './errors.js'
import type { CollectionKind } from './view_collections.js'

/** A collection about to be opened, of whatever kind. */
export interface CollectionPlan {
  readonly version: VersionRef
  readonly period: Period
  readonly kind: CollectionKind
  readonly process: ReviewProcess
  readonly due: string
  readonly dueCounty: string
  readonly dueCity: string
  readonly dueProvince: string
  /** `HH:MM` on the due day; null: its end. */
  readonly dueTime: string | null
  readonly units: readonly DueUnit[]
}

/**
 * Writes a collection with the obligations of its units, in the transaction of the act that opens it. Refuses a second one of the same
 * form and period, unless it is a trial; a trial is written by somebody who sees trials.
 */
export async function insertCollection(trx: Trx, acting: Acting, plan: CollectionPlan): Promise<string> {
  const { version, period, units, ...rest } = plan
  if (units.length === 0) throw E.E_COLLECTION_NOBODY()
  const [collection] = await rows<{ id: string }>(
    trx,
    `insert into collections (form_id, form_version_id, period, due, due_county, due_city, due_province, due_time, kind, process,
       state, opened_at, opened_by)
     values (:formId, :formVersionId, :period, :due, :dueCounty, :dueCity, :dueProvince, :dueTime, :kind, :process,
       'open', :at, :by)
     on conflict (form_id, period) where kind <> 'trial' do nothing returning id`,
    {
      ...rest,
      formId: version.formId,
      formVersionId: version.id,
      period: period.key,
      at: now(),
      by: acting.account.id,
    },
  )
  if (!collection) throw E.E_COLLECTION_EXISTS(period.label)
  await freezeObligations(trx, { collectionId: collection.id, trial: plan.kind === 'trial', units })
  return collection.id
}

/** Attributes are copied from the unit as it is now, in SQL; the review steps were computed by the kernel. */
async function freezeObligations(
  trx: Trx,
  { collectionId, trial, units }: { collectionId: string; trial: boolean; units: readonly DueUnit[] },
): Promise<void> {
  await trx.rawQuery(
    `insert into obligations (collection_id, organisation_id, org_path, reporter_id, name, division_code, city_code, county_code,
       category, economic_type, ownership, hospital_level, hospital_grade, host, affiliation, town_code, credit_code, review_steps,
       trial_id)
     select :collectionId, o.id, o.path, o.reporter_id, o.name, o.division_code, o.city_code, o.county_code, o.category,
       o.economic_type, o.ownership, o.hospital_level, o.hospital_grade, o.host, o.affiliation, o.town_code, o.credit_code, u.steps,
       :trialId::bigint
     from jsonb_to_recordset(:units::jsonb) as u(id bigint, steps jsonb) join organisations o on o.id = u.id`,
    {
      collectionId,
      trialId: trial ? collectionId : null,
      units: JSON.stringify(units.map(({ org, steps }) => ({ id: org.id, steps }))),
    } as never,
  )
}
