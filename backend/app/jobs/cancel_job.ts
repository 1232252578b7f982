import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, type JobView, markJobCancelled } from '#platform'

/** Stops one's own job, waiting or running. */
export function cancelJob(acting: Acting, id: string): Promise<JobView> {
  return inTransaction(acting, async (trx) => {
    const job = await markJobCancelled(trx, acting, id)
    await recordAuditEvent(trx, acting, { action: 'job.cancel', subjectType: 'job', subjectId: id })
    return job
  })
}
