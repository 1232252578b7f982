/** A formula as ordering sees it: what it writes and what it reads. */
export interface Ordered {
  readonly slot: number
  readonly reads: readonly number[]
}

/**
 * Formulas in an order in which each needs only earlier ones; `cycle` is a chain that closes on itself, empty when there is none.
 * Depth first, so the chain found is the one a person can follow cell by cell.
 */
export function formulaOrder<T extends Ordered>(formulas: readonly T[]): { ordered: T[]; cycle: T[] } {
  const bySlot = new Map(formulas.map((formula) => [formula.slot, formula]))
  const ordered: T[] = []
  const done = new Set<T>()
  const path: T[] = []
  const visit = (formula: T): T[] => {
    if (done.has(formula)) return []
    const seen = path.indexOf(formula)
    if (seen >= 0) return path.slice(seen)
    path.push(formula)
    for (const slot of formula.reads) {
      const needed = bySlot.get(slot)
      const cycle = needed ? visit(needed) : []
      if (cycle.length > 0) return cycle
    }
    path.pop()
    done.add(formula)
    ordered.push(formula)
    return []
  }
  for (const formula of formulas) {
    const cycle = visit(formula)
    if (cycle.length > 0) return { ordered: [], cycle }
  }
  return { ordered, cycle: [] }
}
