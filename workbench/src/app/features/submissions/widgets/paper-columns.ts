import type { OpenReport } from '../report/open-report.js'
import type { CellStore } from '../sheet/cell-store.js'
import { drawnColumns } from '../sheet/drawn-rows.js'

/** Pixels of one earlier value with its growth, as in `sheet/cell.css`. */
const EARLIER_WIDTH = 132

export interface PaperColumn {
  readonly id: string
  readonly width: number
}

/** The columns of every section of a report, as wide as they are drawn now. */
export function paperColumns({ template, sheet, cells }: OpenReport): readonly PaperColumn[] {
  const more = compareWidth(cells)
  // A value that spans several columns needs the room once, in the first.
  const wide = new Set(cells.cells.map(({ column }) => column))
  return drawnColumns(template, sheet.form.layout).map(({ id, width }) => ({
    id,
    width: width + (wide.has(id) ? more : 0),
  }))
}

/** Pixels of the columns of a roster that stay in sight while it scrolls sideways: the number of the row, and what it is about. */
export function frozenColumns(report: OpenReport): readonly number[] {
  if (!report.template.roster) return []
  const [number, first] = paperColumns(report)
  return number && first ? [number.width, first.width] : []
}

/** Pixels that a column of values grows by while it is compared. */
export function compareWidth(cells: CellStore): number {
  return cells.compared().length * EARLIER_WIDTH
}

export function widthOf(columns: readonly PaperColumn[]): number {
  return columns.reduce((sum, { width }) => sum + width, 0)
}
