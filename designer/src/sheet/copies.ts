import { rewriteTokens, toStored } from '../expression/index.js'
import { columnName, parseAddress } from '../template/index.js'
import type { CellDesign, DesignChange } from './design-state.js'
import type { MoveSource } from './moves.js'
import type { Place, Spot } from './place.js'
import { newId, placeKey } from './place.js'

/** One cell of a copied block and where it goes. */
export interface Copy {
  readonly from: Spot
  readonly to: Spot
}

export interface CopySource extends MoveSource {
  /** A stored formula with the addresses of the sheet as it is now. */
  shown(stored: string): string
  /** Id and value key of the cell that covers an address now. */
  cellAt(address: string): { readonly id: string; readonly key: string | null } | null
}

export interface CopiedDesign {
  readonly changes: readonly DesignChange[]
  /** What a person should know about it, a Chinese sentence, or null. */
  readonly note: string | null
}

/**
 * The design of cells that are copied: by paste, by the fill handle, down or to the right. A value is filled in one place only, so
 * a copied input gets an id of its own and no indicator, formulas point as far away as before, and a cell that is bound
 * already stays what it is.
 */
export function changesOfCopy(copies: readonly Copy[], source: CopySource): CopiedDesign {
  const planned = new Map<string, CellDesign>()
  const kept = new Set<string>()
  const formulas: { readonly copy: Copy; readonly place: Place; readonly stored: string }[] = []
  for (const copy of copies) {
    const [origin, place] = [copy.from, copy.to].map(({ row, column }) => source.placeAt(row, column))
    if (!origin || !place) continue
    const [design, before] = [source.designAt(origin), source.designAt(place)]
    if (before && isFilled(before) && (before.binding !== null || !design || !isFilled(design))) {
      kept.add(placeKey(place))
      continue
    }
    if (!design && !before) continue
    planned.set(placeKey(place), copied(design, before?.id ?? newId('c')))
    if (design?.formula) formulas.push({ copy, place, stored: design.formula })
  }
  for (const { copy, place, stored } of formulas) {
    const design = planned.get(placeKey(place))
    const formula = movedFormula(stored, copy, { source, planned })
    if (design) planned.set(placeKey(place), { ...design, formula })
  }
  const changes = copies.flatMap(({ to }): DesignChange[] => {
    const place = source.placeAt(to.row, to.column)
    const design = place && planned.get(placeKey(place))
    return place && design ? [{ kind: 'cell', place, design }] : []
  })
  return { changes, note: noteOf([...planned.values()], kept.size) }
}

export function isFilled({ role }: CellDesign): boolean {
  return role === 'input' || role === 'computed'
}

/** A value of another period is only shown, so a copy of it may show it again. */
function copied(design: CellDesign | null, id: string): CellDesign {
  if (!design)
    return { id, role: 'label', indent: 0, align: 'left', binding: null, formula: null, required: false, when: null }
  const binding = design.binding?.offset === 0 ? null : design.binding
  return { ...design, id, binding, formula: null }
}

/** The formula with every address moved as far as the cell itself; null when it would point at nothing. */
function movedFormula(
  stored: string,
  { from, to }: Copy,
  { source, planned }: { readonly source: CopySource; readonly planned: ReadonlyMap<string, CellDesign> },
): string | null {
  const cellAt = (address: string) => {
    const spot = parseAddress(address)
    const place = spot && source.placeAt(spot.row, spot.column)
    const design = place && planned.get(placeKey(place))
    return design ? { id: design.id, key: null } : source.cellAt(address)
  }
  let outside = false
  const moved = rewriteTokens(source.shown(stored), ({ type, value }) => {
    const spot = type === 'address' ? parseAddress(value) : null
    if (!spot) return null
    const [row, column] = [spot.row + to.row - from.row, spot.column + to.column - from.column]
    outside ||= row < 0 || column < 0
    return outside ? null : `${columnName(column)}${row + 1}`
  })
  try {
    return outside ? null : toStored(moved, { cellAt, addressOfCell: () => null, addressOfKey: () => null })
  } catch {
    return null
  }
}

function noteOf(designs: readonly CellDesign[], kept: number): string | null {
  const count = (holds: (design: CellDesign) => boolean) => designs.filter(holds).length
  const inputs = count(({ role }) => role === 'input')
  const broken = count(({ role, formula, binding }) => role === 'computed' && formula === null && binding === null)
  const parts = [
    inputs > 0 ? `复制出 ${inputs} 个填报格：一个指标只填在一处，新格还没有绑定指标` : '',
    broken > 0 ? `${broken} 个计算格的公式指到了没有内容的格，请重写` : '',
    kept > 0 ? `${kept} 个已绑定的格保持不变` : '',
  ].filter((part) => part !== '')
  return parts.length > 0 ? `${parts.join('；')}。` : null
}
