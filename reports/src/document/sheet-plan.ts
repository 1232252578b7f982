export type SheetCell = string | number | null

export interface SheetColumn {
  readonly heading: string
  /** In characters. */
  readonly width: number
  /** Excel number format; null for text. */
  readonly format: string | null
}

/** A sheet as plain data, for any writer of workbooks. */
export interface SheetPlan {
  readonly fileName: string
  readonly sheetName: string
  /** Lines above the table, the first one is the title. */
  readonly headLines: readonly string[]
  readonly columns: readonly SheetColumn[]
  /** The first row, as on the page. */
  readonly total: readonly SheetCell[]
  readonly rows: readonly (readonly SheetCell[])[]
}
