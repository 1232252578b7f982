import type { PlainCell } from '@weitong/designer/recognition'
import { FileRefused } from './file_refused.js'
import { type FlowBlock, type FlowCell, flowSheets } from './flow.js'
import { pieces } from './markup.js'
import type { PlainWorkbook } from './plain_sheets.js'
import { inflateEntry, readDirectory } from './zip_directory.js'

type Attributes = Readonly<Record<string, string>>

const DOCUMENT = 'word/document.xml'
/** Twentieths of a point as pixels, and the width of a Chinese character of 五号. */
const pixels = (twips: string | undefined): number => Math.round(Number(twips ?? 0) / 15)
const CHARACTER = 210

/** Reads the tables of a Word document, with the lines of text around them. */
export function readDocx(file: Buffer): PlainWorkbook {
  const entries = readDirectory(file)
  const document = entries.find(({ name }) => name === DOCUMENT)
  if (!document) throw new FileRefused('E_IMPORT_UNREADABLE')
  const reader = new DocumentReader()
  for (const piece of pieces(inflateEntry(file, document).toString('utf8'))) {
    if (piece.kind === 'text') reader.text(piece.text)
    else if (piece.kind === 'open') {
      reader.open(piece.name, piece.attributes)
      if (piece.empty) reader.close(piece.name)
    } else reader.close(piece.name)
  }
  const pictures = entries.filter(({ name }) => name.startsWith('word/media/')).length
  return {
    sheets: flowSheets(reader.blocks),
    dropped: pictures > 0 ? [{ address: '', what: `${pictures} 张图片`, why: '图片不导入。' }] : [],
  }
}

interface OpenLine {
  text: string
  align: PlainCell['align']
  indent: number
  begins: boolean
}

interface OpenCell {
  column: number
  span: number
  /** `restart` begins a merge down, `continue` goes on with one. */
  merge: 'restart' | 'continue' | null
  bare: boolean
  lines: OpenLine[]
  choices: string[]
}

interface OpenTable {
  widths: number[]
  bordered: boolean
  cells: FlowCell[]
  row: number
  column: number
  /** Cell that a merge down began with, by column. */
  merging: Map<number, number>
}

class DocumentReader {
  readonly blocks: FlowBlock[] = []
  private table: OpenTable | null = null
  private cell: OpenCell | null = null
  private line: OpenLine | null = null
  /** Lines that a text box stands in. */
  private readonly outer: (OpenLine | null)[] = []
  private isText = false
  /** Depth inside parts that Word keeps for old programs, which say everything twice. */
  private skipping = 0
  private pageBreak = false

  open(name: string, attributes: Attributes): void {
    if (name === 'mc:fallback') this.skipping += 1
    if (this.skipping > 0) return
    const value = attributes['w:val']
    switch (name) {
      case 'w:tbl':
        if (this.table) throw new FileRefused('E_IMPORT_NESTED_TABLES')
        this.table = { widths: [], bordered: false, cells: [], row: -1, column: 0, merging: new Map() }
        break
      case 'w:p':
        this.outer.push(this.line)
        this.line = { text: '', align: null, indent: 0, begins: this.pageBreak }
        this.pageBreak = false
        break
      case 'w:t':
        this.isText = true
        break
      case 'w:tab':
        if (this.line) this.line.text += '\t'
        break
      case 'w:br':
        if (attributes['w:type'] === 'page') this.pageBreak = true
        else if (this.line) this.line.text += '\n'
        break
      case 'w:sym':
        // A box to tick, in the fonts that have one.
        if (this.line) this.line.text += '□'
        break
      default:
        if (this.line && this.openLine(name, attributes)) return
        if (this.table) this.openTable(name, { value, attributes }, this.table)
    }
  }

  close(name: string): void {
    if (name === 'mc:fallback') this.skipping -= 1
    if (this.skipping > 0) return
    if (name === 'w:t') this.isText = false
    else if (name === 'w:p') this.closeLine()
    else if (name === 'w:tc') this.closeCell()
    else if (name === 'w:tbl') this.closeTable()
  }

  text(text: string): void {
    if (this.isText && this.line && this.skipping === 0) this.line.text += text
  }

  private openLine(name: string, attributes: Attributes): boolean {
    const { line } = this
    const value = attributes['w:val'] ?? ''
    if (!line) return false
    if (name === 'w:jc')
      line.align = value === 'center' ? 'center' : value === 'right' || value === 'end' ? 'right' : 'left'
    else if (name === 'w:ind') line.indent = indentOf(attributes)
    else if (name === 'w:pagebreakbefore') line.begins = true
    else if (name === 'w:sectpr') this.pageBreak = true
    else if (name === 'w:pstyle' && /^(?:heading|title|[1-3]$|标题)/i.test(value)) line.begins = true
    else return false
    return true
  }

  private openTable(
    name: string,
    { value, attributes }: { value: string | undefined; attributes: Attributes },
    table: OpenTable,
  ): void {
    const { cell } = this
    if (name === 'w:gridcol') table.widths.push(pixels(attributes['w:w']))
    else if (name === 'w:tblstyle') table.bordered = true
    else if (name === 'w:insideh' || name === 'w:insidev') table.bordered ||= isLine(value)
    else if (name === 'w:gridbefore') table.column += Number(value ?? 0)
    else if (name === 'w:tr') {
      table.row += 1
      table.column = 0
    } else if (name === 'w:tc') {
      this.cell = { column: table.column, span: 1, merge: null, bare: false, lines: [], choices: [] }
    } else if (!cell) return
    else if (name === 'w:gridspan') cell.span = Math.max(1, Number(value ?? 1))
    else if (name === 'w:vmerge') cell.merge = value === 'restart' ? 'restart' : 'continue'
    else if (name === 'w:top' || name === 'w:bottom') table.bordered ||= isLine(value)
    else if (name === 'w:listitem') cell.choices.push(attributes['w:displaytext'] ?? '')
  }

  private closeLine(): void {
    const { line, cell } = this
    this.line = this.outer.pop() ?? null
    if (!line) return
    if (cell) return void cell.lines.push(line)
    const texts = line.text.split(/\t+| {4,}|\u3000{4,}/).map((text) => text.trim())
    const said = texts.filter((text) => text !== '')
    if (said.length === 0) {
      this.pageBreak ||= line.begins
      return
    }
    const begins = line.begins || line.align === 'center'
    this.blocks.push({ kind: 'line', texts: said, align: line.align, begins })
  }

  private closeCell(): void {
    const { cell, table } = this
    this.cell = null
    if (!cell || !table) return
    table.column = cell.column + cell.span
    const begun = table.merging.get(cell.column)
    if (cell.merge === 'continue' && begun !== undefined) {
      const first = table.cells[begun]
      if (first) table.cells[begun] = { ...first, rowSpan: table.row - first.row + 1 }
      return
    }
    table.merging.delete(cell.column)
    if (cell.merge === 'restart') table.merging.set(cell.column, table.cells.length)
    const [first] = cell.lines
    table.cells.push({
      row: table.row,
      column: cell.column,
      rowSpan: 1,
      columnSpan: cell.span,
      text: cell.lines.map(({ text }) => text).join('\n'),
      formula: null,
      indent: first?.indent ?? 0,
      align: first?.align ?? null,
      bordered: false,
      format: '',
      choices: cell.choices.length > 0 ? cell.choices.filter((choice) => choice !== '') : null,
    })
  }

  private closeTable(): void {
    const { table } = this
    this.table = null
    if (!table || table.cells.length === 0) return
    const columns = table.cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0)
    const widths = Array.from({ length: columns }, (_, at) => table.widths[at] ?? 80)
    const cells = table.cells.map((cell) => ({ ...cell, bordered: table.bordered }))
    this.blocks.push({ kind: 'table', widths, rows: table.row + 1, cells })
  }
}

const isLine = (value: string | undefined): boolean => value !== undefined && value !== 'nil' && value !== 'none'

function indentOf(attributes: Attributes): number {
  const chars = Number(attributes['w:leftchars'] ?? 0) + Number(attributes['w:firstlinechars'] ?? 0)
  if (chars > 0) return Math.round(chars / 100)
  const twips = Number(attributes['w:left'] ?? attributes['w:start'] ?? 0) + Number(attributes['w:firstline'] ?? 0)
  return Math.max(0, Math.round(twips / CHARACTER))
}
