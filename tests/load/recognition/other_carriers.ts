import jszip from 'jszip'
import { columnName, parseAddress } from '@weitong/designer/template'
import type { HandSheet } from './layout.js'

/** A layout as Word saves it and as Excel puts it on the clipboard: the same words, borders and merges, no formulas. */

interface Span {
  readonly rowSpan: number
  readonly columnSpan: number
}

interface Split {
  readonly rows: number
  readonly columns: number
  /** Whether a row is one of a table: within the border, or of several cells that are no fields with a colon. */
  readonly isTable: (row: number) => boolean
  readonly spans: ReadonlyMap<string, Span>
  readonly covered: ReadonlySet<string>
}

function split({ rows, merges = [], border }: HandSheet): Split {
  const spans = new Map<string, Span>()
  const covered = new Set<string>()
  for (const merge of merges) {
    const [from, to] = merge.split(':').map((address) => parseAddress(address))
    if (!from || !to) continue
    for (let row = from.row; row <= to.row; row++)
      for (let column = from.column; column <= to.column; column++) covered.add(`${row}:${column}`)
    covered.delete(`${from.row}:${from.column}`)
    spans.set(`${from.row}:${from.column}`, {
      rowSpan: to.row - from.row + 1,
      columnSpan: to.column - from.column + 1,
    })
  }
  const tables = (border ?? '').split(',').map((range) => range.split(':').map((address) => parseAddress(address)))
  const isTable = (row: number): boolean => {
    if (tables.some(([from, to]) => from && to && row >= from.row && row <= to.row)) return true
    const texts = (rows[row] ?? []).flatMap((cell) => (cell === null ? [] : [String(cell)]))
    return texts.length >= 2 && !texts.some((text) => /[:：]$/.test(text))
  }
  return { rows: rows.length, columns: Math.max(...rows.map(({ length }) => length)), isTable, spans, covered }
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const textAt = ({ rows }: HandSheet, row: number, column: number): string => String(rows[row]?.[column] ?? '')

/** Address in the file of an address of the layout: lines without words are no lines of a document. */
export function movedAddress(sheet: HandSheet, address: string): string {
  const { isTable } = split(sheet)
  const place = parseAddress(address)
  if (!place) throw new Error(`no address ${address}`)
  const isBlank = (at: number): boolean => (sheet.rows[at] ?? []).every((cell) => cell === null)
  const before = Array.from({ length: place.row }, (_, at) => at)
  const blank = before.filter((at) => !isTable(at) && isBlank(at)).length
  return `${columnName(place.column)}${place.row + 1 - blank}`
}

/** As a document of Word. */
export async function writeDocx(sheet: HandSheet): Promise<Buffer> {
  const { rows, isTable } = split(sheet)
  const parts: string[] = []
  for (let row = 0; row < rows; row++) {
    let end = row
    while (end < rows && isTable(end)) end += 1
    parts.push(end > row ? wordTable(sheet, row, end - 1) : wordLine(sheet, row))
    row = Math.max(row, end - 1)
  }
  const body = parts.join('')
  const zip = new jszip()
  zip.file('[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
  zip.file(
    'word/document.xml',
    `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
  )
  return zip.generateAsync({ type: 'nodebuffer', compression: 'DEFLATE' })
}

const wordText = (text: string): string => `<w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r>`

function wordLine(sheet: HandSheet, row: number): string {
  const texts = (sheet.rows[row] ?? []).flatMap((cell) => (cell === null ? [] : [wordText(String(cell))]))
  return `<w:p>${texts.join('<w:r><w:tab/></w:r>')}</w:p>`
}

function wordTable(sheet: HandSheet, first: number, last: number): string {
  const { columns, spans, covered } = split(sheet)
  const rows: string[] = []
  /** Merges down, by their first column: rows that are still to come. */
  const down = new Map<number, { left: number; span: number }>()
  for (let row = first; row <= last; row++) {
    const cells: string[] = []
    for (let column = 0; column < columns; column++) {
      const span = spans.get(`${row}:${column}`)
      const going = down.get(column)
      const width = going?.span ?? span?.columnSpan ?? 1
      if (!going && covered.has(`${row}:${column}`)) continue
      const merge = going ? '<w:vMerge/>' : span && span.rowSpan > 1 ? '<w:vMerge w:val="restart"/>' : ''
      const text = going ? '' : textAt(sheet, row, column)
      const grid = width > 1 ? `<w:gridSpan w:val="${width}"/>` : ''
      cells.push(`<w:tc><w:tcPr>${grid}${merge}</w:tcPr><w:p>${wordText(text)}</w:p></w:tc>`)
      if (going && going.left <= 1) down.delete(column)
      else if (going) down.set(column, { ...going, left: going.left - 1 })
      if (span && span.rowSpan > 1) down.set(column, { left: span.rowSpan - 1, span: span.columnSpan })
      column += width - 1
    }
    rows.push(`<w:tr>${cells.join('')}</w:tr>`)
  }
  const grid = '<w:gridCol w:w="1500"/>'.repeat(columns)
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join('')}</w:tbl>`
}

/** As the HTML that Excel and WPS put on the clipboard: everything is one table, styles are classes in a comment. */
export function writeClipboard(sheet: HandSheet): Buffer {
  const { rows, columns, spans, covered, isTable } = split(sheet)
  const lines = Array.from({ length: rows }, (_, row) => {
    const cells: string[] = []
    for (let column = 0; column < columns; column++) {
      if (covered.has(`${row}:${column}`)) continue
      const { rowSpan = 1, columnSpan = 1 } = spans.get(`${row}:${column}`) ?? {}
      const name = isTable(row) ? 'xl66' : 'xl65'
      const text = escape(textAt(sheet, row, column)).replaceAll(' ', '&nbsp;')
      cells.push(`<td class=${name} rowspan=${rowSpan} colspan=${columnSpan}>${text}</td>`)
    }
    return `<tr height=19 style='height:14.25pt'>${cells.join('\n')}</tr>`
  })
  return Buffer.from(`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=utf-8><style>
<!--table {mso-displayed-decimal-separator:"\\.";} .xl65 {text-align:general;} .xl66 {border:.5pt solid windowtext;} -->
</style></head><body><!--StartFragment--><table border=0 cellpadding=0 style='border-collapse:collapse'>
<col width=72 span=${columns} style='width:54pt'>${lines.join('\n')}</table><!--EndFragment--></body></html>`)
}
