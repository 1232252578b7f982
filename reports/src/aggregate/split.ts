import type { AggregatePlan } from './plan.js'
import type { Candidate, FactLevel } from './summable.js'

/** One code that occurs, in the order of its list; '' is a record without one. */
export interface SplitItem {
  readonly code: string
  readonly name: string
}

/** A column of a table that is split by code: an indicator, for one of the codes or, where it has none, for all. */
export interface SplitColumn {
  readonly indicator: Candidate
  /** Position among the indicators of the plan. */
  readonly at: number
  readonly item: SplitItem | null
}

/** Every indicator once for each code; those of another level, which have no such code, once as they are. */
export function splitColumns(
  plan: AggregatePlan,
  split: { level: FactLevel; items: readonly SplitItem[] },
): SplitColumn[] {
  return plan.indicators.flatMap((indicator, at): SplitColumn[] => {
    if (indicator.of !== split.level) return [{ indicator, at, item: null }]
    return split.items.map((item) => ({
      indicator: { ...indicator, key: `${indicator.key}=${item.code}`, name: `${indicator.name} · ${item.name}` },
      at,
      item,
    }))
  })
}

/** The numbers of one line: `sumsOf` gives the sums for a code, and for null those that have none. */
export function splitValues(
  plan: AggregatePlan,
  columns: readonly SplitColumn[],
  sumsOf: (code: string | null) => readonly (string | null)[],
): (string | null)[] {
  return columns.map(({ at, item }) => plan.valuesOf(sumsOf(item?.code ?? null))[at] ?? null)
}
