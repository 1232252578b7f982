import type { TemplateIndicator } from '../indicator/index.js'
import { type CellNames, cellNames } from './cell-names.js'
import { type Layout, layoutOf } from './layout.js'
import type { Section, Template } from './template.js'

export type ChangeKind =
  | 'cell-added'
  | 'cell-removed'
  | 'cell-moved'
  | 'cell-rebound'
  | 'cell-retyped'
  | 'cell-changed'
  | 'formula-changed'
  | 'text-added'
  | 'text-removed'
  | 'text-changed'
  | 'row-moved'
  | 'row-changed'
  | 'column-moved'
  | 'section-added'
  | 'section-removed'
  | 'section-changed'
  | 'rule-added'
  | 'rule-removed'
  | 'rule-changed'
  | 'head-added'
  | 'head-removed'
  | 'head-changed'
  | 'indicator-changed'
  | 'list-changed'
  | 'form-changed'
  | 'layout-changed'

/** What became of one thing between two versions, in words a person can read. */
export interface TemplateChange {
  readonly kind: ChangeKind
  /** Value key, cell or row id, rule code, section or head item id, name of a property. */
  readonly name: string
  /** What a person calls it: 诊疗人次, E001, 填表人. */
  readonly title: string
  /** Which side of it changed: 公式, 提示语; '' where the whole came, went or was moved. */
  readonly aspect: string
  readonly before: string
  readonly after: string
  /** Heading of the section it stands in, as it is now; '' outside of sections. */
  readonly section: string
  /** Address on the sheet after, or before where it is gone; '' for what stands on no sheet. */
  readonly where: string
  /** Where to look on either sheet. */
  readonly cells: { readonly before: string | null; readonly after: string | null }
}

/** One of the two templates, ready to be asked. */
export interface Side {
  readonly template: Template
  readonly layout: Layout
  readonly names: CellNames
  readonly indicators: ReadonlyMap<string, TemplateIndicator>
  sectionOf(row: string): Section | undefined
}

type Said = Pick<TemplateChange, 'name' | 'title'> & Partial<TemplateChange>

/** The two sides and what has been found so far. */
export class Difference {
  readonly before: Side
  readonly after: Side
  private readonly found: TemplateChange[] = []
  /** An expression of the side before with the cell ids of the side after. */
  renamed: (expression: string) => string = (expression) => expression

  constructor(before: Template, after: Template) {
    this.before = sideOf(before)
    this.after = sideOf(after)
  }

  get changes(): TemplateChange[] {
    return this.found
  }

  add(kind: ChangeKind, said: Said): void {
    const cells = said.cells ?? { before: null, after: null }
    const [side, id] = cells.after === null ? [this.before, cells.before] : [this.after, cells.after]
    const cell = side.layout.cellsById.get(id ?? '')
    const section = cell ? (side.sectionOf(cell.row)?.title ?? '') : ''
    const where = cell ? side.layout.addressOf(cell) : ''
    this.found.push({ aspect: '', before: '', after: '', section, where, ...said, kind, cells })
  }

  compare(kind: ChangeKind, said: Said, [before, after]: readonly [string, string]): void {
    if (before !== after) this.add(kind, { ...said, before, after })
  }

  /** Two expressions that differ: in words, or with addresses where the words are the same. */
  compareWords(kind: ChangeKind, said: Said, [before, after]: readonly [string | null, string | null]): void {
    const words = [wordsOf(this.before, before), wordsOf(this.after, after)] as const
    const [from, to] = words[0] === words[1] ? [before ?? '', after ?? ''] : words
    this.add(kind, { ...said, before: from, after: to })
  }
}

function wordsOf({ names }: Side, expression: string | null): string {
  return expression === null || expression.trim() === '' ? '' : names.wording(expression)
}

function sideOf(template: Template): Side {
  const layout = layoutOf(template)
  const sections = new Map(template.sections.map((section) => [section.id, section]))
  const rows = new Map(template.rows.map(({ id, sectionId }) => [id, sectionId]))
  return {
    template,
    layout,
    names: cellNames(template, layout),
    indicators: new Map(template.indicators.map((indicator) => [indicator.code, indicator])),
    sectionOf: (row) => sections.get(rows.get(row) ?? ''),
  }
}
