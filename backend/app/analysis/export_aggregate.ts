import { aggregateWorkbook } from '@weitong/reports/document'
import type { JobResult, RunningJob } from '#platform'
import { aggregateForm, type AggregateQuestion } from './aggregate.js'
import { takenNow, writeExport } from './write_export.js'

/** The job behind 导出: the same question under the same scopes as on the page, written as a workbook. */
export async function exportAggregate(job: RunningJob): Promise<JobResult> {
  // The row was written by requestExport from a validated body.
  const question = job.params as AggregateQuestion
  await job.report(5, '正在汇总')
  const { reply, form } = await aggregateForm(job.acting, question)
  const sheet = aggregateWorkbook(reply, {
    formTitle: form.title,
    tableNo: form.tableNo,
    status: question.status,
    takenAt: takenNow(),
  })
  return writeExport(job, sheet)
}
