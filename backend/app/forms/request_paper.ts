import { emptyPaper, type PaperSize } from '@weitong/reports/document'
import { recordAuditEvent } from '#audit'
import { type Acting, enqueueJob, inTransaction, type JobResult, type JobView, type RunningJob } from '#platform'
import { findOwnVersion, findVersion } from './form_draft.js'
import { writePaper } from './write_paper.js'

export const EMPTY_PAPER_JOB = 'form-paper'

interface EmptyPaperParams {
  readonly versionId: string
  readonly size: PaperSize
}

/** Asks for a version of any state as an empty PDF form. */
export function requestPaper(acting: Acting, params: EmptyPaperParams): Promise<JobView> {
  return inTransaction(acting, async (trx) => {
    const version = await findOwnVersion(trx, acting, params.versionId)
    const title = `${version.template.title} · 空表`
    const job = await enqueueJob(trx, acting, { kind: EMPTY_PAPER_JOB, title, params })
    await recordAuditEvent(trx, acting, {
      action: 'form_version.paper',
      subjectType: 'job',
      subjectId: job.id,
      after: params,
    })
    return job
  })
}

/** The job behind 空表 PDF. */
export async function exportEmptyPaper(job: RunningJob): Promise<JobResult> {
  // The row was written by requestPaper from a validated body.
  const { versionId, size } = job.params as EmptyPaperParams
  await job.report(5, '正在读取表样')
  const { template } = await inTransaction(job.acting, (trx) => findVersion(trx, versionId))
  return writePaper(job, emptyPaper(template, size))
}
