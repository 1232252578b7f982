import { layoutOf, type Template } from '@weitong/designer/template'
import exceljs from 'exceljs'

const THIN = { style: 'thin' } as const
const BORDER = { top: THIN, left: THIN, bottom: THIN, right: THIN }
/** Rows above the table: two lines of the 表号 block and a line for the unit. */
const ABOVE = 3

/** A form as plain xlsx: what is printed, and nothing that says which indicator is meant. */
export async function exportForm(template: Template): Promise<{ file: Buffer; truth: ReadonlyMap<string, string> }> {
  const layout = layoutOf(template)
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('Sheet1')
  const truth = new Map<string, string>()
  const titleRows = template.cells.some(({ role }) => role === 'title') ? 1 : 0
  const at = (row: number): number => (row < titleRows ? row + 1 : row + 1 + ABOVE)
  sheet.columns = template.columns.map(({ width }) => ({ width: width / 7 }))
  writeFrame(sheet, template, titleRows)
  for (const cell of template.cells) {
    const row = at(layout.rowPosition.get(cell.row) ?? 0)
    const column = (layout.columnPosition.get(cell.column) ?? 0) + 1
    const place = sheet.getCell(row, column)
    if (cell.text !== '') place.value = cell.text
    if (cell.role !== 'title') border(sheet, { row, column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan })
    place.alignment = { horizontal: cell.align, indent: cell.indent, wrapText: true }
    if (cell.rowSpan > 1 || cell.columnSpan > 1) {
      sheet.mergeCells(row, column, row + cell.rowSpan - 1, column + cell.columnSpan - 1)
    }
    const value = cell.role === 'input' || cell.role === 'computed'
    if (value && cell.binding?.offset === 0) truth.set(place.address, cell.binding.key)
  }
  writeFoot(sheet, template)
  return { file: Buffer.from(await workbook.xlsx.writeBuffer()), truth }
}

function writeFrame(sheet: exceljs.Worksheet, { columns, legal, unitNote }: Template, titleRows: number): void {
  const last = columns.length
  sheet.getCell(titleRows + 1, last).value = `表　　号：${legal.tableNo}`
  sheet.getCell(titleRows + 2, 1).value = '机构名称：'
  sheet.getCell(titleRows + 2, last).value = `制定机关：${legal.maker}`
  if (unitNote) sheet.getCell(titleRows + 3, last).value = `计量单位：${unitNote}`
}

function writeFoot(sheet: exceljs.Worksheet, { headerItems }: Template): void {
  const titles = headerItems.filter(({ place }) => place === 'foot').map(({ title }) => `${title}：`)
  sheet.getCell(sheet.rowCount + 1, 1).value = titles.join('　　')
}

function border(
  sheet: exceljs.Worksheet,
  area: { row: number; column: number; rowSpan: number; columnSpan: number },
): void {
  for (let row = area.row; row < area.row + area.rowSpan; row++) {
    for (let column = area.column; column < area.column + area.columnSpan; column++) {
      sheet.getCell(row, column).border = BORDER
    }
  }
}
