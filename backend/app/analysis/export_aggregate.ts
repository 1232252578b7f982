import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { aggregateWorkbook } from '@weitong/reports/document'
import env from '#start/env'
import { writeWorkbook } from '#files'
import { dayOf, type JobResult, now, type RunningJob } from '#platform'
import { aggregateForm, type AggregateQuestion } from './aggregate.js'

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
    takenAt: takenAt(now()),
  })
  const filePath = join('exports', `${job.id}-${job.attempt}.xlsx`)
  const target = join(env.get('DATA_DIR'), filePath)
  await mkdir(dirname(target), { recursive: true })
  await writeWorkbook(target, sheet, (share) => job.report(20 + Math.floor(share * 75), '正在写入表格'))
  return { fileName: sheet.fileName, filePath, message: `共 ${sheet.rows.length} 行` }
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

function takenAt(instant: Date): string {
  return `${dayOf(instant)} ${CLOCK.format(instant)}`
}
