import { recordAuditEvent } from '#audit'
import { type Acting, enqueueJob, inTransaction, type JobView } from '#platform'
import { aggregateForm, type AggregateQuestion } from './aggregate.js'

export const EXPORT_JOB = 'aggregate-export'

/** Asks for the table as a workbook; refuses what the page itself would refuse, before any job exists. */
export async function requestExport(acting: Acting, question: AggregateQuestion): Promise<JobView> {
  const { reply, form } = await aggregateForm(acting, question)
  return inTransaction(acting, async (trx) => {
    const title = `${form.title} · ${reply.organisation.name} · ${reply.periodLabel}`
    const job = await enqueueJob(trx, acting, { kind: EXPORT_JOB, title, params: question })
    await recordAuditEvent(trx, acting, {
      action: 'analysis.export',
      subjectType: 'job',
      subjectId: job.id,
      after: question,
    })
    return job
  })
}
