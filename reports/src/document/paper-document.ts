import type { PageFit } from './page-fit.js'
import type { Paper, PaperCell, PaperItem, PaperPage, PaperRow } from './paper.js'
import { CELL_PADDING, indentOf, LINE_HEIGHT, rowHeight } from './paper-pages.js'

/** A node of a pdfmake document: plain data that pdfmake checks itself. */
export type DocumentNode = Readonly<Record<string, unknown>>

/** What pdfmake needs to draw a paper, but for its fonts. */
export interface PaperDocument {
  readonly info: { readonly title: string }
  readonly pageSize: string
  readonly pageOrientation: 'portrait' | 'landscape'
  readonly pageMargins: readonly [number, number, number, number]
  readonly watermark: DocumentNode | undefined
  readonly defaultStyle: DocumentNode
  readonly footer: (page: number, pages: number) => DocumentNode
  readonly content: readonly DocumentNode[]
}

const FOOTER_ROOM = 24
const LINE = 0.5
const COLORS = { line: '#444444', excluded: '#e6e6e6', watermark: '#9a9a9a', secret: '#a01818' }

/** The paper as pdfmake draws it: one table a page, so that what is cut where is decided by `layOutPaper` alone. */
export function paperDocument(paper: Paper): PaperDocument {
  const { fit, watermark, secrecyNote } = paper
  return {
    info: { title: paper.title },
    pageSize: fit.size,
    pageOrientation: fit.landscape ? 'landscape' : 'portrait',
    pageMargins: [fit.margin, fit.margin, fit.margin, fit.margin + FOOTER_ROOM],
    watermark:
      watermark === ''
        ? undefined
        : { text: watermark, color: COLORS.watermark, opacity: 0.22, bold: true, fontSize: 120 },
    defaultStyle: { font: 'Paper', fontSize: fit.fontSize },
    footer: (page, pages) => ({
      margin: [fit.margin, 8, fit.margin, 0],
      fontSize: 8,
      columns: [
        { text: secrecyNote, color: COLORS.secret, width: '*' },
        { text: `第 ${page} 页 / 共 ${pages} 页`, alignment: 'center', width: '*' },
        { text: watermark, alignment: 'right', width: '*' },
      ],
    }),
    content: [...opening(paper), ...paper.pages.map((page, at) => tableOf(page, fit, at)), closing(paper)],
  }
}

function opening({ title, head, unitNote, legal, secrecyNote }: Paper): DocumentNode[] {
  const lines = [...head, ...(unitNote === '' ? [] : [{ title: '计量单位', text: unitNote }])].map(
    ({ title: word, text }) => ({ text: `${word}：${text || '　'}`, margin: [0, 1, 0, 1] }),
  )
  return [
    ...(secrecyNote === '' ? [] : [{ text: '敏感', color: COLORS.secret, bold: true, fontSize: 10 }]),
    { text: title, alignment: 'center', bold: true, fontSize: 16, margin: [0, 0, 0, 8] },
    {
      columns: [
        { width: '*', stack: lines, margin: [0, 0, 16, 0], fontSize: 9 },
        { width: 'auto', stack: legal.map(legalLine), fontSize: 8 },
      ],
      margin: [0, 0, 0, 6],
    },
  ]
}

function legalLine({ title, text }: PaperItem): DocumentNode {
  return { text: `${title}：${text}`, margin: [0, 0.5, 0, 0.5] }
}

/** Responsible persons and the day, below the table and never apart from each other. */
function closing({ foot }: Paper): DocumentNode {
  return {
    unbreakable: true,
    margin: [0, 8, 0, 0],
    fontSize: 9,
    stack: [{ columns: foot.map(({ title, text }) => ({ text: `${title}：${text}`, width: '*' })), columnGap: 8 }],
  }
}

function tableOf(page: PaperPage, fit: PageFit, at: number): DocumentNode {
  const rows = [...page.heads, ...page.rows]
  const padding = 2 * CELL_PADDING + LINE
  return {
    ...(at > 0 && { pageBreak: 'before' }),
    table: {
      widths: fit.widths.map((width) => Math.max(1, width - padding)),
      heights: rows.map((row) => rowHeight(row, fit) - 2 - LINE),
      dontBreakRows: true,
      body: rows.map((row) => bodyRow(row, rows, fit)),
    },
    layout: {
      hLineWidth: () => LINE,
      vLineWidth: () => LINE,
      hLineColor: () => COLORS.line,
      vLineColor: () => COLORS.line,
      paddingLeft: () => CELL_PADDING,
      paddingRight: () => CELL_PADDING,
      paddingTop: () => 1,
      paddingBottom: () => 1,
    },
  }
}

/** pdfmake wants a node in every place, empty where a merge covers it. */
function bodyRow(row: PaperRow, rows: readonly PaperRow[], fit: PageFit): DocumentNode[] {
  const nodes = fit.widths.map((): DocumentNode => ({ text: '' }))
  for (const cell of row.cells) {
    const left = rows.length - rows.indexOf(row)
    nodes[cell.column] = cellNode({ ...cell, rowSpan: Math.min(cell.rowSpan, left) }, row, fit)
  }
  return nodes
}

function cellNode(cell: PaperCell, row: PaperRow, fit: PageFit): DocumentNode {
  const ground = cell.address === ''
  const spare = rowHeight(row, fit) - 2 - fit.fontSize * LINE_HEIGHT
  const lines = cell.text.includes('\n') || cell.rowSpan > 1 ? 1 : linesThatFit(cell, fit)
  return {
    text: cell.text,
    alignment: cell.align,
    bold: cell.role === 'head' || cell.role === 'section' || cell.role === 'title',
    margin: [indentOf(cell, fit), lines === 1 ? Math.max(0, spare / 2) : 0, 0, 0],
    ...(cell.columnSpan > 1 && { colSpan: cell.columnSpan }),
    ...(cell.rowSpan > 1 && { rowSpan: cell.rowSpan }),
    ...(cell.excluded && { fillColor: COLORS.excluded }),
    ...(ground && { border: [false, false, false, false] }),
  }
}

/** 1 where the text needs one line only, so that it can stand in the middle of its row. */
function linesThatFit(cell: PaperCell, fit: PageFit): number {
  const needed = rowHeight({ height: 0, cells: [{ ...cell, rowSpan: 1 }] }, fit)
  return needed <= fit.fontSize * LINE_HEIGHT + 2 ? 1 : 2
}
