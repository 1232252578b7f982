import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import env from '#start/env'
import type { JobResult, RunningJob } from '#platform'

export interface TablePlan {
  readonly fileName: string
  readonly sheetName: string
  readonly columns: readonly { readonly heading: string; readonly width: number }[]
  readonly rows: readonly (readonly string[])[]
}

const ROWS_PER_REPORT = 1000

/** Writes texts under column names as a workbook, the result of a job. Every cell is text, so that 01 stays 01. */
export async function writeTable(job: RunningJob, plan: TablePlan): Promise<JobResult> {
  const filePath = join('exports', `${job.id}-${job.attempt}.xlsx`)
  const target = join(env.get('DATA_DIR'), filePath)
  await mkdir(dirname(target), { recursive: true })
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: target, useStyles: true })
  try {
    const sheet = workbook.addWorksheet(plan.sheetName, { views: [{ state: 'frozen', ySplit: 1 }] })
    sheet.columns = plan.columns.map(({ width }) => ({ width, style: { numFmt: '@' } }))
    const head = sheet.addRow(plan.columns.map(({ heading }) => heading))
    head.font = { bold: true }
    head.commit()
    for (const [at, cells] of plan.rows.entries()) {
      sheet.addRow([...cells]).commit()
      if (at % ROWS_PER_REPORT === 0) await job.report(20 + Math.floor((at / plan.rows.length) * 75), '正在写入表格')
    }
    await workbook.commit()
  } catch (error) {
    await rm(target, { force: true })
    throw error
  }
  return { fileName: plan.fileName, filePath, message: `共 ${plan.rows.length} 行` }
}
