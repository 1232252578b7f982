import type { Segment } from './find-segments.js'
import type { Grid, GridCell } from './grid.js'
import {
  isChoice,
  isClosed,
  isCodeHead,
  isLetter,
  isNoteHead,
  isNumber,
  isSequenceHead,
  isStubHead,
  isUnit,
  isUnitHead,
} from './words.js'

export type ColumnKind = 'stub' | 'code' | 'sequence' | 'unit' | 'note' | 'value' | 'gap'

export interface ReadColumn {
  readonly at: number
  readonly kind: ColumnKind
  /** Head texts from top to bottom, each once; the marker is not one of them. */
  readonly path: readonly string[]
}

/** Columns that belong together: one stub and its values. A segment has several when tables stand side by side. */
export interface Block {
  readonly segment: Segment
  readonly columns: readonly ReadColumn[]
}

/** What each column of a table is, by its head, by 甲 乙 1 2 3 and by what stands in it; then blocks side by side apart. */
export function readBlocks(grid: Grid, segment: Segment): Block[] {
  const columns: ReadColumn[] = []
  for (let at = segment.left; at <= segment.right; at++) {
    const path = headPath(grid, segment, at)
    columns.push({ at, path, kind: kindOf(grid, segment, { at, path }) })
  }
  return splitBlocks(withStub(grid, segment, columns)).map((each) => ({ segment, columns: each }))
}

function headPath(grid: Grid, { head, marker }: Segment, column: number): string[] {
  const path: GridCell[] = []
  for (const row of head) {
    if (row === marker) continue
    const cell = grid.at(row, column)
    if (cell.text !== '' && cell !== path.at(-1)) path.push(cell)
    else if (cell.text === '') {
      // An unmerged wide head (其中 over three columns, written in the first) reaches to the next one.
      const wide = path.length === 0 ? wideHead(grid, { row, column }, { head, marker }) : null
      if (wide) path.push(wide)
    }
  }
  return path.map(({ text }) => text)
}

function wideHead(
  grid: Grid,
  { row, column }: { row: number; column: number },
  { head, marker }: Pick<Segment, 'head' | 'marker'>,
): GridCell | null {
  const under = head.filter((each) => each > row && each !== marker)
  if (!under.some((each) => grid.at(each, column).text !== '')) return null
  for (let at = column - 1; at >= 0; at--) {
    const cell = grid.at(row, at)
    if (cell.text === '') continue
    const owns =
      cell.bottom === row && under.some((each) => grid.at(each, at).text !== '' && grid.at(each, at) !== cell)
    return owns ? cell : null
  }
  return null
}

function kindOf(grid: Grid, segment: Segment, { at, path }: Pick<ReadColumn, 'at' | 'path'>): ColumnKind {
  const leaf = path.at(-1) ?? ''
  const mark = segment.marker === null ? '' : grid.text(segment.marker, at).replaceAll(/[()（）\s]/g, '')
  const content = contentOf(grid, segment, at)
  if (segment.head.length === 0) return content.words > 0 ? 'stub' : 'value'
  if (leaf === '' && mark === '') return content.texts > 0 ? (content.words > 0 ? 'stub' : 'value') : 'gap'
  if (/^\d+$/.test(mark)) return content.words > content.rows / 2 && isNoteHead(leaf) ? 'note' : 'value'
  const letter = isLetter(mark)
  if (isNoteHead(leaf)) return 'note'
  if (isSequenceHead(leaf) && (letter || content.texts > 0 || at === segment.left)) return 'sequence'
  // What is written there speaks for a label; an empty column under 机构名称 is one to fill.
  if (content.texts === 0) return letter ? 'note' : 'value'
  if (isUnitHead(leaf)) return 'unit'
  if (isCodeHead(leaf)) return 'code'
  if (letter || content.share > 0.5) return content.units > content.texts * 0.6 ? 'unit' : labelKind(content, leaf)
  return content.words > 0 && isStubHead(leaf) && content.share > 0.2 ? 'stub' : 'value'
}

function labelKind(content: Content, leaf: string): ColumnKind {
  if (content.codes > content.texts * 0.8 && !isStubHead(leaf)) return 'code'
  return 'stub'
}

interface Content {
  readonly rows: number
  readonly texts: number
  /** Texts that are no number, not even one written as text. */
  readonly words: number
  readonly units: number
  readonly codes: number
  /** Words (or codes) of all rows. */
  readonly share: number
}

/** A word that is printed: no number, no mark, no answer to choose. */
const isWord = (text: string): boolean => !isNumber(text) && !isClosed(text) && !isChoice(text)

function contentOf(grid: Grid, { body, left, right }: Segment, column: number): Content {
  let [rows, texts, words, units, codes] = [0, 0, 0, 0, 0]
  const running: number[] = []
  for (const row of body) {
    const cell = grid.at(row, column)
    if (cell.left <= left && cell.right >= right) continue
    rows += 1
    if (cell.text === '' || cell.top !== row) continue
    texts += 1
    if (cell.cell.number !== null && cell.cell.formula === null) running.push(cell.cell.number)
    else if (cell.cell.formula === null && isWord(cell.text)) words += 1
    if (isUnit(cell.text)) units += 1
    if (/^(?:[A-Za-z]{0,6}\d[\w.\-]*|[A-Z][A-Z0-9_]+|\d+(?:\.\d+)*)$/.test(cell.text)) codes += 1
  }
  const serial =
    running.length > 2 &&
    running.every((each, at) => at === 0 || each > (running[at - 1] ?? 0)) &&
    running.at(-1) === (running[0] ?? 0) + running.length - 1
  const labels = serial ? texts : words
  return {
    rows,
    texts,
    words: serial ? words + running.length : words,
    units,
    codes,
    share: rows === 0 ? 0 : labels / rows,
  }
}

/** A table with values and words has a stub: the wordiest column before the first value. */
function withStub(grid: Grid, segment: Segment, columns: readonly ReadColumn[]): readonly ReadColumn[] {
  if (columns.some(({ kind }) => kind === 'stub')) return columns
  const first = columns.findIndex(({ kind }) => kind === 'value')
  const among = columns.slice(0, first < 0 ? columns.length : first + 1)
  const best = among
    .filter(({ kind }) => kind !== 'sequence')
    .map((column) => ({ column, words: contentOf(grid, segment, column.at).words }))
    .reduce<{ column: ReadColumn; words: number } | null>(
      (most, each) => (each.words > (most?.words ?? 0) ? each : most),
      null,
    )
  if (best) return columns.map((column) => (column === best.column ? { ...column, kind: 'stub' } : column))
  // Nothing is written anywhere: a roster, whose 乙 and 丙 are filled in like its numbers.
  return columns.map((column) =>
    column.kind === 'note' && !isNoteHead(column.path.at(-1) ?? '') ? { ...column, kind: 'value' } : column,
  )
}

function splitBlocks(columns: readonly ReadColumn[]): ReadColumn[][] {
  const blocks: ReadColumn[][] = [[]]
  for (const column of columns) {
    const block = blocks.at(-1) ?? []
    const begins = column.kind === 'stub' || column.kind === 'sequence'
    if (begins && block.some(({ kind }) => kind === 'value')) blocks.push([column])
    else block.push(column)
  }
  return blocks
}
