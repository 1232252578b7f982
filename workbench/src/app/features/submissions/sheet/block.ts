import type { Cell, Layout } from '@weitong/designer/template'

/** A rectangle of 0-based rows and columns, corners included. */
export interface Block {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/** The rectangle two cells span, merged cells counted in full. */
export function blockOf(layout: Layout, from: Cell, to: Cell): Block {
  const a = placeOf(layout, from)
  const b = placeOf(layout, to)
  return {
    top: Math.min(a.top, b.top),
    bottom: Math.max(a.bottom, b.bottom),
    left: Math.min(a.left, b.left),
    right: Math.max(a.right, b.right),
  }
}

export function placeOf(layout: Layout, cell: Cell): Block {
  const top = layout.rowPosition.get(cell.row) ?? 0
  const left = layout.columnPosition.get(cell.column) ?? 0
  return { top, left, bottom: top + cell.rowSpan - 1, right: left + cell.columnSpan - 1 }
}

/** Cells whose top left corner lies in the block, line by line; null where none begins. */
export function linesOf(layout: Layout, block: Block): readonly (readonly (Cell | null)[])[] {
  const lines: (Cell | null)[][] = []
  for (let row = block.top; row <= block.bottom; row++) {
    const line: (Cell | null)[] = []
    for (let column = block.left; column <= block.right; column++) {
      const cell = layout.at(row, column)
      const begins =
        cell && layout.rowPosition.get(cell.row) === row && layout.columnPosition.get(cell.column) === column
      line.push(begins ? cell : null)
    }
    lines.push(line)
  }
  return lines
}

/** Tab-separated text as spreadsheets read it: cells with tabs, breaks or quotes are quoted. */
export function toTsv(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => line.map(quoted).join('\t')).join('\r\n')
}

function quoted(text: string): string {
  return /["\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
