import type { IRange } from '@univerjs/core'
import type { CellDesign, DesignChange } from './design-state.js'
import type { Place, Spot } from './place.js'

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

/** Rows or columns that are removed from a sheet with these merged cells. */
export interface Removal {
  readonly lines: 'rows' | 'columns'
  readonly range: IRange
  readonly merges: readonly IRange[]
}

/** Merged cells that begin in a removed line and reach beyond: where they begin, and where they begin from then on. */
export function cutMerges({ lines, range, merges }: Removal): { readonly from: Spot; readonly to: Spot }[] {
  const [start, end] =
    lines === 'rows' ? ([range.startRow, range.endRow] as const) : [range.startColumn, range.endColumn]
  return merges.flatMap((merge) => {
    const [first, last] = lines === 'rows' ? [merge.startRow, merge.endRow] : [merge.startColumn, merge.endColumn]
    if (first < start || first > end || last <= end) return []
    const from = { row: merge.startRow, column: merge.startColumn }
    return [{ from, to: lines === 'rows' ? { ...from, row: end + 1 } : { ...from, column: end + 1 } }]
  })
}

/** The design of a merged cell that loses its first line goes on in the next one. */
export function changesOfRemoval(removal: Removal, source: MoveSource): DesignChange[] {
  return cutMerges(removal).flatMap(({ from, to }): DesignChange[] => {
    const origin = source.placeAt(from.row, from.column)
    const target = source.placeAt(to.row, to.column)
    if (!origin || !target) return []
    return [
      { kind: 'cell', place: target, design: source.designAt(origin) },
      { kind: 'cell', place: origin, design: null },
    ]
  })
}
