import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SheetCell, SheetPlan } from '@weitong/reports/document'
import env from '#start/env'
import { recordAuditEvent } from '#audit'
import { writeWorkbook } from '#files'
import { type Acting, dayOf, enqueueJob, inTransaction, type JobResult, type JobView, type RunningJob } from '#platform'
import { type AnswerList, type AnswerRow, readAnswers } from './list_answers.js'
import { type AnsweredQuestion, type QuickSurvey, viewQuickSurvey } from './view_quick_surveys.js'

export const ANSWERS_JOB = 'quick-survey-answers'

/** More than there are units in a province. */
const ALL = { page: 1, size: 100_000 }

/** Asks for every answer as a workbook; refuses what the page would refuse, before any job exists. */
export function requestAnswers(acting: Acting, id: string): Promise<JobView> {
  return inTransaction(acting, async (trx) => {
    const { collection } = await viewQuickSurvey(trx, acting, id)
    const title = `${collection.formTitle} · 结果`
    const job = await enqueueJob(trx, acting, { kind: ANSWERS_JOB, title, params: { id } })
    await recordAuditEvent(trx, acting, {
      action: 'quick_survey.export',
      subjectType: 'job',
      subjectId: job.id,
      after: { collectionId: id },
    })
    return job
  })
}

/** The job behind 导出结果, under the scopes of who asked. */
export async function exportAnswers(job: RunningJob): Promise<JobResult> {
  // The row was written by requestAnswers.
  const { id } = job.params as { id: string }
  await job.report(5, '正在读取结果')
  const plan = await inTransaction(job.acting, async (trx) => {
    const survey = await viewQuickSurvey(trx, job.acting, id)
    return answersWorkbook(survey, await readAnswers(trx, job.acting, { survey, page: ALL }))
  })
  const filePath = join('exports', `${job.id}-${job.attempt}.xlsx`)
  const target = join(env.get('DATA_DIR'), filePath)
  await mkdir(dirname(target), { recursive: true })
  await writeWorkbook(target, plan, (share) => job.report(20 + Math.floor(share * 75), '正在写入表格'))
  return { fileName: plan.fileName, filePath, message: `共 ${plan.rows.length} 行` }
}

function answersWorkbook({ collection, questions }: QuickSurvey, answers: AnswerList): SheetPlan {
  const { due, submitted } = collection.progress
  const text = (heading: string, width: number) => ({ heading, width, format: null })
  return {
    fileName: `${collection.formTitle.replaceAll(/[\\/:*?"<>|\s]+/g, '')}_结果.xlsx`,
    sheetName: '结果',
    headLines: [`${collection.formTitle} · 结果`, `应报 ${due} 家　　已报 ${submitted} 家`],
    columns: [
      text('填报单位', 30),
      text('市州', 14),
      text('县区', 14),
      text('上报日', 12),
      ...questions.map((question) => ({
        heading: question.unit === '' ? question.text : `${question.text}（${question.unit}）`,
        width: Math.min(40, Math.max(14, question.text.length * 2)),
        format: isNumber(question) ? (question.decimals ? `#,##0.${'0'.repeat(question.decimals)}` : '#,##0') : null,
      })),
    ],
    total: ['合计', '', '', '', ...answers.totals.map((value, at) => cellOf(questions[at], value))],
    rows: answers.rows.map((row) => lineOf(row, questions)),
    rowCount: answers.rows.length,
    frozenColumns: 1,
  }
}

function lineOf(row: AnswerRow, questions: readonly AnsweredQuestion[]): SheetCell[] {
  const { organisation, city, county, submittedAt, values } = row
  return [organisation, city, county, dayOf(submittedAt), ...values.map((value, at) => cellOf(questions[at], value))]
}

/** A workbook keeps doubles: a number that would not come back digit for digit stays text. */
function cellOf(question: AnsweredQuestion | undefined, value: string | null): SheetCell {
  if (value === null || !question || !isNumber(question)) return value
  return String(Number(value)) === value ? Number(value) : value
}

function isNumber({ type }: AnsweredQuestion): boolean {
  return type === 'integer' || type === 'decimal'
}
