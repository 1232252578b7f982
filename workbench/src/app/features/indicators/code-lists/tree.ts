import type { CodeItem } from '@weitong/designer/indicator'

/** One row of a list drawn as a tree. `at` is the position of the item in the list. */
export interface TreeRow {
  readonly item: CodeItem
  readonly at: number
  readonly depth: number
  readonly hasChildren: boolean
}

/**
 * Rows in the order of the list, children under their parents; of a closed item no children. With a search, what matches and the
 * way to it, all open.
 *
 * @param matches null when nothing is searched
 */
export function treeRows(
  items: readonly CodeItem[],
  closed: ReadonlySet<string>,
  matches: ((item: CodeItem) => boolean) | null,
): readonly TreeRow[] {
  const places = new Map(items.map(({ code }, at) => [code, at]))
  const children = new Map<string | null, number[]>()
  items.forEach(({ code, parent }, at) => {
    const under = parent !== null && parent !== code && places.has(parent) ? parent : null
    children.set(under, [...(children.get(under) ?? []), at])
  })
  const kept = matches ? wayTo(items, places, matches) : null
  const rows: TreeRow[] = []
  const passed = new Set<number>()
  const add = (under: string | null, depth: number): void => {
    for (const at of children.get(under) ?? []) {
      const item = items[at]
      if (!item || passed.has(at) || (kept && !kept.has(item.code))) continue
      passed.add(at)
      rows.push({ item, at, depth, hasChildren: (children.get(item.code)?.length ?? 0) > 0 })
      if (kept || !closed.has(item.code)) add(item.code, depth + 1)
    }
  }
  add(null, 0)
  items.forEach((item, at) => {
    if (circular(item, items, places) && !passed.has(at)) rows.push({ item, at, depth: 0, hasChildren: false })
  })
  return rows
}

/** Whether the parents of an item go round in a circle, so that it hangs under nobody. */
function circular(item: CodeItem, items: readonly CodeItem[], places: ReadonlyMap<string, number>): boolean {
  const above = new Set<string>()
  for (let each: CodeItem | undefined = item; each;) {
    if (above.has(each.code)) return true
    above.add(each.code)
    each = each.parent === null ? undefined : items[places.get(each.parent) ?? -1]
  }
  return false
}

/** Codes of the items that match and of all above them. */
function wayTo(
  items: readonly CodeItem[],
  places: ReadonlyMap<string, number>,
  matches: (item: CodeItem) => boolean,
): ReadonlySet<string> {
  const kept = new Set<string>()
  for (const item of items.filter(matches)) {
    for (let each: CodeItem | undefined = item; each && !kept.has(each.code);) {
      kept.add(each.code)
      each = each.parent === null ? undefined : items[places.get(each.parent) ?? -1]
    }
  }
  return kept
}
