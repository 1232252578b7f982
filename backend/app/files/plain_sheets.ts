import type { DroppedThing, PlainCell, PlainMerge, PlainSheet } from '@weitong/designer/recognition'
import type exceljs from 'exceljs'
import { FileRefused } from './file_refused.js'

export interface PlainWorkbook {
  readonly sheets: readonly PlainSheet[]
  /** What no sheet can say: pictures, hidden sheets. */
  readonly dropped: readonly DroppedThing[]
}

const MAX_ROWS = 2000
const MAX_COLUMNS = 256
/** A column without a width of its own, in characters. */
const USUAL_WIDTH = 9

/** What a person sees of a workbook, without names, ids or anything hidden. */
export function plainSheets(workbook: exceljs.Workbook): PlainWorkbook {
  const dropped: DroppedThing[] = []
  const sheets: PlainSheet[] = []
  for (const sheet of workbook.worksheets) {
    if (sheet.state !== 'visible') {
      dropped.push({ address: '', what: sheet.name, why: '隐藏的工作表不导入。' })
      continue
    }
    const pictures = sheet.getImages().length
    if (pictures > 0) dropped.push({ address: '', what: `${sheet.name}：${pictures} 张图片`, why: '图片不导入。' })
    const plain = plainSheet(sheet)
    if (plain.cells.some(({ text }) => text !== '')) sheets.push(plain)
  }
  return { sheets, dropped }
}

function plainSheet(sheet: exceljs.Worksheet): PlainSheet {
  const merges = mergesOf(sheet)
  const covered = new Set(merges.flatMap(coveredPlaces))
  const cells: PlainCell[] = []
  let [rows, columns] = [0, 0]
  const heights: Record<number, number> = {}
  for (const cell of existingCells(sheet)) {
    const place = { row: Number(cell.row) - 1, column: Number(cell.col) - 1 }
    if (covered.has(`${place.row}:${place.column}`)) continue
    const plain = plainCell(cell, place)
    if (plain.text === '' && plain.formula === null && !plain.bordered && plain.choices === null) continue
    // Borders alone do not make a form longer: somebody drew them down to the last row.
    const counts = plain.text !== '' || (place.row < MAX_ROWS && place.column < MAX_COLUMNS)
    if (!counts) continue
    rows = Math.max(rows, place.row + 1)
    columns = Math.max(columns, place.column + 1)
    if (rows > MAX_ROWS) throw new FileRefused('E_IMPORT_TOO_LARGE', rows)
    if (columns > MAX_COLUMNS) throw new FileRefused('E_IMPORT_TOO_WIDE')
    cells.push(plain)
    const { height } = sheet.getRow(place.row + 1)
    if (height) heights[place.row] = Math.round((height * 4) / 3)
  }
  const inside = merges.filter(({ top, left }) => top < rows && left < columns)
  for (const { bottom, right } of inside) {
    rows = Math.max(rows, Math.min(bottom + 1, MAX_ROWS))
    columns = Math.max(columns, Math.min(right + 1, MAX_COLUMNS))
  }
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.round((sheet.getColumn(at + 1).width ?? USUAL_WIDTH) * 7 + 5),
  )
  return { name: sheet.name, rows, columns, cells, merges: inside, widths, heights }
}

/** Cells that the file has, empty ones with a border too; none is made by looking for it. */
function* existingCells(sheet: exceljs.Worksheet): Generator<exceljs.Cell> {
  for (let number = 1; number <= sheet.rowCount; number++) {
    const row = sheet.findRow(number)
    for (let column = 1; row && column <= row.cellCount; column++) {
      const cell = row.findCell(column)
      if (cell) yield cell
    }
  }
}

function mergesOf(sheet: exceljs.Worksheet): PlainMerge[] {
  const ranges = (sheet.model as { merges?: readonly string[] }).merges ?? []
  return ranges.flatMap((range) => {
    const [from, to] = range.split(':').map((address) => sheet.getCell(address))
    return from && to
      ? [
          {
            top: Number(from.row) - 1,
            left: Number(from.col) - 1,
            bottom: Number(to.row) - 1,
            right: Number(to.col) - 1,
          },
        ]
      : []
  })
}

function coveredPlaces({ top, left, bottom, right }: PlainMerge): string[] {
  const places: string[] = []
  for (let row = top; row <= Math.min(bottom, MAX_ROWS); row++) {
    for (let column = left; column <= Math.min(right, MAX_COLUMNS); column++) {
      if (row !== top || column !== left) places.push(`${row}:${column}`)
    }
  }
  return places
}

function plainCell(cell: exceljs.Cell, place: Pick<PlainCell, 'row' | 'column'>): PlainCell {
  const { text, number } = contentOf(cell)
  const { top, left, bottom, right } = cell.border ?? {}
  const alignment = cell.alignment?.horizontal
  const format = cell.numFmt ?? ''
  return {
    ...place,
    text,
    number,
    formula: cell.formula || null,
    indent: cell.alignment?.indent ?? 0,
    align: alignment === 'left' || alignment === 'center' || alignment === 'right' ? alignment : null,
    bordered: [top, left, bottom, right].filter((side) => side?.style !== undefined).length >= 2,
    format: format === 'General' ? '' : format,
    choices: choicesOf(cell),
  }
}

/** What a cell shows, of a formula its last result. */
export function contentOf(cell: exceljs.Cell): { text: string; number: number | null } {
  const { value } = cell
  const shown =
    value !== null && typeof value === 'object' && ('formula' in value || 'sharedFormula' in value)
      ? (value.result ?? '')
      : value
  if (typeof shown === 'number') return { text: String(shown), number: shown }
  if (shown === null || shown === undefined) return { text: '', number: null }
  if (shown instanceof Date) return { text: shown.toISOString().slice(0, 10), number: null }
  if (typeof shown === 'boolean') return { text: shown ? '是' : '否', number: null }
  if (typeof shown === 'string') return { text: shown, number: null }
  if ('richText' in shown) return { text: shown.richText.map(({ text }) => text).join(''), number: null }
  if ('text' in shown) return { text: String(shown.text), number: null }
  return { text: '', number: null }
}

/** Items written out in the validation itself; a list in other cells is only known to be one. */
function choicesOf(cell: exceljs.Cell): readonly string[] | null {
  const validation = cell.dataValidation as exceljs.DataValidation | undefined
  if (validation?.type !== 'list') return null
  const [source] = validation.formulae as readonly unknown[]
  const [, written] = typeof source === 'string' ? (/^"(.*)"$/.exec(source) ?? []) : []
  return written === undefined ? [] : written.split(',').map((item) => item.trim())
}
