import type { SumRow } from './sum_facts.js'

/** What was found of one line: how many reports are in it, and its sums by code, under null those that are not split. */
export interface FoundSums {
  readonly included: number
  readonly byCode: ReadonlyMap<string | null, SumRow['sums']>
}

const NOTHING: FoundSums = { included: 0, byCode: new Map() }

/** The rows of the sum statement by line: children of the place, and the place itself. */
export class SumsByLine {
  private readonly lines = new Map<string, FoundSums>()
  private readonly whole: FoundSums
  /** Codes that occur; null where something is not split. */
  readonly codes: ReadonlySet<string | null>

  constructor(facts: readonly SumRow[], keyOf: (row: SumRow) => string) {
    const byKey = new Map<string, SumRow[]>()
    for (const row of facts.filter(({ total }) => !total))
      byKey.set(keyOf(row), [...(byKey.get(keyOf(row)) ?? []), row])
    for (const [key, rows] of byKey) this.lines.set(key, foundIn(rows))
    this.whole = foundIn(facts.filter(({ total }) => total))
    this.codes = new Set(this.whole.byCode.keys())
  }

  at(key: string): FoundSums {
    return this.lines.get(key) ?? NOTHING
  }

  get total(): FoundSums {
    return this.whole
  }
}

function foundIn(rows: readonly SumRow[]): FoundSums {
  const byCode = new Map<string | null, SumRow['sums']>()
  for (const { item, sums } of rows) {
    const before = byCode.get(item)
    // Reports and records without a code come in one row, each with the sums of its own level.
    byCode.set(item, before ? before.map((sum, at) => sum ?? sums[at] ?? null) : sums)
  }
  return { included: rows.reduce((sum, { included }) => sum + included, 0), byCode }
}
