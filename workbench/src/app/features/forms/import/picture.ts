import { columnName } from '@weitong/designer/template'
import type { PlainCell, PlainSheet, Proposal } from '@weitong/designer/recognition'

/** One cell of the file as it is drawn. */
export interface PictureCell {
  readonly address: string
  readonly text: string
  readonly rowSpan: number
  readonly columnSpan: number
  readonly align: string | null
  /** In half characters, beside the spaces of the text itself. */
  readonly indent: number
  readonly bordered: boolean
  /** The text runs on over the empty cell beside it. */
  readonly spills: boolean
  /** What it was taken for; '' outside the tables. */
  readonly role: Proposal['cells'][number]['role'] | ''
}

export interface PictureRow {
  readonly at: number
  readonly height: number
  readonly cells: readonly PictureCell[]
}

export interface Picture {
  readonly columns: readonly { readonly name: string; readonly width: number }[]
  readonly rows: readonly PictureRow[]
}

const WIDTH = 68
const HEIGHT = 24

/** Rows `from` to before `to` of a sheet as the file shows them, merges cut where the piece ends. */
export function pictureOf(
  sheet: PlainSheet,
  proposal: Proposal,
  { from, to }: { readonly from: number; readonly to: number },
): Picture {
  const cells = new Map(sheet.cells.map((cell) => [`${cell.row}:${cell.column}`, cell]))
  const roles = new Map(proposal.cells.map(({ row, column, role }) => [`${row}:${column}`, role]))
  const hidden = new Set<string>()
  const spans = new Map<string, Pick<PictureCell, 'rowSpan' | 'columnSpan'> & { readonly of: PlainCell | undefined }>()
  for (const { top, left, bottom, right } of sheet.merges) {
    if (bottom < from || top >= to) continue
    const [first, last] = [Math.max(top, from), Math.min(bottom, to - 1)]
    for (let row = first; row <= last; row++)
      for (let column = left; column <= right; column++) hidden.add(`${row}:${column}`)
    hidden.delete(`${first}:${left}`)
    const span = { rowSpan: last - first + 1, columnSpan: right - left + 1 }
    spans.set(`${first}:${left}`, { ...span, of: cells.get(`${top}:${left}`) })
  }
  const rows: PictureRow[] = []
  for (let row = from; row < Math.min(to, sheet.rows); row++) {
    const drawn: PictureCell[] = []
    for (let column = 0; column < sheet.columns; column++) {
      const key = `${row}:${column}`
      if (hidden.has(key)) continue
      const { rowSpan = 1, columnSpan = 1, of } = spans.get(key) ?? {}
      const cell = of ?? cells.get(key)
      const { text = '', align = null, indent = 0, bordered = false } = cell ?? {}
      const address = `${columnName(column)}${row + 1}`
      const alone = !bordered && rowSpan === 1 && columnSpan === 1 && text !== ''
      const spills =
        alone && (cells.get(`${row}:${column + 1}`)?.text ?? '') === '' && !hidden.has(`${row}:${column + 1}`)
      drawn.push({ address, text, rowSpan, columnSpan, align, indent, bordered, spills, role: roles.get(key) ?? '' })
    }
    rows.push({ at: row, height: sheet.heights[row] ?? HEIGHT, cells: drawn })
  }
  const columns = Array.from({ length: sheet.columns }, (_, at) => ({
    name: columnName(at),
    width: Math.max(28, sheet.widths[at] ?? WIDTH),
  }))
  return { columns, rows }
}
