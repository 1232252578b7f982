import type { IRange } from '@univerjs/core'
import type { CellDesign, DesignChange } from './design-state.js'
import type { Place } from './place.js'

export interface MoveSource {
  placeAt(row: number, column: number): Place | null
  designAt(place: Place): CellDesign | null
}

/**
 * Cells that are dragged, or cut and pasted, take their design along: what stood at the target goes, the source is
 * left without. Both ranges have the same size and may overlap.
 */
export function changesOfMove(from: IRange, to: IRange, source: MoveSource): DesignChange[] {
  const changes: DesignChange[] = []
  const taken = new Set<string>()
  for (let row = 0; row <= from.endRow - from.startRow; row += 1) {
    for (let column = 0; column <= from.endColumn - from.startColumn; column += 1) {
      const origin = source.placeAt(from.startRow + row, from.startColumn + column)
      const target = source.placeAt(to.startRow + row, to.startColumn + column)
      if (!origin || !target) continue
      taken.add(`${to.startRow + row} ${to.startColumn + column}`)
      changes.push({ kind: 'cell', place: target, design: source.designAt(origin) })
    }
  }
  for (let row = from.startRow; row <= from.endRow; row += 1) {
    for (let column = from.startColumn; column <= from.endColumn; column += 1) {
      const origin = source.placeAt(row, column)
      if (!origin || taken.has(`${row} ${column}`)) continue
      changes.push({ kind: 'cell', place: origin, design: null })
    }
  }
  return changes
}

/**
 * A merged cell that begins in a removed row (or column) and reaches beyond begins in the next one from then on, and so does its
 * design.
 */
export function changesOfRemoval(
  {
    lines,
    range,
    merges,
  }: { readonly lines: 'rows' | 'columns'; readonly range: IRange; readonly merges: readonly IRange[] },
  source: MoveSource,
): DesignChange[] {
  return merges.flatMap(({ startRow, endRow, startColumn, endColumn }): DesignChange[] => {
    const isCut =
      lines === 'rows'
        ? startRow >= range.startRow && startRow <= range.endRow && endRow > range.endRow
        : startColumn >= range.startColumn && startColumn <= range.endColumn && endColumn > range.endColumn
    const origin = isCut ? source.placeAt(startRow, startColumn) : null
    const target =
      lines === 'rows' ? source.placeAt(range.endRow + 1, startColumn) : source.placeAt(startRow, range.endColumn + 1)
    if (!origin || !target) return []
    return [
      { kind: 'cell', place: target, design: source.designAt(origin) },
      { kind: 'cell', place: origin, design: null },
    ]
  })
}
