import type { IColumnData, IRange, IRowData, Worksheet } from '@univerjs/core'
import { newId } from './place.js'

/** Id of the row at a position, or null before it has one. */
export function rowIdAt(sheet: Worksheet, row: number): string | null {
  const id: unknown = sheet.getRowManager().getRow(row)?.custom?.['rowId']
  return typeof id === 'string' ? id : null
}

/** Id of the column at a position, or null before it has one. */
export function columnIdAt(sheet: Worksheet, column: number): string | null {
  const id: unknown = sheet.getColumnManager().getColumn(column)?.custom?.['colId']
  return typeof id === 'string' ? id : null
}

export function positionOfRow(sheet: Worksheet, rowId: string): number {
  return positions(sheet.getRowCount()).findIndex((row) => rowIdAt(sheet, row) === rowId)
}

export function positionOfColumn(sheet: Worksheet, colId: string): number {
  return positions(sheet.getColumnCount()).findIndex((column) => columnIdAt(sheet, column) === colId)
}

function positions(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at)
}

/** Parameters of Univer's mutations that insert rows or columns, as far as they matter here. */
interface InsertRows {
  range: IRange
  rowInfo?: Record<number, Partial<IRowData> | undefined>
}
interface InsertColumns {
  range: IRange
  colInfo?: Record<number, Partial<IColumnData> | undefined>
}

/**
 * Gives ids to rows that are about to be inserted, in the parameters of the mutation itself: Univer keeps that object
 * for redo, so a redone row comes back with the id its cells were bound under. Ids that are there already but not on
 * the sheet belong to rows that come back by undo, and stay.
 */
export function nameInsertedRows(sheet: Worksheet, params: object): void {
  const insert = params as InsertRows
  const count = insert.range.endRow - insert.range.startRow + 1
  const info = (insert.rowInfo ??= {})
  const present = new Set(positions(sheet.getRowCount()).map((row) => rowIdAt(sheet, row)))
  for (let at = 0; at < count; at += 1) {
    const kept: unknown = info[at]?.custom?.['rowId']
    if (typeof kept === 'string' && !present.has(kept)) continue
    info[at] = { ...info[at], custom: { rowId: newId('r') } }
  }
}

/** The same for columns. */
export function nameInsertedColumns(sheet: Worksheet, params: object): void {
  const insert = params as InsertColumns
  const count = insert.range.endColumn - insert.range.startColumn + 1
  const info = (insert.colInfo ??= {})
  const present = new Set(positions(sheet.getColumnCount()).map((column) => columnIdAt(sheet, column)))
  for (let at = 0; at < count; at += 1) {
    const kept: unknown = info[at]?.custom?.['colId']
    if (typeof kept === 'string' && !present.has(kept)) continue
    info[at] = { ...info[at], custom: { colId: newId('k') } }
  }
}
