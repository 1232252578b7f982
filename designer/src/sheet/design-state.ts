import type { Cell, Template } from '../template/index.js'
import type { Place } from './place.js'
import { newId, placeKey } from './place.js'

/** What the form knows about a cell beside its text, its place and its span. */
export type CellDesign = Omit<Cell, 'row' | 'column' | 'rowSpan' | 'columnSpan' | 'text'>

/** Everything of a template that is not drawn on the sheet. */
export type FormHead = Omit<Template, 'rows' | 'columns' | 'cells'>

/** Some properties of something; undefined takes an optional one away. */
export type Patch<T> = { readonly [Name in keyof T]?: T[Name] | undefined }

/** The thing with a patch on it, without the properties that were taken away. */
export function patched<T extends object>(whole: T, patch: Patch<T>): T {
  const entries = Object.entries({ ...whole, ...patch }).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as T
}

/** A change of what the sheet itself does not know, as plain data: replayable, and undone by its inverse. */
export type DesignChange =
  | { readonly kind: 'cell'; readonly place: Place; readonly design: CellDesign | null }
  | { readonly kind: 'section-of-row'; readonly row: string; readonly section: string | null }
  | { readonly kind: 'head'; readonly patch: Patch<FormHead> }

/**
 * The half of a form that the spreadsheet does not carry: roles, bindings, formulas, sections, rules, legal head.
 * Cells are kept by the ids of their row and column, so nothing that happens to the spreadsheet's own cells (Delete,
 * filling, pasting, clearing) can lose a binding, and a deleted row that comes back by undo finds its cells again.
 */
export class DesignState {
  private readonly cells = new Map<string, { place: Place; design: CellDesign }>()
  private readonly sections = new Map<string, string | null>()
  /** Ids given to cells that carry nothing but text, so that they stay the same while the form is open. */
  private readonly plainIds = new Map<string, string>()
  private current: FormHead

  constructor(template: Template) {
    const { rows, columns: _columns, cells, ...head } = template
    this.current = head
    for (const row of rows) this.sections.set(row.id, row.sectionId)
    for (const cell of cells) this.keep(cell)
  }

  get head(): FormHead {
    return this.current
  }

  designAt(place: Place): CellDesign | null {
    return this.cells.get(placeKey(place))?.design ?? null
  }

  /** The design of a cell, or that of a plain label where it has none yet. */
  designOrLabel(place: Place): CellDesign {
    return this.designAt(place) ?? plainLabel(this.plainIdAt(place))
  }

  sectionOf(row: string): string | null {
    return this.sections.get(row) ?? null
  }

  /** Puts a new row into the section of the row it stands under. Not undone: an undone row is not there at all. */
  adoptRow(row: string, section: string | null): void {
    if (!this.sections.has(row)) this.sections.set(row, section)
  }

  apply(changes: readonly DesignChange[]): void {
    for (const change of changes) {
      if (change.kind === 'cell') this.put(change.place, change.design)
      else if (change.kind === 'section-of-row') this.sections.set(change.row, change.section)
      else this.current = patched(this.current, change.patch)
    }
  }

  /** What takes `changes` back, to be asked before they are applied. */
  inverse(changes: readonly DesignChange[]): DesignChange[] {
    return changes.map((change): DesignChange => {
      if (change.kind === 'cell') return { ...change, design: this.designAt(change.place) }
      if (change.kind === 'section-of-row') return { ...change, section: this.sectionOf(change.row) }
      const names = Object.keys(change.patch) as (keyof FormHead)[]
      return { kind: 'head', patch: Object.fromEntries(names.map((name) => [name, this.current[name]])) }
    })
  }

  private keep(cell: Cell): void {
    const { row, column, rowSpan: _rowSpan, columnSpan: _columnSpan, text: _text, ...design } = cell
    this.put({ row, column }, design)
  }

  private put(place: Place, design: CellDesign | null): void {
    if (design) this.cells.set(placeKey(place), { place, design })
    else this.cells.delete(placeKey(place))
  }

  private plainIdAt(place: Place): string {
    const key = placeKey(place)
    const id = this.plainIds.get(key) ?? newId('c')
    this.plainIds.set(key, id)
    return id
  }
}

function plainLabel(id: string): CellDesign {
  return {
    id,
    role: 'label',
    indent: 0,
    align: 'left',
    binding: null,
    formula: null,
    required: false,
    when: null,
  }
}
