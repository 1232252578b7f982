import exceljs from 'exceljs'
import { checkPackage } from './check_package.js'
import { FileRefused } from './file_refused.js'
import { plainSheets, type PlainWorkbook } from './plain_sheets.js'
import { readDocx } from './read_docx.js'
import { readHtml } from './read_html.js'

/** Reads a file where it is called; throws FileRefused. The server does so in a thread of its own (`read_workbook.ts`). */
export async function readPlain(file: Buffer): Promise<PlainWorkbook> {
  const kind = checkPackage(file)
  if (kind === 'docx') return readDocx(file)
  if (kind === 'html') return readHtml(file)
  const workbook = new exceljs.Workbook()
  try {
    await workbook.xlsx.load(file as unknown as exceljs.Buffer)
  } catch {
    throw new FileRefused('E_IMPORT_UNREADABLE')
  }
  return plainSheets(workbook)
}
