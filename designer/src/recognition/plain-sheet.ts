/**
 * A sheet as any source gives it (xlsx, a table of Word, a pasted HTML table): no names, no ids, only what a person sees.
 * Positions are 0-based.
 */
export interface PlainSheet {
  readonly name: string
  readonly rows: number
  readonly columns: number
  /** Cells that hold something or have a border, row by row; of a merged area only the top left one. */
  readonly cells: readonly PlainCell[]
  readonly merges: readonly PlainMerge[]
  /** Column widths in CSS pixels; what is absent has the usual width. */
  readonly widths: readonly number[]
  /** Row heights in CSS pixels, by row. */
  readonly heights: Readonly<Record<number, number>>
}

export interface PlainCell {
  readonly row: number
  readonly column: number
  /** As it stands there, with its leading spaces: they are how offices indent. */
  readonly text: string
  readonly number: number | null
  /** Without the leading `=`, in A1 notation. */
  readonly formula: string | null
  /** Indent of the alignment, not of spaces. */
  readonly indent: number
  readonly align: 'left' | 'center' | 'right' | null
  readonly bordered: boolean
  /** Number format, e.g. `0.00`; '' when general. */
  readonly format: string
  /** Items of a list validation, or null. */
  readonly choices: readonly string[] | null
}

export interface PlainMerge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}
