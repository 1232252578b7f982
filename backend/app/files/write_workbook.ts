import { rm } from 'node:fs/promises'
import type { SheetCell, SheetPlan, SheetRows } from '@weitong/reports/document'
import type exceljs from 'exceljs'

const ROWS_PER_REPORT = 2000
const THIN = { style: 'thin', color: { argb: 'FFB9C0C8' } } as const
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN }

/**
 * Streams a sheet to a file, so that memory does not grow with its length. Leaves no file when it fails or `report` throws.
 *
 * @param report told the share written, 0 to 1
 */
export async function writeWorkbook(
  path: string,
  plan: SheetPlan<SheetRows>,
  report: (share: number) => Promise<void>,
): Promise<void> {
  // Loaded by the first file, so that a web process that writes none never has it.
  const { default: excel } = await import('exceljs')
  const workbook = new excel.stream.xlsx.WorkbookWriter({ filename: path, useStyles: true })
  try {
    const sheet = workbook.addWorksheet(plan.sheetName, {
      views: [{ state: 'frozen', xSplit: plan.frozenColumns, ySplit: plan.headLines.length + 1 }],
      pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
    })
    sheet.columns = plan.columns.map(({ width, format }) => ({
      width,
      style: format === null ? {} : { numFmt: format },
    }))
    writeHead(sheet, plan)
    if (plan.total) writeRow(sheet, plan.total).font = { bold: true }
    let written = 0
    for await (const cells of plan.rows) {
      writeRow(sheet, cells).commit()
      if (written % ROWS_PER_REPORT === 0) await report(written / plan.rowCount)
      written += 1
    }
    await workbook.commit()
    await report(1)
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

function writeRow(sheet: exceljs.Worksheet, cells: readonly SheetCell[]): exceljs.Row {
  const row = sheet.addRow([...cells])
  row.eachCell({ includeEmpty: true }, (cell) => (cell.border = BORDER))
  return row
}

function writeHead(sheet: exceljs.Worksheet, plan: SheetPlan<SheetRows>): void {
  for (const [at, line] of plan.headLines.entries()) {
    const row = sheet.addRow([line])
    sheet.mergeCells(row.number, 1, row.number, plan.columns.length)
    row.font = at === 0 ? { bold: true, size: 14 } : { color: { argb: 'FF4F5862' } }
    row.commit()
  }
  const head = sheet.addRow(plan.columns.map(({ heading }) => heading))
  head.eachCell((cell) => {
    cell.font = { bold: true }
    cell.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true }
    cell.border = BORDER
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF6F7F9' } }
  })
  head.commit()
}
