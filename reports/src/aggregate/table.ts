/**
 * A three-level sum as it is shown: what page, chart and workbook are made from. The reply of `GET /analysis/aggregate` has
 * this shape and more.
 */
export interface AggregateTable {
  readonly organisation: { readonly name: string }
  readonly periodLabel: string
  readonly indicators: readonly SummedIndicator[]
  readonly rows: readonly AggregateLine[]
  readonly total: AggregateLine
}

export interface AggregateLine {
  readonly organisation: { readonly name: string }
  /** GB division code, 6 digits: the place on the map. */
  readonly code: string
  /** Reports due, by the frozen due list. */
  readonly due: number
  /** Reports whose values are in the line. */
  readonly included: number
  /** Decimal strings in the order of the indicators; null when nothing is in it. */
  readonly values: readonly (string | null)[]
}

export interface SummedIndicator {
  readonly key: string
  readonly name: string
  readonly unit: string
  readonly decimals: number | null
}
