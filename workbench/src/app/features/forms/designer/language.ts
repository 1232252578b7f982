import type { ExpressionError, Kind, Vocabulary } from '@weitong/designer/expression'
import { describe, parse, toShown, toStored, validate } from '@weitong/designer/expression'
import type { Cell, CellNames, Layout, Template } from '@weitong/designer/template'
import { cellNames, layoutOf, vocabularies } from '@weitong/designer/template'

/**
 * Where an expression stands, which decides what it may name and what it must yield: `total` a cell's value,
 * `check` a rule that must hold, `unit` a question about the unit alone (scope, applicability), `shown` one about
 * the unit and what is filled elsewhere (visibility).
 */
export type ExpressionUse = 'total' | 'check' | 'unit' | 'shown'

/** What somebody typed, understood or not. */
export interface Reading {
  /** Stored notation; null while it cannot be understood. */
  readonly stored: string | null
  /** The expression in Chinese words, '' while it cannot be parsed. */
  readonly wording: string
  /** Why it cannot be kept, and the character it is about (in what was typed), where known. */
  readonly problem: { readonly message: string; readonly position: number | null } | null
}

const WANTED: Readonly<Record<ExpressionUse, Kind>> = {
  total: 'any',
  check: 'boolean',
  unit: 'boolean',
  shown: 'boolean',
}

/** The expression language over one state of a template: between what is stored and what people read and type. */
export class FormLanguage {
  readonly layout: Layout
  private readonly names: CellNames
  private readonly words: Readonly<Record<ExpressionUse, Vocabulary>>

  constructor(readonly template: Template) {
    this.layout = layoutOf(template)
    const { values, rules, attributes, shown } = vocabularies(template, this.layout)
    this.words = { total: values, check: rules, unit: attributes, shown }
    this.names = cellNames(template, this.layout)
  }

  /** A stored expression as it is shown: with addresses. What cannot be read is shown as it is stored. */
  shown(stored: string): string {
    try {
      return toShown(stored, this.layout)
    } catch {
      return stored
    }
  }

  /** A stored expression in words, '' when it cannot be read. */
  wording(stored: string): string {
    const parsed = parse(stored)
    return 'ast' in parsed ? describe(parsed.ast, this.names) : ''
  }

  address(cellId: string): string {
    return this.layout.addressOfCell(cellId) ?? ''
  }

  cell(cellId: string): Cell | undefined {
    return this.layout.cellsById.get(cellId)
  }

  cellAt(place: { readonly row: string; readonly column: string }): Cell | undefined {
    const row = this.layout.rowPosition.get(place.row)
    const column = this.layout.columnPosition.get(place.column)
    return row === undefined || column === undefined ? undefined : this.layout.at(row, column)
  }

  /** Text of the nearest filled label to the left of a cell: what the cell is about. */
  labelOf(place: { readonly row: string; readonly column: string }): string {
    const row = this.layout.rowPosition.get(place.row)
    const column = this.layout.columnPosition.get(place.column)
    return row === undefined || column === undefined ? '' : this.names.labelAt(row, column)
  }

  /** What the head above a cell says. */
  headOf(place: { readonly row: string; readonly column: string }): string {
    const row = this.layout.rowPosition.get(place.row)
    const column = this.layout.columnPosition.get(place.column)
    return row === undefined || column === undefined ? '' : this.names.headAt(row, column)
  }

  /** Understands what somebody typed. */
  read(text: string, use: ExpressionUse): Reading {
    const typed = parse(text)
    if ('error' in typed) return wrong(typed.error)
    let stored: string
    try {
      stored = toStored(text, this.layout)
    } catch (error) {
      return wrong(error as ExpressionError)
    }
    const parsed = parse(stored)
    if ('error' in parsed) return wrong(parsed.error)
    const [first] = validate(parsed.ast, this.words[use], WANTED[use])
    const wording = describe(parsed.ast, this.names)
    return first
      ? { stored: null, wording, problem: { message: first.message, position: null } }
      : { stored, wording, problem: null }
  }
}

function wrong({ message, position }: ExpressionError): Reading {
  return { stored: null, wording: '', problem: { message, position } }
}
