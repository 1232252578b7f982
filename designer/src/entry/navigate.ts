import type { Cell } from '../template/index.js'
import type { EntrySheet } from './entry-sheet.js'

export type Direction = 'up' | 'down' | 'left' | 'right' | 'next' | 'previous'

/**
 * The input cell one comes to from another: arrows go straight on to the nearest input in that direction, `next` and `previous`
 * read the sheet row by row. Cells that take nothing are passed over. Null at the edge.
 */
export function nextInput(sheet: EntrySheet, cellId: string, direction: Direction): string | null {
  const places = inputPlaces(sheet)
  const from = placeOf(sheet, sheet.form.layout.cellsById.get(cellId))
  if (!from) return places[0]?.cell.id ?? null
  const { row, column } = from
  const found = {
    next: places.find((at) => at.row > row || (at.row === row && at.column > column)),
    previous: [...places].reverse().find((at) => at.row < row || (at.row === row && at.column < column)),
    down: nearest(
      places,
      (at) => at.row > row && at.column === column,
      (at) => at.row,
    ),
    up: nearest(
      places,
      (at) => at.row < row && at.column === column,
      (at) => -at.row,
    ),
    right: nearest(
      places,
      (at) => at.row === row && at.column > column,
      (at) => at.column,
    ),
    left: nearest(
      places,
      (at) => at.row === row && at.column < column,
      (at) => -at.column,
    ),
  }[direction]
  return found?.cell.id ?? null
}

interface Place {
  readonly cell: Cell
  readonly row: number
  readonly column: number
}

function nearest(
  places: readonly Place[],
  fits: (at: Place) => boolean,
  distance: (at: Place) => number,
): Place | undefined {
  let best: Place | undefined
  for (const at of places) if (fits(at) && (!best || distance(at) < distance(best))) best = at
  return best
}

function inputPlaces(sheet: EntrySheet): Place[] {
  return sheet.form.inputs
    .filter(({ cell }) => sheet.takes(cell.id))
    .flatMap(({ cell }) => placeOf(sheet, cell) ?? [])
    .sort((a, b) => a.row - b.row || a.column - b.column)
}

function placeOf(sheet: EntrySheet, cell: Cell | undefined): Place | null {
  if (!cell) return null
  const { rowPosition, columnPosition } = sheet.form.layout
  return { cell, row: rowPosition.get(cell.row) ?? 0, column: columnPosition.get(cell.column) ?? 0 }
}
