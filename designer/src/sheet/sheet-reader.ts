import type { ICellData, IRange, Nullable, Worksheet } from '@univerjs/core'
import { columnName, parseAddress } from '../template/index.js'
import type { DesignSelection } from './design-surface.js'
import { columnIdAt, positionOfColumn, positionOfRow, rowIdAt } from './identity.js'
import type { Place } from './place.js'
import { newId } from './place.js'
import type { SheetView } from './read-template.js'

/** Text of a cell as the form prints it; formatted text gives its words. */
export function textOf(cell: Nullable<ICellData>): string {
  const rich = cell?.p?.body?.dataStream
  if (rich !== undefined) return rich.replace(/\r\n$/, '').replace(/\r\n?/g, '\n')
  const value = cell?.v
  return value === undefined || value === null ? '' : String(value)
}

/** The worksheet in the terms of the form. */
export class SheetReader implements SheetView {
  constructor(private readonly sheet: Worksheet) {}

  get rows() {
    return this.lines(this.sheet.getRowCount(), (at) => {
      const id = rowIdAt(this.sheet, at) ?? this.nameRow(at)
      return { id, size: within(this.sheet.getRowHeight(at), 16, 600) }
    })
  }

  get columns() {
    return this.lines(this.sheet.getColumnCount(), (at) => {
      const id = columnIdAt(this.sheet, at) ?? this.nameColumn(at)
      return { id, size: within(this.sheet.getColumnWidth(at), 20, 2000) }
    })
  }

  get merges() {
    return this.sheet.getMergeData()
  }

  textAt(row: number, column: number): string {
    return textOf(this.sheet.getCellRaw(row, column))
  }

  /** Whether a merged cell that begins elsewhere lies over the position. */
  isCovered(row: number, column: number): boolean {
    const merge = this.sheet.getMergedCell(row, column)
    return !!merge && (merge.startRow !== row || merge.startColumn !== column)
  }

  placeAt(row: number, column: number): Place | null {
    const rowId = rowIdAt(this.sheet, row)
    const colId = columnIdAt(this.sheet, column)
    return rowId !== null && colId !== null ? { row: rowId, column: colId } : null
  }

  rangeOf(from: Place, to: Place): IRange | null {
    const startRow = positionOfRow(this.sheet, from.row)
    const endRow = positionOfRow(this.sheet, to.row)
    const startColumn = positionOfColumn(this.sheet, from.column)
    const endColumn = positionOfColumn(this.sheet, to.column)
    return Math.min(startRow, endRow, startColumn, endColumn) < 0 ? null : { startRow, endRow, startColumn, endColumn }
  }

  /** The block an address such as `D6` or `D6:E9` names, or null when it is not on the sheet. */
  rangeAt(address: string): IRange | null {
    const [first = '', second = first] = address.split(/[:：]/)
    const [from, to] = [parseAddress(first), parseAddress(second)]
    if (!from || !to) return null
    const range = {
      startRow: Math.min(from.row, to.row),
      endRow: Math.max(from.row, to.row),
      startColumn: Math.min(from.column, to.column),
      endColumn: Math.max(from.column, to.column),
    }
    return range.endRow < this.sheet.getRowCount() && range.endColumn < this.sheet.getColumnCount() ? range : null
  }

  /** A selection of Univer in the terms of the form; whole rows and columns end at the edge of the sheet. */
  selectionOf(range: IRange, anchor: { readonly row: number; readonly column: number }): DesignSelection | null {
    const startRow = Number.isFinite(range.startRow) ? range.startRow : 0
    const endRow = Number.isFinite(range.endRow) ? range.endRow : this.sheet.getRowCount() - 1
    const startColumn = Number.isFinite(range.startColumn) ? range.startColumn : 0
    const endColumn = Number.isFinite(range.endColumn) ? range.endColumn : this.sheet.getColumnCount() - 1
    const first = this.placeAt(anchor.row, anchor.column)
    if (!first) return null
    const block = { startRow, endRow, startColumn, endColumn }
    const places = this.placesIn(block)
    const from = `${columnName(startColumn)}${startRow + 1}`
    const to = `${columnName(endColumn)}${endRow + 1}`
    return {
      ...block,
      address: places.length === 1 ? from : `${from}:${to}`,
      anchor: first,
      places,
      rows: this.lines(endRow - startRow + 1, (at) => rowIdAt(this.sheet, startRow + at)).filter((id) => id !== null),
    }
  }

  private placesIn(block: IRange): Place[] {
    const places: Place[] = []
    for (let row = block.startRow; row <= block.endRow; row += 1) {
      for (let column = block.startColumn; column <= block.endColumn; column += 1) {
        if (this.isCovered(row, column)) continue
        const place = this.placeAt(row, column)
        if (place) places.push(place)
      }
    }
    return places
  }

  private lines<T>(count: number, line: (at: number) => T): T[] {
    return Array.from({ length: count }, (_, at) => line(at))
  }

  private nameRow(at: number): string {
    const rowId = newId('r')
    this.sheet.getRowManager().setCustomMetadata(at, { rowId })
    return rowId
  }

  private nameColumn(at: number): string {
    const colId = newId('k')
    this.sheet.getColumnManager().setCustomMetadata(at, { colId })
    return colId
  }
}

/** Sizes a template may have, in CSS pixels. */
function within(size: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, Math.round(size)))
}
