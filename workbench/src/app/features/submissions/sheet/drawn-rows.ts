import type { Cell, Layout, Template } from '@weitong/designer/template'

/** One table cell of a drawn row; `cell` is null for ground that nothing stands on. */
export interface DrawnCell {
  readonly id: string
  readonly cell: Cell | null
  readonly holdsValue: boolean
  readonly columnSpan: number
  readonly rowSpan: number
  /** A column head right above values: it names the columns of a comparison too. */
  readonly headsValues: boolean
}

export interface DrawnRow {
  readonly id: string
  readonly height: number
  readonly isHead: boolean
  readonly cells: readonly DrawnCell[]
}

/** Whether a cell holds a value: an input, a computed cell, or a value of another period. */
export function holdsValue(cell: Cell): boolean {
  return cell.role === 'input' || cell.role === 'computed'
}

/** Columns up to the last one that anything stands in. */
export function drawnColumns(template: Template, layout: Layout): readonly { id: string; width: number }[] {
  const last = Math.max(
    0,
    ...template.cells.map((cell) => (layout.columnPosition.get(cell.column) ?? 0) + cell.columnSpan - 1),
  )
  return template.columns.slice(0, last + 1)
}

/**
 * The rows of one section as they are drawn. The title stands above the paper, so its row is left out, and so are rows in which
 * nothing stands.
 */
export function drawnRows(template: Template, layout: Layout, rowIds: readonly string[]): readonly DrawnRow[] {
  const columns = drawnColumns(template, layout).length
  const heights = new Map(template.rows.map(({ id, height }) => [id, height]))
  return rowIds.flatMap((id) => {
    const row = layout.rowPosition.get(id)
    if (row === undefined) return []
    const found = cellsOfRow(layout, row, columns)
    const cells = found.flatMap(({ cell }) => cell ?? [])
    if (cells.length === 0 || cells.every(({ role }) => role === 'title')) return []
    const isHead = cells.every(({ role }) => role === 'head')
    return [{ id, height: heights.get(id) ?? 0, isHead, cells: found }]
  })
}

/** Pixels of the column heads that the form begins with: they stay in sight above everything below. */
export function headsHeight(template: Template, layout: Layout): number {
  const first = template.rows.findIndex(({ sectionId }) => sectionId !== null)
  const rowIds = template.rows.slice(0, first < 0 ? 0 : first).map(({ id }) => id)
  const rows = drawnRows(template, layout, rowIds)
  return rows.every(({ isHead }) => isHead) ? rows.reduce((sum, { height }) => sum + height, 0) : 0
}

function cellsOfRow(layout: Layout, row: number, columns: number): DrawnCell[] {
  const drawn: DrawnCell[] = []
  for (let column = 0; column < columns; column++) {
    const cell = layout.at(row, column)
    const begins = cell && layout.rowPosition.get(cell.row) === row && layout.columnPosition.get(cell.column) === column
    if (cell && !begins) continue
    drawn.push({
      id: cell?.id ?? `ground_${column}`,
      cell: cell ?? null,
      holdsValue: cell !== undefined && holdsValue(cell),
      columnSpan: cell?.columnSpan ?? 1,
      rowSpan: cell?.rowSpan ?? 1,
      headsValues: cell?.role === 'head' && headsValues(layout, cell),
    })
  }
  return drawn
}

/** Marks such as 甲 and 1 in the line below the heads. */
const LINE_MARK = /^[甲乙丙丁戊\d]{1,2}$/

function headsValues(layout: Layout, head: Cell): boolean {
  if (head.text === '' || LINE_MARK.test(head.text)) return false
  const column = layout.columnPosition.get(head.column) ?? 0
  for (let row = (layout.rowPosition.get(head.row) ?? 0) + 1; row < layout.rowPosition.size; row++) {
    const cell = layout.at(row, column)
    if (!cell || cell.role === 'head' || cell.role === 'section') continue
    return holdsValue(cell)
  }
  return false
}
