import type { Cell, Layout } from '@weitong/designer/template'
import { type Block, placeOf } from './block.js'

export type Arrow = 'up' | 'down' | 'left' | 'right'

/**
 * The cell an arrow key leads to among the cells that hold values: the nearest line in that direction, and on it the cell
 * closest to the column one comes from. Unlike Tab it also stops at computed cells and at those that do not apply.
 */
export function neighbour(layout: Layout, cells: readonly Cell[], move: { from: Cell; arrow: Arrow }): Cell | null {
  const from = placeOf(layout, move.from)
  let best: { cell: Cell; score: number } | null = null
  for (const cell of cells) {
    const score = scoreOf(from, placeOf(layout, cell), move.arrow)
    if (score !== null && (!best || score < best.score)) best = { cell, score }
  }
  return best?.cell ?? null
}

/** The first or the last cell of the line, for Home and End. */
export function lineEnd(layout: Layout, cells: readonly Cell[], move: { from: Cell; end: 'first' | 'last' }): Cell {
  const row = layout.rowPosition.get(move.from.row)
  const line = cells
    .filter((cell) => layout.rowPosition.get(cell.row) === row)
    .sort((a, b) => placeOf(layout, a).left - placeOf(layout, b).left)
  return line.at(move.end === 'first' ? 0 : -1) ?? move.from
}

/** Lines weigh more than columns, so that no line is ever passed over. */
const LINE = 1_000

function scoreOf(from: Block, to: Block, arrow: Arrow): number | null {
  const lines = { down: to.top - from.bottom, up: from.top - to.bottom, left: 0, right: 0 }[arrow]
  if (arrow === 'up' || arrow === 'down') return lines > 0 ? lines * LINE + apart(from.left, from.right, to) : null
  const sameLine = to.top <= from.bottom && to.bottom >= from.top
  const columns = arrow === 'right' ? to.left - from.right : from.left - to.right
  return sameLine && columns > 0 ? columns : null
}

/** Columns between two spans, 0 where they overlap. */
function apart(left: number, right: number, to: Block): number {
  return Math.max(0, to.left - right, left - to.right)
}
