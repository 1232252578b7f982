import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { SheetPlan, SheetRows } from '@weitong/reports/document'
import env from '#start/env'
import { writeWorkbook } from '#files'
import { dayOf, type JobResult, now, type RunningJob } from '#platform'

/** Writes the sheet of a job into its file and says on the way how far it is. */
export async function writeExport(job: RunningJob, sheet: SheetPlan<SheetRows>): Promise<JobResult> {
  const filePath = join('exports', `${job.id}-${job.attempt}.xlsx`)
  const target = join(env.get('DATA_DIR'), filePath)
  await mkdir(dirname(target), { recursive: true })
  await writeWorkbook(target, sheet, (share) => job.report(20 + Math.floor(share * 75), '正在写入表格'))
  return { fileName: sheet.fileName, filePath, message: `共 ${sheet.rowCount} 行` }
}

const CLOCK = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

/** `2026-11-23 09:00`, in business time. */
export function takenNow(): string {
  const instant = now()
  return `${dayOf(instant)} ${CLOCK.format(instant)}`
}
