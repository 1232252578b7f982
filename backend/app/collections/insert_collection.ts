import type { Period } from '@weitong/designer/period'
import type { ReviewProcess } from '@weitong/designer/submission'
import type { VersionRef } from '#forms'
import { type Acting, clientOf, now, rows, type Trx } from '#platform'
import type { DueUnit } from './due_units.js'
import { E } from './errors.js'
import { freezeObligations } from './freeze_obligations.js'
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
  await freezeObligations(clientOf(trx), { collectionId: collection.id, units, trial: plan.kind === 'trial' })
  return collection.id
}
