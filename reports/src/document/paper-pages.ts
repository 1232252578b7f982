import type { PageFit } from './page-fit.js'
import type { PaperCell, PaperPage, PaperRow } from './paper.js'

/** Inside a cell, left and right, in points; renderers use the same. */
export const CELL_PADDING = 3
export const LINE_HEIGHT = 1.35
const INDENT_ENS = 1

/** Points that the indent of a part of 其中 takes. */
export function indentOf({ indent }: PaperCell, { fontSize }: PageFit): number {
  return indent * INDENT_ENS * fontSize
}

/**
 * Breaks the body between rows, never inside a merged block, which renderers draw wrongly across a page: a block that is higher
 * than a page is cut and its text said again on the next.
 */
export function breakIntoPages(heads: readonly PaperRow[], body: readonly PaperRow[], fit: PageFit): PaperPage[] {
  const heightOf = (rows: readonly PaperRow[]): number => rows.reduce((sum, row) => sum + rowHeight(row, fit), 0)
  const room = (page: number): number => (page === 0 ? fit.firstHeight : fit.height) - heightOf(heads)
  const pages: PaperRow[][] = [[]]
  for (const block of blocksOf(body)) {
    if (block[0]?.newPage && (pages.at(-1)?.length ?? 0) > 0) pages.push([])
    const current = pages.at(-1) as PaperRow[]
    if (heightOf([...current, ...block]) <= room(pages.length - 1)) current.push(...block)
    else if (heightOf(block) <= room(pages.length)) pages.push([...block])
    else pourCut(block, { pages, fits: (rows) => heightOf(rows) <= room(pages.length - 1) })
  }
  return pages.filter((rows, at) => rows.length > 0 || at === 0).map((rows) => ({ heads, rows }))
}

/** Rows tied together by a merge. */
function blocksOf(rows: readonly PaperRow[]): PaperRow[][] {
  const blocks: PaperRow[][] = []
  let open = 0
  for (const [at, row] of rows.entries()) {
    if (at < open) blocks.at(-1)?.push(row)
    else blocks.push([row])
    open = Math.max(open, at + Math.max(1, ...row.cells.map(({ rowSpan }) => rowSpan)))
  }
  return blocks
}

function pourCut(
  block: readonly PaperRow[],
  { pages, fits }: { pages: PaperRow[][]; fits: (rows: readonly PaperRow[]) => boolean },
): void {
  let open: { cell: PaperCell; left: number }[] = []
  for (const row of block) {
    const current = pages.at(-1) as PaperRow[]
    if (current.length > 0 && !fits([...current, row])) {
      shorten(current, open)
      const again = open.map(({ cell, left }) => ({ ...cell, rowSpan: left }))
      pages.push([{ ...row, cells: [...again, ...row.cells].sort((a, b) => a.column - b.column) }])
    } else current.push(row)
    const begun = row.cells.filter(({ rowSpan }) => rowSpan > 1).map((cell) => ({ cell, left: cell.rowSpan }))
    open = [...open, ...begun].map(({ cell, left }) => ({ cell, left: left - 1 })).filter(({ left }) => left > 0)
  }
}

/** Ends the merges of a page at its last row. */
function shorten(rows: PaperRow[], open: readonly { readonly cell: PaperCell }[]): void {
  if (open.length === 0) return
  for (const [at, row] of rows.entries()) {
    const most = rows.length - at
    rows[at] = { ...row, cells: row.cells.map((cell) => ({ ...cell, rowSpan: Math.min(cell.rowSpan, most) })) }
  }
}

/** Points a row takes: its own height, or what its longest text needs. */
export function rowHeight(row: PaperRow, fit: PageFit): number {
  const needed = row.cells
    .filter(({ rowSpan }) => rowSpan === 1)
    .map((cell) => {
      const width = fit.widths.slice(cell.column, cell.column + cell.columnSpan).reduce((sum, each) => sum + each, 0)
      const room = Math.max(fit.fontSize, width - 2 * CELL_PADDING - indentOf(cell, fit))
      const lines = cell.text
        .split('\n')
        .reduce((sum, line) => sum + Math.max(1, Math.ceil((textWidth(line) * fit.fontSize) / room)), 0)
      return lines * fit.fontSize * LINE_HEIGHT + 2
    })
  return Math.max(row.height, ...needed)
}

/** In ems: Chinese characters are square, others take about half. */
function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += character.charCodeAt(0) < 0x2e80 ? 0.58 : 1
  return width
}
