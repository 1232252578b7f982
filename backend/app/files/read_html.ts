import type { PlainCell } from '@weitong/designer/recognition'
import { FileRefused } from './file_refused.js'
import { type FlowBlock, type FlowCell, flowSheets } from './flow.js'
import { type Piece, pieces } from './markup.js'
import type { PlainWorkbook } from './plain_sheets.js'
import { type Style, Styles } from './html_styles.js'

/** HTML as the clipboard of Word, WPS and Excel has it, or as systems export it under the name of a workbook. */
export const isHtml = (file: Buffer): boolean => {
  const begin = file
    .subarray(0, 512)
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf)?\s*/, '')
  return begin.startsWith('<') && /<(?:html|table|meta|body|style|!doctype|div|p|tr)\b/i.test(begin)
}

/** Reads the tables of an HTML document, with the lines of text around them. */
export function readHtml(file: Buffer): PlainWorkbook {
  const reader = new HtmlReader()
  for (const piece of pieces(decodedText(file))) reader.read(piece)
  reader.endLine()
  return { sheets: flowSheets(reader.blocks), dropped: [] }
}

/** UTF-8, or the Chinese encoding that old systems write. */
function decodedText(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('gb18030').decode(file)
  }
}

interface OpenCell {
  readonly style: Style
  readonly attributes: Readonly<Record<string, string>>
  text: string
}

interface OpenTable {
  widths: number[]
  row: number
  cells: FlowCell[]
  /** First row that is free again, by column. */
  until: number[]
}

const BREAKS = new Set(['p', 'div', 'h1', 'h2', 'h3', 'h4', 'li', 'caption', 'body', 'table'])
const MOST = { rows: 2000, columns: 256 }

class HtmlReader {
  readonly blocks: FlowBlock[] = []
  private readonly styles = new Styles()
  private table: OpenTable | null = null
  private cell: OpenCell | null = null
  private line = { text: '', align: null as PlainCell['align'], begins: false }
  private inStyle = false

  read(piece: Piece): void {
    if (piece.kind === 'text') this.text(piece.text)
    else if (piece.kind === 'open') this.open(piece.name, piece.attributes)
    else this.close(piece.name)
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'style') this.inStyle = true
    if (BREAKS.has(name)) this.breakLine(name, attributes)
    const { table } = this
    if (name === 'br') this.add('\n')
    else if (name === 'table') {
      if (table) throw new FileRefused('E_IMPORT_NESTED_TABLES')
      this.table = { widths: [], row: -1, cells: [], until: [] }
    } else if (!table) return
    else if (name === 'col') this.addColumns(attributes, table)
    else if (name === 'tr') {
      this.endCell()
      table.row += 1
      if (table.row >= MOST.rows) throw new FileRefused('E_IMPORT_TOO_LARGE', table.row)
    } else if (name === 'td' || name === 'th') {
      this.endCell()
      table.row = Math.max(0, table.row)
      this.cell = { style: this.styles.of(attributes), attributes, text: '' }
    }
  }

  private close(name: string): void {
    if (name === 'style') this.inStyle = false
    if (name === 'td' || name === 'th' || name === 'tr') this.endCell()
    if (name === 'table') this.endTable()
    else if (BREAKS.has(name)) this.breakLine(name, {})
  }

  private text(text: string): void {
    if (this.inStyle) this.styles.learn(text)
    else this.add(text.replaceAll(/[ \t\r\n]+/g, ' '))
  }

  private add(text: string): void {
    if (this.cell) this.cell.text += text
    else if (!this.table) this.line.text += text
  }

  private breakLine(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.cell) {
      if (this.cell.text.trim() !== '') this.cell.text += '\n'
      return
    }
    if (this.table) return
    this.endLine()
    const { align } = this.styles.of(attributes)
    this.line = { text: '', align, begins: /^h\d|caption/.test(name) || align === 'center' }
  }

  endLine(): void {
    const texts = this.line.text.split(/\t+|[ \u00a0]{4,}|\u3000{4,}/).map((text) => text.trim())
    const said = texts.filter((text) => text !== '')
    if (said.length > 0)
      this.blocks.push({ kind: 'line', texts: said, align: this.line.align, begins: this.line.begins })
    this.line = { text: '', align: null, begins: false }
  }

  private addColumns(attributes: Readonly<Record<string, string>>, table: OpenTable): void {
    const width = this.styles.of(attributes).width ?? 72
    const count = Math.min(MOST.columns, Number(attributes['span'] ?? 1) || 1)
    for (let at = 0; at < count && table.widths.length < MOST.columns; at++) table.widths.push(width)
  }

  private endCell(): void {
    const { cell, table } = this
    this.cell = null
    if (!cell || !table) return
    let column = 0
    while ((table.until[column] ?? 0) > table.row) column += 1
    const spanOf = (name: string, most: number): number =>
      Math.min(most, Math.max(1, Math.floor(Number(cell.attributes[name] ?? 1)) || 1))
    const rowSpan = spanOf('rowspan', MOST.rows - table.row)
    const columnSpan = spanOf('colspan', MOST.columns)
    if (column + columnSpan > MOST.columns) throw new FileRefused('E_IMPORT_TOO_WIDE')
    for (let at = column; at < column + columnSpan; at++) table.until[at] = table.row + rowSpan
    const { align, bordered, indent, format, width } = cell.style
    if (width !== null && columnSpan === 1) table.widths[column] ??= width
    table.cells.push({
      row: table.row,
      column,
      rowSpan,
      columnSpan,
      text: cell.text.replace(/[ \n]+$/, '').replace(/^[ \n]+/, ''),
      formula: (cell.attributes['x:fmla'] ?? '').replace(/^=/, '') || null,
      indent,
      align,
      bordered,
      format,
      choices: null,
    })
  }

  private endTable(): void {
    this.endCell()
    const { table } = this
    this.table = null
    if (!table || table.cells.length === 0) return
    const rows = table.cells.reduce((most, { row, rowSpan }) => Math.max(most, row + rowSpan), 0)
    const columns = table.cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0)
    const widths = Array.from({ length: columns }, (_, at) => table.widths[at] ?? 72)
    this.blocks.push({ kind: 'table', widths, rows: Math.min(rows, MOST.rows), cells: table.cells })
  }
}
