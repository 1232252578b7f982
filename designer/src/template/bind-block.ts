import type { Binding, Cell } from './template.js'

/** Which lines of a block name the indicators; the others name the items. `one`: the whole block is one indicator. */
export type BlockShape = 'rows' | 'columns' | 'one'

/** What a block is to be bound to: indicators and items by the id of their row or column. */
export interface BlockBinding {
  readonly shape: BlockShape
  readonly indicators: ReadonlyMap<string, string>
  readonly rowItems: ReadonlyMap<string, string>
  readonly columnItems: ReadonlyMap<string, string>
  /** For `one`. */
  readonly indicator: string | null
}

export interface BoundCell<P> {
  readonly place: P
  readonly binding: Binding
}

/** The name of a value: indicator, row item, column item. */
export function keyOf({ indicator, rowItem, columnItem }: Omit<Binding, 'key' | 'offset'>): string {
  return [indicator, rowItem, columnItem].filter((part) => part !== null).join('__')
}

export function bindingOf(indicator: string, rowItem: string | null = null, columnItem: string | null = null): Binding {
  const parts = { indicator, rowItem, columnItem }
  return { key: keyOf(parts), ...parts, offset: 0 }
}

/**
 * The binding of every cell of a block for which indicator and items are known. A block of one line on the side of the items has
 * none: its cells are plain indicators.
 */
export function bindBlock<P extends Pick<Cell, 'row' | 'column'>>(
  places: readonly P[],
  { shape, indicators, rowItems, columnItems, indicator }: BlockBinding,
): BoundCell<P>[] {
  const rows = new Set(places.map(({ row }) => row)).size
  const columns = new Set(places.map(({ column }) => column)).size
  return places.flatMap((place) => {
    const [rowItem, columnItem] = [rowItems.get(place.row), columnItems.get(place.column)]
    if (shape === 'rows') return bound(place, indicators.get(place.row), columns > 1 ? [columnItem] : [])
    if (shape === 'columns') return bound(place, indicators.get(place.column), rows > 1 ? [rowItem] : [])
    const items = [...(rows > 1 ? [rowItem] : []), ...(columns > 1 ? [columnItem] : [])]
    return bound(place, indicator ?? undefined, items)
  })
}

function bound<P>(place: P, indicator: string | undefined, items: readonly (string | undefined)[]): BoundCell<P>[] {
  if (!indicator || items.some((item) => !item)) return []
  return [{ place, binding: bindingOf(indicator, items[0] ?? null, items[1] ?? null) }]
}

/** 01, 02, … for as many lines as there are. */
export function numbered(count: number): string[] {
  const width = Math.max(2, String(count).length)
  return Array.from({ length: count }, (_, at) => String(at + 1).padStart(width, '0'))
}
