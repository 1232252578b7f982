import type { Cell, Template, TemplateCodeList, TemplateIndicator } from '../template/index.js'
import type { DesignState, FormHead } from './design-state.js'

/** A row or a column as the sheet shows it now. `size` is height or width in CSS pixels at 100 %. */
export interface SheetLine {
  readonly id: string
  readonly size: number
}

/** A merged block by positions counted from 0, both ends included. */
export interface Block {
  readonly startRow: number
  readonly endRow: number
  readonly startColumn: number
  readonly endColumn: number
}

/** What the sheet itself knows: order, sizes, texts, merged blocks. */
export interface SheetView {
  readonly rows: readonly SheetLine[]
  readonly columns: readonly SheetLine[]
  readonly merges: readonly Block[]
  textAt(row: number, column: number): string
}

/** Puts sheet and design together. Empty rows and columns at the end are the sheet's margin, not part of the form. */
export function readTemplate(view: SheetView, state: DesignState): Template {
  const cells = readCells(view, state)
  const lastRow = Math.max(-1, ...cells.map((cell) => cell.bottom))
  const lastColumn = Math.max(-1, ...cells.map((cell) => cell.right))
  const { indicators, codeLists, ...head } = state.head
  const drawn = cells.map((cell) => cell.cell)
  const used = usedIndicators(drawn, indicators)
  return {
    ...head,
    columns: view.columns.slice(0, lastColumn + 1).map(({ id, size }) => ({ id, width: size })),
    rows: view.rows.slice(0, lastRow + 1).map(({ id, size }) => ({ id, sectionId: state.sectionOf(id), height: size })),
    cells: drawn,
    indicators: used,
    codeLists: usedLists(used, codeLists),
  }
}

interface Drawn {
  readonly cell: Cell
  readonly bottom: number
  readonly right: number
}

function readCells(view: SheetView, state: DesignState): Drawn[] {
  const covered = new Set<string>()
  const anchors = new Map<string, Block>()
  for (const merge of view.merges) markMerge(merge, anchors, covered)
  const found: Drawn[] = []
  view.rows.forEach((row, r) => {
    view.columns.forEach((column, c) => {
      const at = `${r} ${c}`
      if (covered.has(at)) return
      const place = { row: row.id, column: column.id }
      const text = view.textAt(r, c)
      const merge = anchors.get(at)
      if (text === '' && !merge && !state.designAt(place)) return
      const design = state.designOrLabel(place)
      const isFilled = design.role === 'input' || design.role === 'computed'
      found.push({
        cell: {
          ...design,
          ...place,
          rowSpan: merge ? merge.endRow - merge.startRow + 1 : 1,
          columnSpan: merge ? merge.endColumn - merge.startColumn + 1 : 1,
          text: isFilled ? '' : text,
        },
        bottom: merge ? merge.endRow : r,
        right: merge ? merge.endColumn : c,
      })
    })
  })
  return found
}

function markMerge(merge: Block, anchors: Map<string, Block>, covered: Set<string>): void {
  for (let row = merge.startRow; row <= merge.endRow; row += 1) {
    for (let column = merge.startColumn; column <= merge.endColumn; column += 1) covered.add(`${row} ${column}`)
  }
  const anchor = `${merge.startRow} ${merge.startColumn}`
  covered.delete(anchor)
  anchors.set(anchor, merge)
}

/** Indicators bound to a cell, and those that a bound ratio is made of. */
function usedIndicators(cells: readonly Cell[], known: FormHead['indicators']): TemplateIndicator[] {
  const bound = new Set(cells.flatMap((cell) => (cell.binding ? [cell.binding.indicator] : [])))
  const ratios = known.filter((indicator) => bound.has(indicator.code)).map((indicator) => indicator.ratio ?? '')
  return known.filter(({ code }) => bound.has(code) || ratios.some((ratio) => ratio.includes(`[${code}]`)))
}

function usedLists(indicators: readonly TemplateIndicator[], known: FormHead['codeLists']): TemplateCodeList[] {
  const used = new Set(indicators.map((indicator) => indicator.codeList))
  return known.filter((list) => used.has(list.code))
}
