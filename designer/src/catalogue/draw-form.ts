import type { Cell, Column, Row, Section, TemplateIndicator } from '../template/index.js'
import type { CatalogueForm, MatrixBlock } from './source.js'
import { chinese, type Worded } from './wording.js'

/** What differs from the printed form cell by cell. */
export interface CellOptions {
  readonly required: readonly string[]
  /** Stored formula of totals that are computed, by indicator. */
  readonly formulas: Readonly<Record<string, string>>
  /** Applicability, by indicator. */
  readonly cellWhen: Readonly<Record<string, string>>
  /** Applicability, by section title. */
  readonly sectionWhen: Readonly<Record<string, string>>
}

export interface FormToDraw {
  readonly form: CatalogueForm
  readonly title: string
  readonly words: ReadonlyMap<string, Worded>
  readonly indicators: ReadonlyMap<string, TemplateIndicator>
  readonly options: CellOptions
}

export interface DrawnForm {
  readonly sections: readonly Section[]
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly cells: readonly Cell[]
}

const WIDTHS = [64, 360, 96, 128, 128]
/** Of the only column of values, where names of codes stand in it. */
const CODE_WIDTH = 208
const HEIGHT = 28
const TITLE_HEIGHT = 48

/** Draws a form as it is printed: title, column heads, the line 甲 乙 丙 1, then section by section. */
export function drawForm(input: FormToDraw): DrawnForm {
  return new Drawing(input).whole()
}

type Text = Pick<Cell, 'id' | 'text'> & Partial<Pick<Cell, 'role' | 'indent' | 'align' | 'columnSpan'>>

class Drawing {
  private readonly sections: Section[] = []
  private readonly rows: Row[] = []
  private readonly cells: Cell[] = []
  private readonly columns: readonly Column[]
  private line = 0

  constructor(private readonly input: FormToDraw) {
    const matrices = input.form.layout.matrix_blocks ?? []
    const count = Math.max(input.form.layout.columns.length, ...matrices.map(({ columns }) => columns.length + 1))
    const codes = [...input.indicators.values()].some(({ type }) => type === 'code')
    const widths = codes && count === 4 ? [...WIDTHS.slice(0, 3), CODE_WIDTH] : WIDTHS.slice(0, count)
    this.columns = widths.map((width, at) => ({ id: `c_${'abcde'.charAt(at)}`, width }))
  }

  whole(): DrawnForm {
    this.head()
    for (const row of this.input.form.rows) {
      if (row.kind === 'section') this.section(row.text)
      else if (this.input.indicators.has(row.code)) this.indicator(row.code)
    }
    for (const block of this.input.form.layout.matrix_blocks ?? []) this.matrix(block)
    return { sections: this.sections, columns: this.columns, rows: this.rows, cells: this.cells }
  }

  private head(): void {
    const width = this.columns.length
    this.row('r_title', TITLE_HEIGHT)
    this.text(0, { id: 'l_title', text: this.input.title, role: 'title', align: 'center', columnSpan: width })
    this.row('r_head')
    const titles = this.input.form.layout.columns.map(({ title }) => title)
    this.heads('h', titles)
    this.row('r_letters')
    this.heads('j', ['甲', '乙', '丙', '1'])
  }

  /** A line of column heads; the last one reaches to the edge. */
  private heads(prefix: string, titles: readonly string[]): void {
    for (const [at, text] of titles.entries()) {
      const columnSpan = at === titles.length - 1 ? this.columns.length - at : 1
      this.text(at, { id: `${prefix}_${this.rows.length}_${at}`, text, role: 'head', align: 'center', columnSpan })
    }
  }

  private section(title: string): void {
    const id = `s${this.sections.length + 1}`
    this.sections.push({ id, title: chinese(title), when: this.input.options.sectionWhen[title] ?? null })
    this.row(`r_${id}`)
    this.text(0, { id: `l_${id}`, text: chinese(title), role: 'section', columnSpan: this.columns.length })
  }

  private indicator(code: string): void {
    const worded = this.input.words.get(code)
    if (!worded) throw new Error(`the form shows ${code}, which is no indicator of it`)
    const id = code.toLowerCase()
    this.line += 1
    this.row(`r_${id}`)
    this.text(0, { id: `o_${id}`, text: worded.number || String(this.line), align: 'center' })
    this.text(1, { id: `n_${id}`, text: worded.label, indent: worded.indicator.indent ?? 0 })
    this.text(2, { id: `u_${id}`, text: worded.indicator.unit || '—', align: 'center' })
    this.value(3, code, this.columns.length - 3)
  }

  private matrix(block: MatrixBlock): void {
    this.section(block.title)
    this.row(`r_m${this.sections.length}`)
    this.heads(`m${this.sections.length}`, ['序号', ...block.columns.map(({ title }) => chinese(title))])
    for (const [at, { row, name }] of block.rows.entries()) {
      const codes = block.columns.slice(1).map(({ col }) => this.codeAt(`${col}${row}`))
      const id = codes[0]?.toLowerCase() ?? ''
      this.row(`r_${id}`)
      this.text(0, { id: `o_${id}`, text: String(at + 1), align: 'center' })
      this.text(1, { id: `n_${id}`, text: name })
      for (const [column, code] of codes.entries()) this.value(column + 2, code, 1)
    }
  }

  private codeAt(address: string): string {
    const found = this.input.form.indicators.find(({ cell }) => cell === address)
    if (!found) throw new Error(`no indicator at ${address} of ${this.input.form.code}`)
    return found.code
  }

  private row(id: string, height = HEIGHT): void {
    this.rows.push({ id, height, sectionId: this.sections.at(-1)?.id ?? null })
  }

  private text(column: number, cell: Text): void {
    this.cells.push({
      role: 'label',
      indent: 0,
      align: 'left',
      ...this.place(column, cell.columnSpan),
      ...NOTHING,
      ...cell,
    })
  }

  private value(column: number, code: string, columnSpan: number): void {
    const { required, formulas, cellWhen } = this.input.options
    const formula = formulas[code] ?? null
    const number = this.input.indicators.get(code)?.decimals !== null
    this.cells.push({
      ...this.place(column, columnSpan),
      ...NOTHING,
      id: `v_${code.toLowerCase()}`,
      role: formula === null ? 'input' : 'computed',
      text: '',
      indent: 0,
      align: number ? 'right' : 'left',
      binding: { key: code, indicator: code, rowItem: null, columnItem: null, offset: 0 },
      formula,
      required: required.includes(code) && formula === null,
      when: cellWhen[code] ?? null,
    })
  }

  private place(column: number, columnSpan = 1): Pick<Cell, 'row' | 'column' | 'rowSpan' | 'columnSpan'> {
    const [row, at] = [this.rows.at(-1), this.columns[column]]
    if (!row || !at) throw new Error(`no place in column ${column}`)
    return { row: row.id, column: at.id, rowSpan: 1, columnSpan }
  }
}

const NOTHING = { binding: null, formula: null, required: false, when: null } as const
