import type { ImportTable, TableRow } from '@weitong/designer/indicator'
import exceljs from 'exceljs'
import { checkPackage } from './check_package.js'
import { FileRefused } from './file_refused.js'
import { contentOf } from './plain_sheets.js'

/** Rows of data a table may have, and columns. */
export const MAX_TABLE_ROWS = 20_000
const MAX_COLUMNS = 256
/** Rows a file may write down, most of them empty. */
const MAX_WRITTEN = 2 * MAX_TABLE_ROWS

/** Reads the first sheet with content as a head and rows of texts; throws FileRefused. Run in the thread of `read_workbook.ts`. */
export async function readTableHere(file: Buffer): Promise<ImportTable> {
  const kind = checkPackage(file, { written: MAX_WRITTEN, refusal: 'E_IMPORT_TABLE_TOO_LONG' })
  if (kind !== 'xlsx') throw new FileRefused('E_IMPORT_TABLE_NOT_XLSX')
  const workbook = new exceljs.Workbook()
  try {
    await workbook.xlsx.load(file as unknown as exceljs.Buffer)
  } catch {
    throw new FileRefused('E_IMPORT_UNREADABLE')
  }
  for (const sheet of workbook.worksheets) {
    if (sheet.state !== 'visible') continue
    const [head, ...rows] = rowsOf(sheet)
    if (!head) continue
    if (rows.length === 0) throw new FileRefused('E_IMPORT_NO_ROWS')
    if (rows.length > MAX_TABLE_ROWS) throw new FileRefused('E_IMPORT_TABLE_TOO_LONG', rows.length)
    return { head, rows }
  }
  throw new FileRefused('E_IMPORT_NO_ROWS')
}

/** Rows that say something. */
function rowsOf(sheet: exceljs.Worksheet): TableRow[] {
  const rows: TableRow[] = []
  sheet.eachRow((row, number) => {
    const cells: string[] = []
    const formulas: number[] = []
    row.eachCell((cell, column) => {
      if (column > MAX_COLUMNS) throw new FileRefused('E_IMPORT_TOO_WIDE')
      while (cells.length < column - 1) cells.push('')
      cells.push(contentOf(cell).text)
      if (cell.formula) formulas.push(column - 1)
    })
    if (cells.every((text) => text.trim() === '') && formulas.length === 0) return
    rows.push({ row: number, cells, ...(formulas.length > 0 && { formulas }) })
  })
  return rows
}
