import type { Severity } from '../template/index.js'

/** A form as the catalogue files describe it: facts with their sources, not yet a template. */
export interface CatalogueForm {
  readonly code: string
  readonly title: string
  readonly frequency: 'month' | 'quarter' | 'half' | 'year' | 'once' | 'realtime'
  readonly edition: string
  /** Where fields, structure and rules come from. */
  readonly source: Readonly<Record<string, string>>
  readonly layout: {
    readonly columns: readonly { readonly title: string }[]
    readonly matrix_blocks?: readonly MatrixBlock[]
  }
  readonly rows: readonly CatalogueRow[]
  readonly indicators: readonly CatalogueIndicator[]
  readonly rules: readonly CatalogueRule[]
}

/** One line of the printed form: a section heading, or an indicator. */
export type CatalogueRow =
  | { readonly row: number; readonly kind: 'section'; readonly text: string }
  | { readonly row: number; readonly kind: 'indicator'; readonly code: string }

/** A table inside the form: one line per `rows`, one indicator per column after the first. */
export interface MatrixBlock {
  readonly title: string
  readonly columns: readonly { readonly col: string; readonly title: string }[]
  readonly rows: readonly { readonly row: number; readonly name: string }[]
}

export interface CatalogueIndicator {
  readonly code: string
  readonly name: string
  readonly unit: string
  readonly type: 'integer' | 'decimal' | 'text' | 'code' | 'date'
  readonly decimals: number | null
  /** Address on the source's own sheet, e.g. `D6`. */
  readonly cell: string
  readonly indent?: number
  readonly section: string
  readonly code_set?: string
  /** Of what is computed, in the source's own writing. */
  readonly formula?: string
  readonly required?: boolean
}

export interface CatalogueRule {
  readonly id: string
  readonly level: Severity
  /** `inter` looks at other forms. */
  readonly kind: 'intra' | 'inter' | 'range' | 'mom' | 'yoy' | 'attribute' | 'unique' | 'format' | 'conditional'
  readonly expr_m: string
  readonly message: string
  readonly source: string
}
