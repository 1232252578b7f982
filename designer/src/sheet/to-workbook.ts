import type { ICellData, IColumnData, IRange, IRowData, IWorkbookData } from '@univerjs/core'
import { BooleanNumber, CellValueType, LocaleType, WrapStrategy } from '@univerjs/core'
import type { Template } from '../template/index.js'
import { newId } from './place.js'

export const SHEET_ID = 'form'
/** Named style of every cell: text, so that 1.10 stays 1.10 and 1-2 does not become a date. */
export const TEXT_STYLE = 'text'

const MARGIN_ROWS = 20
const MARGIN_COLUMNS = 4
const LEAST_ROWS = 40
const LEAST_COLUMNS = 10
const ROW_HEIGHT = 28
const COLUMN_WIDTH = 96

/**
 * The spreadsheet of a template: texts, sizes, merged blocks, and the ids of rows and columns as their metadata.
 * Empty rows and columns follow, so that there is room to draw.
 */
export function toWorkbook(template: Template, unitId: string): IWorkbookData {
  const rowCount = Math.max(template.rows.length + MARGIN_ROWS, LEAST_ROWS)
  const columnCount = Math.max(template.columns.length + MARGIN_COLUMNS, LEAST_COLUMNS)
  const rowIds = filled(template.rows, rowCount, 'r')
  const columnIds = filled(template.columns, columnCount, 'k')
  const { cells, merges } = drawnCells(template, rowIds, columnIds)
  const drawnRows = new Set(template.cells.map((cell) => cell.row))
  return {
    id: unitId,
    name: template.title,
    appVersion: '0.25.1',
    locale: LocaleType.ZH_CN,
    styles: { [TEXT_STYLE]: { n: { pattern: '@' }, tb: WrapStrategy.WRAP } },
    sheetOrder: [SHEET_ID],
    sheets: {
      [SHEET_ID]: {
        id: SHEET_ID,
        name: '表样',
        rowCount,
        columnCount,
        defaultRowHeight: ROW_HEIGHT,
        defaultColumnWidth: COLUMN_WIDTH,
        cellData: cells,
        rowData: indexed(
          rowIds.map((rowId, at) => rowData(rowId, drawnRows.has(rowId) ? template.rows[at]?.height : undefined)),
        ),
        columnData: indexed(
          columnIds.map((colId, at) => columnData(colId, template.columns[at]?.width ?? COLUMN_WIDTH)),
        ),
        mergeData: merges,
      },
    },
  }
}

/** A drawn row keeps its height; an empty one grows with what is written into it. */
function rowData(rowId: string, height: number | undefined): IRowData {
  if (height !== undefined) return { h: height, ia: BooleanNumber.FALSE, custom: { rowId } }
  return { h: ROW_HEIGHT, ah: ROW_HEIGHT, ia: BooleanNumber.TRUE, custom: { rowId } }
}

function columnData(colId: string, width: number): IColumnData {
  return { w: width, custom: { colId } }
}

function filled(lines: readonly { readonly id: string }[], count: number, kind: 'r' | 'k'): string[] {
  return Array.from({ length: count }, (_, at) => lines[at]?.id ?? newId(kind))
}

function indexed<T>(list: readonly T[]): Record<number, T> {
  return Object.fromEntries(list.entries())
}

function drawnCells(template: Template, rowIds: readonly string[], columnIds: readonly string[]) {
  const rowAt = new Map(rowIds.map((id, at) => [id, at]))
  const columnAt = new Map(columnIds.map((id, at) => [id, at]))
  const cells: Record<number, Record<number, ICellData>> = {}
  for (let row = 0; row < rowIds.length; row += 1) {
    cells[row] = Object.fromEntries(columnIds.map((_, column): [number, ICellData] => [column, { s: TEXT_STYLE }]))
  }
  const merges: IRange[] = []
  for (const cell of template.cells) {
    const row = rowAt.get(cell.row)
    const column = columnAt.get(cell.column)
    if (row === undefined || column === undefined) continue
    const line = (cells[row] ??= {})
    if (cell.text !== '') line[column] = { v: cell.text, t: CellValueType.STRING, s: TEXT_STYLE }
    if (cell.rowSpan > 1 || cell.columnSpan > 1) {
      merges.push({
        startRow: row,
        startColumn: column,
        endRow: row + cell.rowSpan - 1,
        endColumn: column + cell.columnSpan - 1,
      })
    }
  }
  return { cells, merges }
}
