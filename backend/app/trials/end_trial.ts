import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction } from '#platform'
import { E } from './errors.js'
import { type TrialSummary, viewTrial } from './view_trials.js'

/** Ends a trial before its day; what was filled and said stays to be read. */
export function endTrial(acting: Acting, id: string): Promise<TrialSummary> {
  return inTransaction({ ...acting, trials: `trial ${id}` }, async (trx) => {
    const { state } = await viewTrial(trx, acting, id)
    if (state === 'closed') throw E.E_TRIAL_OVER()
    await trx.from('collections').where('id', id).update({ state: 'closed' })
    await recordAuditEvent(trx, acting, { action: 'trial.end', subjectType: 'collection', subjectId: id })
    return viewTrial(trx, acting, id)
  })
}
