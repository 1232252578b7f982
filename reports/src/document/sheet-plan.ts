export type SheetCell = string | number | null

export interface SheetColumn {
  readonly heading: string
  /** In characters. */
  readonly width: number
  /** Excel number format; null for text. */
  readonly format: string | null
}

/** The rows of a sheet: all there, or read while they are written. */
export type SheetRows = Iterable<readonly SheetCell[]> | AsyncIterable<readonly SheetCell[]>

/** A sheet as plain data, for any writer of workbooks. */
export interface SheetPlan<Rows extends SheetRows = readonly (readonly SheetCell[])[]> {
  readonly fileName: string
  readonly sheetName: string
  /** Lines above the table, the first one is the title. */
  readonly headLines: readonly string[]
  readonly columns: readonly SheetColumn[]
  /** The first row, as on the page; null for a list. */
  readonly total: readonly SheetCell[] | null
  readonly rows: Rows
  readonly rowCount: number
  /** Columns that stay in sight. */
  readonly frozenColumns: number
}
