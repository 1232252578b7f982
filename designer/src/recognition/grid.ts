import { columnName } from '../template/index.js'
import type { PlainCell, PlainMerge, PlainSheet } from './plain-sheet.js'

/** One visible cell: a merged area counts once. */
export interface GridCell extends PlainMerge {
  readonly cell: PlainCell
  /** Without spaces around and line breaks inside. */
  readonly text: string
}

const NOTHING: Omit<PlainCell, 'row' | 'column'> = {
  text: '',
  number: null,
  formula: null,
  indent: 0,
  align: null,
  bordered: false,
  format: '',
  choices: null,
}

/** A plain sheet that can be asked for places, with merges resolved. */
export class Grid {
  private readonly covering = new Map<string, GridCell>()
  readonly rows: number
  readonly columns: number

  constructor(readonly sheet: PlainSheet) {
    this.rows = sheet.rows
    this.columns = sheet.columns
    const merges = new Map(sheet.merges.map((merge) => [`${merge.top}:${merge.left}`, merge]))
    const cells = new Map(sheet.cells.map((cell) => [`${cell.row}:${cell.column}`, cell]))
    for (const [place, { top, left }] of merges) {
      if (!cells.has(place)) cells.set(place, { ...NOTHING, row: top, column: left })
    }
    for (const [place, cell] of cells) {
      const { row, column } = cell
      const area = merges.get(place) ?? { top: row, left: column, bottom: row, right: column }
      const whole = { ...area, cell, text: tidy(cell.text) }
      for (let r = area.top; r <= area.bottom; r++) {
        for (let c = area.left; c <= area.right; c++) {
          const held = this.covering.get(`${r}:${c}`)
          if (!held || area.bottom > area.top || area.right > area.left) this.covering.set(`${r}:${c}`, whole)
        }
      }
    }
  }

  /** The cell that covers a place; one with nothing in it when the sheet has none there. */
  at(row: number, column: number): GridCell {
    return (
      this.covering.get(`${row}:${column}`) ?? {
        top: row,
        left: column,
        bottom: row,
        right: column,
        text: '',
        cell: { ...NOTHING, row, column },
      }
    )
  }

  text(row: number, column: number): string {
    return this.at(row, column).text
  }

  /** Cells with text that begin in this row, left to right. */
  textsIn(row: number): readonly GridCell[] {
    const found: GridCell[] = []
    for (let column = 0; column < this.columns; column++) {
      const cell = this.at(row, column)
      if (cell.text !== '' && cell.top === row && cell.left === column) found.push(cell)
    }
    return found
  }

  isBlank(row: number): boolean {
    for (let column = 0; column < this.columns; column++) if (this.text(row, column) !== '') return false
    return true
  }

  isBordered(row: number): boolean {
    for (let column = 0; column < this.columns; column++) if (this.at(row, column).cell.bordered) return true
    return false
  }
}

export const tidy = (text: string): string => text.replaceAll(/[\s\u3000\u00a0]+/g, ' ').trim()

/** Address such as `D6` of a 0-based place. */
export const addressOf = (row: number, column: number): string => `${columnName(column)}${row + 1}`
