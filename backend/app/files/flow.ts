import type { PlainCell, PlainMerge, PlainSheet } from '@weitong/designer/recognition'
import { FileRefused } from './file_refused.js'

/** A document as it runs down the page: lines of text and tables between them. */
export type FlowBlock = FlowLine | FlowTable

export interface FlowLine {
  readonly kind: 'line'
  /** What stands on it, from left to right: `填报单位：` and `计量单位：人` on one line are two. */
  readonly texts: readonly string[]
  readonly align: PlainCell['align']
  /** A heading, a centred line or the first of a page: what stands below it belongs to another table than what stands above. */
  readonly begins: boolean
}

export interface FlowTable {
  readonly kind: 'table'
  /** Widths of its columns in CSS pixels. */
  readonly widths: readonly number[]
  readonly rows: number
  readonly cells: readonly FlowCell[]
}

export interface FlowCell extends Omit<PlainCell, 'number'> {
  readonly rowSpan: number
  readonly columnSpan: number
}

const MAX_ROWS = 2000
const MAX_COLUMNS = 256

/** One sheet for every table with what belongs to it; tables under one heading stay together. */
export function flowSheets(blocks: readonly FlowBlock[]): PlainSheet[] {
  const groups: FlowBlock[][] = [[]]
  for (const block of blocks) {
    const group = groups.at(-1) ?? []
    if (block.kind === 'line' && block.begins && group.some(({ kind }) => kind === 'table')) groups.push([block])
    else group.push(block)
  }
  const names = new Set<string>()
  return groups
    .filter((group) => group.some(({ kind }) => kind === 'table'))
    .map((group) => sheetOf(group, nameFor(group, names)))
}

/** What is printed above the table, as far as a sheet's name goes; each once. */
function nameFor(group: readonly FlowBlock[], taken: Set<string>): string {
  const above = group.slice(
    0,
    group.findIndex(({ kind }) => kind === 'table'),
  )
  const lines = above.flatMap((block) => (block.kind === 'line' ? block.texts : []))
  const title = lines.find((text) => text.length >= 4 && !/[:：]/.test(text)) ?? '表格'
  const base = title.trim().slice(0, 24)
  let name = base
  for (let at = 2; taken.has(name); at++) name = `${base} ${at}`
  taken.add(name)
  return name
}

function sheetOf(group: readonly FlowBlock[], name: string): PlainSheet {
  const edges = edgesOf(group)
  const columns = Math.max(1, edges.length - 1)
  if (columns > MAX_COLUMNS) throw new FileRefused('E_IMPORT_TOO_WIDE')
  const cells: PlainCell[] = []
  const merges: PlainMerge[] = []
  let rows = 0
  for (const block of group) {
    const placed =
      block.kind === 'line' ? placeLine(block, { row: rows, columns }) : placeTable(block, { row: rows, edges })
    cells.push(...placed.cells)
    merges.push(...placed.merges)
    rows += block.kind === 'line' ? 1 : block.rows
    if (rows > MAX_ROWS) throw new FileRefused('E_IMPORT_TOO_LARGE', rows)
  }
  const widths = edges.slice(1).map((edge, at) => Math.round(edge - (edges[at] ?? 0)))
  return { name, rows, columns, cells, merges, widths, heights: {} }
}

/** Lines that are closer than this are drawn as one. */
const NEAR = 4

/** Where columns of any of the tables begin and end, in pixels from the left. */
function edgesOf(group: readonly FlowBlock[]): number[] {
  const all = new Set<number>([0])
  for (const block of group) {
    if (block.kind !== 'table') continue
    let edge = 0
    for (const width of block.widths) all.add((edge += Math.max(1, width)))
  }
  const edges: number[] = []
  for (const edge of [...all].sort((a, b) => a - b)) {
    if (edges.length === 0 || edge - (edges.at(-1) ?? 0) >= NEAR) edges.push(edge)
  }
  return edges
}

interface Placed {
  readonly cells: readonly PlainCell[]
  readonly merges: readonly PlainMerge[]
}

const BARE = { number: null, formula: null, indent: 0, bordered: false, format: '', choices: null } as const

function placeLine({ texts, align }: FlowLine, { row, columns }: { row: number; columns: number }): Placed {
  const [only = ''] = texts
  if (texts.length < 2 || texts.length > columns) {
    const cell = { ...BARE, row, column: 0, text: texts.length > 1 ? texts.join('　') : only, align }
    return { cells: [cell], merges: columns > 1 ? [{ top: row, left: 0, bottom: row, right: columns - 1 }] : [] }
  }
  // Spread over the width, the last at the right edge.
  const cells = texts.map((text, at) => ({
    ...BARE,
    row,
    column: Math.round((at * (columns - 1)) / (texts.length - 1)),
    text,
    align: null,
  }))
  return { cells, merges: [] }
}

function placeTable(table: FlowTable, { row, edges }: { row: number; edges: readonly number[] }): Placed {
  const starts = [0]
  for (const width of table.widths) starts.push((starts.at(-1) ?? 0) + Math.max(1, width))
  const columnAt = (edge: number): number => {
    const found = edges.findIndex((each) => Math.abs(each - edge) < NEAR)
    return found < 0 ? edges.length - 1 : found
  }
  const cells: PlainCell[] = []
  const merges: PlainMerge[] = []
  for (const { rowSpan, columnSpan, ...cell } of table.cells) {
    const left = columnAt(starts[cell.column] ?? 0)
    const right = Math.max(left, columnAt(starts[Math.min(starts.length - 1, cell.column + columnSpan)] ?? 0) - 1)
    const top = row + cell.row
    const bottom = Math.min(top + rowSpan - 1, row + table.rows - 1)
    cells.push({ ...cell, number: null, row: top, column: left })
    if (bottom > top || right > left) merges.push({ top, left, bottom, right })
  }
  return { cells, merges }
}
