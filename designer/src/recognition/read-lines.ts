import type { Grid, GridCell } from './grid.js'
import type { Block, ReadColumn } from './read-columns.js'
import { isClosed, type Label, readLabel, unitOf } from './words.js'

/** A row of a block with its label; `level` 0 is the outermost. */
export interface Line {
  readonly row: number
  readonly label: Label
  readonly level: number
  /** Lines it is a part of, nearest first. */
  readonly ancestors: readonly Line[]
  readonly section: string
  readonly code: string
  /** Of the unit column, else of the label. */
  readonly unit: string
  /** Nothing is written before its values: a row of a roster. */
  readonly bare: boolean
}

export interface SectionLine {
  readonly row: number
  readonly title: string
}

export interface ReadLines {
  readonly lines: readonly Line[]
  readonly sections: readonly SectionLine[]
}

/** Reads the rows of a block: sections, labels and what is a part of what. */
export function readLines(grid: Grid, block: Block): ReadLines {
  const rows = block.segment.body.map((row) => rawLine(grid, block, row)).filter((raw) => raw !== null)
  const columnsSaySection = rows.some(({ code, unitText }) => code !== '' || unitText !== '')
  const sections: SectionLine[] = []
  const lines: Line[] = []
  const indents = new Set(rows.filter(({ text }) => text !== '').map(({ indent }) => indent))
  const path: { line: Line; depth: number }[] = []
  for (const raw of rows) {
    if (isSection(grid, block, { raw, columnsSaySection })) {
      sections.push({ row: raw.row, title: raw.text })
      path.length = 0
      continue
    }
    const label = readLabel(raw.text)
    const depth = depthOf(raw, label, { indented: indents.size > 1, path })
    while (path.length > 0 && (path.at(-1)?.depth ?? 0) >= depth) path.pop()
    const line: Line = {
      row: raw.row,
      label,
      level: path.length,
      ancestors: path.map(({ line: each }) => each).reverse(),
      section: sections.at(-1)?.title ?? '',
      code: raw.code,
      unit: unitOf(raw.unitText) || label.unit,
      bare: raw.text === '',
    }
    if (!line.bare) path.push({ line, depth })
    lines.push(line)
  }
  return { lines, sections }
}

interface RawLine {
  readonly row: number
  readonly text: string
  readonly sequence: string
  readonly code: string
  readonly unitText: string
  readonly indent: number
}

function rawLine(grid: Grid, { columns, segment }: Block, row: number): RawLine | null {
  const of = (kind: ReadColumn['kind']): readonly GridCell[] => [
    ...new Set(columns.filter((column) => column.kind === kind).map(({ at }) => grid.at(row, at))),
  ]
  const across = grid.at(row, segment.left)
  const stub = of('stub')
  const labels = stub.filter(({ text }) => text !== '')
  const text =
    across.left <= segment.left && across.right >= segment.right
      ? across.text
      : labels.map((each) => each.text).join('：')
  const own = labels.at(-1)
  return {
    row,
    text: text !== '' ? text : (of('sequence').find((each) => isSaying(each.text))?.text ?? ''),
    sequence: of('sequence')[0]?.text ?? '',
    code: of('code').find((each) => each.text !== '' && !isClosed(each.text))?.text ?? '',
    unitText: of('unit').find((each) => each.text !== '')?.text ?? '',
    indent: own ? own.cell.indent * 2 + leading(own.cell.text) : 0,
  }
}

/** More than a number, a dash or the dots that mean: and so on. */
const isSaying = (text: string): boolean => /[^\d.\s]/.test(text) && !isClosed(text)

/** Leading spaces in halves: a full-width space is two. */
function leading(text: string): number {
  const [spaces = ''] = /^[ \u00a0\u3000]*/.exec(text) ?? []
  return [...spaces].reduce((sum, space) => sum + (space === '\u3000' ? 2 : 1), 0)
}

const CHAPTER =
  /^(?:[一二三四五六七八九十]+[、.．]|第[一二三四五六七八九十]+(?:部分|章)|[（(][一二三四五六七八九十]+[)）]|[ⅠⅡⅢⅣⅤ]+[、.．]?)/

/** A line merged over the block, or a chapter without code and unit where other lines have them. */
function isSection(
  grid: Grid,
  { columns, segment }: Block,
  { raw, columnsSaySection }: { raw: RawLine; columnsSaySection: boolean },
): boolean {
  if (raw.text === '') return false
  const values = columns.filter(({ kind }) => kind === 'value')
  const first = columns.find(({ at }) => grid.text(raw.row, at) !== '')
  const cell = first ? grid.at(raw.row, first.at) : null
  if (cell && cell.right >= (values.at(-1)?.at ?? segment.right) && cell.right > cell.left) return true
  const chapter = CHAPTER.test(raw.text)
  if (raw.code !== '' || raw.unitText !== '') return false
  const empty = values.every(({ at }) => grid.text(raw.row, at) === '')
  if (chapter && columnsSaySection && empty) return true
  // Without a border where all others have one: no place to write.
  const bordered = segment.body.filter((row) => values.some(({ at }) => grid.at(row, at).cell.bordered)).length
  return empty && bordered > segment.body.length / 2 && !values.some(({ at }) => grid.at(raw.row, at).cell.bordered)
}

/** Depth on a scale that only compares: numbering first, then indent, then 其中. */
function depthOf(
  raw: RawLine,
  label: Label,
  { indented, path }: { indented: boolean; path: readonly { line: Line; depth: number }[] },
): number {
  const digits = [label.number, raw.sequence, raw.code].find((text) => /^\d+(?:\.\d+)+$/.test(text))
  if (indented) return raw.indent + (label.part && raw.indent === 0 ? 1 : 0)
  if (digits !== undefined) return digits.split('.').length * 2
  const before = path.at(-1)
  if (label.part) {
    // Two 其中 in a row are parts of the same line.
    const whole = [...path].reverse().find(({ line }) => !line.label.part)
    return (whole?.depth ?? before?.depth ?? 0) + 1
  }
  return raw.indent
}
