import {
  columnName,
  type Cell,
  type HeaderItem,
  type Layout,
  layoutOf,
  type LegalHead,
  type Template,
} from '@weitong/designer/template'
import { fitToPage, type PaperSize, type PageFit } from './page-fit.js'
import { breakIntoPages } from './paper-pages.js'

/** One word with what stands behind it: 单位负责人 and who it is. */
export interface PaperItem {
  readonly title: string
  readonly text: string
}

export interface PaperCell {
  /** Address on the sheet such as D6; where somebody looks for the value. */
  readonly address: string
  readonly role: Cell['role']
  readonly text: string
  readonly align: Cell['align']
  readonly indent: number
  readonly column: number
  readonly columnSpan: number
  readonly rowSpan: number
  /** 不适用: grey and blank. */
  readonly excluded: boolean
}

export interface PaperRow {
  /** Points, at least; text that wraps makes it higher. */
  readonly height: number
  readonly cells: readonly PaperCell[]
  /** Begins a new page. */
  readonly newPage?: boolean
}

/** One sheet of paper; the heads are repeated on each. */
export interface PaperPage {
  readonly heads: readonly PaperRow[]
  readonly rows: readonly PaperRow[]
}

/** A form as the official paper, page by page, in points: plain data for any renderer. */
export interface Paper {
  readonly fileName: string
  readonly title: string
  readonly fit: PageFit
  readonly legal: readonly PaperItem[]
  readonly head: readonly PaperItem[]
  readonly foot: readonly PaperItem[]
  readonly unitNote: string
  /** 敏感 where the form is; printed on each page. */
  readonly secrecyNote: string
  /** 草稿, 敏感 across each page, or nothing. */
  readonly watermark: string
  readonly pages: readonly PaperPage[]
}

/** What stands in the cells and lines; an empty form says nothing. */
export interface PaperContent {
  readonly fileName: string
  readonly size: PaperSize
  readonly watermark: string
  /** Whose report of what period it is, for forms whose own head does not ask; blank on an empty form. */
  readonly unit: string
  readonly period: string
  /** Head and foot texts by item id. */
  readonly header: Readonly<Record<string, string>>
  textOf(cell: Cell): string
  isExcluded(cell: Cell): boolean
}

/** Lays a form out on pages: widths scaled to the page, heads repeated, merged blocks kept together. */
export function layOutPaper(template: Template, content: PaperContent): Paper {
  const layout = layoutOf(template)
  const columns = lastColumn(template, layout) + 1
  const fit = fitToPage(
    template.columns.slice(0, columns).map(({ width }) => width),
    content.size,
  )
  const breaks = pageBreaks(template)
  const rows = template.rows
    .map((row, at) => ({
      height: row.height * fit.scale,
      cells: cellsOf({ layout, columns, content }, at),
      newPage: breaks.has(row.id),
    }))
    .filter(({ cells }) => cells.some(({ address, role }) => address !== '' && role !== 'title'))
  const firstBody = rows.findIndex(({ cells }) => cells.some(({ address, role }) => address !== '' && role !== 'head'))
  const heads = firstBody < 0 ? rows : rows.slice(0, firstBody)
  const itemsAt = (place: 'head' | 'foot'): PaperItem[] =>
    template.headerItems
      .filter((item) => item.place === place)
      .map(({ id, title }) => ({ title, text: content.header[id] ?? '' }))
  return {
    fileName: content.fileName,
    title: template.title,
    fit,
    legal: legalLines(template.legal),
    head: [...missingItems(template, content), ...itemsAt('head')],
    foot: itemsAt('foot'),
    unitNote: template.unitNote,
    secrecyNote: template.secrecy === 'sensitive' ? '敏感 · 按保密规定保管' : '',
    watermark: [content.watermark, template.secrecy === 'sensitive' ? '敏感' : ''].filter(Boolean).join(' '),
    pages: breakIntoPages(heads, firstBody < 0 ? [] : rows.slice(firstBody), fit),
  }
}

/** First rows of the sections that begin a new page. */
function pageBreaks({ rows, sections }: Template): ReadonlySet<string> {
  const first = (section: string) => rows.find(({ sectionId }) => sectionId === section)?.id
  return new Set(sections.flatMap(({ id, newPage }) => (newPage ? (first(id) ?? []) : [])))
}

/** Every report says whose it is and of when, also where the form has no head item for it. */
function missingItems({ headerItems }: Template, { unit, period }: PaperContent): PaperItem[] {
  const asks = (prefill: HeaderItem['prefill']): boolean => headerItems.some((item) => item.prefill === prefill)
  return [
    ...(asks('org.name') ? [] : [{ title: '填报单位', text: unit }]),
    ...(asks('period') ? [] : [{ title: '报表期', text: period }]),
  ]
}

/** The frame at the top right of every official form. */
export function legalLines(legal: LegalHead): readonly PaperItem[] {
  const [year = '', month, day] = legal.validUntil.split('-')
  const until = year && `${year}年${month ? `${Number(month)}月` : ''}${day ? `${Number(day)}日` : ''}`
  return [
    { title: '表　　号', text: legal.tableNo },
    { title: '制定机关', text: legal.maker },
    { title: '批准机关', text: legal.approver },
    { title: '批准文号', text: legal.approvalNo },
    { title: '有效期至', text: until },
  ]
}

function lastColumn(template: Template, layout: Layout): number {
  const ends = template.cells.map((cell) => (layout.columnPosition.get(cell.column) ?? 0) + cell.columnSpan - 1)
  return Math.max(0, ...ends)
}

interface Drawing {
  readonly layout: Layout
  readonly columns: number
  readonly content: PaperContent
}

/** Cells that begin in a row, and ground where nothing stands; what is covered by a cell above is left out. */
function cellsOf({ layout, columns, content }: Drawing, row: number): PaperCell[] {
  const drawn: PaperCell[] = []
  for (let column = 0; column < columns; column++) {
    const cell = layout.at(row, column)
    if (!cell) drawn.push({ ...GROUND, column })
    else if (layout.rowPosition.get(cell.row) === row && layout.columnPosition.get(cell.column) === column) {
      const holdsValue = cell.role === 'input' || cell.role === 'computed'
      const excluded = holdsValue && content.isExcluded(cell)
      const { role, align, indent, columnSpan, rowSpan } = cell
      const text = holdsValue ? (excluded ? '' : content.textOf(cell)) : cell.text
      const address = `${columnName(column)}${row + 1}`
      drawn.push({ address, role, text, align, indent, column, columnSpan, rowSpan, excluded })
    }
  }
  return drawn
}

const GROUND: PaperCell = {
  address: '',
  role: 'label',
  text: '',
  align: 'left',
  indent: 0,
  column: 0,
  columnSpan: 1,
  rowSpan: 1,
  excluded: false,
}
