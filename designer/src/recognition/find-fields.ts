import type { Segment } from './find-segments.js'
import type { Grid } from './grid.js'
import { frameKind } from './read-frame.js'

/**
 * A table without heads: names with a place to write beside each, as 基本情况表 have it. Only where lines are drawn: without them
 * nothing tells a place to write from paper.
 */
export function findFields(grid: Grid): Segment[] {
  const segments: Segment[] = []
  let body: number[] = []
  for (let row = 0; row <= grid.rows; row++) {
    if (row < grid.rows && frameKind(grid, row) === 'unknown' && grid.isBordered(row)) {
      body.push(row)
      continue
    }
    const segment = fieldsOf(grid, body)
    if (segment) segments.push(segment)
    body = []
  }
  return segments
}

function fieldsOf(grid: Grid, body: readonly number[]): Segment | null {
  const named = body.filter((row) => hasField(grid, row))
  if (named.length < 2 || named.length < body.length * 0.6) return null
  const texts = body.flatMap((row) => grid.textsIn(row))
  const left = Math.min(...texts.map((text) => text.left))
  const bordered = Array.from({ length: grid.columns }, (_, at) => at).filter((column) =>
    body.some((row) => grid.at(row, column).cell.bordered),
  )
  return { head: [], marker: null, body, left, right: Math.max(left, ...bordered) }
}

/** A name with an empty place of its own to its right. */
const hasField = (grid: Grid, row: number): boolean =>
  grid.textsIn(row).some(({ right }) => {
    const beside = grid.at(row, right + 1)
    return beside.text === '' && beside.cell.bordered
  })
