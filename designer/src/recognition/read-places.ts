import { addressOf, type Grid } from './grid.js'
import type { Block } from './read-columns.js'
import { type Line, type ReadLines, readLines, type SectionLine } from './read-lines.js'
import { isChoice, isClosed, isGenericHead, isNumber, readLabel, unitIn, unitSaid } from './words.js'

/** A cell somebody is to fill, or that is computed, with all words that say what it is. */
export interface Place {
  readonly address: string
  readonly row: number
  readonly column: number
  readonly line: Line
  /** Heads over it that say something, outermost first. */
  readonly heads: readonly string[]
  readonly unit: string
  /** Its unit stands over the whole table only. */
  readonly unitByNote: boolean
  readonly formula: string | null
  readonly format: string
  readonly choices: readonly string[] | null
  /** What was filled in already; it is not kept. */
  readonly prefilled: string
  /** Number of its block on the sheet. */
  readonly block: number
  /** Its block has several columns of values. */
  readonly matrix: boolean
  /** It stands in the row of a roster. */
  readonly roster: boolean
  /** Nothing about it says that a number is meant: a column of a roster, a field beside its name. */
  readonly free: boolean
}

export interface ReadPlaces {
  readonly places: readonly Place[]
  readonly sections: readonly SectionLine[]
  readonly blocks: readonly (ReadLines & { readonly block: Block })[]
  readonly roster: RosterRows | null
}

/** Rows of a table that are all alike: the first stands for them. */
export interface RosterRows {
  readonly row: number
  readonly others: readonly number[]
}

/** Every place of the sheet that holds a value. */
export function readPlaces(grid: Grid, found: readonly Block[], unitNote: string): ReadPlaces {
  const blocks = found.map((block) => ({ block, ...readLines(grid, block) }))
  const roster = findRoster(blocks)
  const places = blocks.flatMap(({ block, lines }, index) => placesOf(grid, block, { lines, index, unitNote, roster }))
  return { places, sections: blocks.flatMap(({ sections }) => sections), blocks, roster }
}

/** A table of empty rows, at most with a 合计 among them, is one to which rows are added. A form has one such table. */
function findRoster(blocks: readonly (ReadLines & { readonly block: Block })[]): RosterRows | null {
  for (const { lines, block } of blocks) {
    const bare = lines.filter((line) => line.bare)
    const values = block.columns.filter(({ kind }) => kind === 'value')
    const numbered = block.columns.some(({ kind }) => kind === 'sequence')
    const alike =
      bare.length >= (numbered ? 1 : 2) &&
      block.segment.head.length > 0 &&
      values.length >= 2 &&
      lines.every((line) => line.bare || line.label.total)
    const [first, ...others] = bare.map(({ row }) => row)
    if (alike && first !== undefined) return { row: first, others }
  }
  return null
}

function placesOf(
  grid: Grid,
  block: Block,
  {
    lines,
    index,
    unitNote,
    roster,
  }: { lines: readonly Line[]; index: number; unitNote: string; roster: RosterRows | null },
): Place[] {
  const values = block.columns.filter(({ kind }) => kind === 'value')
  const empty = lines.every(({ bare }) => bare)
  const matrix = lines.some(({ row }) => new Set(values.map(({ at }) => grid.at(row, at))).size > 1)
  const places: Place[] = []
  for (const line of lines) {
    // A row without words among labelled ones is a spacer, unless somebody drew it to be filled.
    if (roster?.others.includes(line.row)) continue
    if (line.bare && !empty && line.row !== roster?.row) continue
    const taken = new Set<string>()
    for (const { at, path } of values) {
      const cell = grid.at(line.row, at)
      const address = addressOf(cell.top, cell.left)
      if (taken.has(address) || cell.top !== line.row || cell.left < block.segment.left) continue
      if (!isOpen(cell.text, cell.cell.formula) || isInsideLabel(block, cell.left)) continue
      taken.add(address)
      const heads = path.map((text) => text.replace(/[:：]$/, ''))
      // 本月数 beside 上年同期数 is the value itself; only what says more tells columns apart.
      const telling = heads.filter((head) => !isGenericHead(head))
      const own =
        line.unit ||
        unitIn([...heads].reverse().find((head) => unitIn(head)) ?? '') ||
        unitIn(line.section) ||
        unitSaid(heads.at(-1) ?? '') ||
        unitSaid(line.label.core)
      places.push({
        address,
        row: cell.top,
        column: cell.left,
        line,
        heads: matrix && telling.length > 0 ? heads : telling,
        unit: own || singleUnit(unitNote),
        unitByNote: own === '',
        formula: cell.cell.formula,
        format: cell.cell.format,
        choices: cell.cell.choices,
        prefilled: cell.cell.formula === null ? cell.text : '',
        block: index,
        matrix: matrix && telling.length > 0,
        roster: line.row === roster?.row,
        free: line.row === roster?.row || block.segment.head.length === 0,
      })
    }
  }
  return places
}

const isInsideLabel = ({ columns }: Block, left: number): boolean =>
  columns.some(({ at, kind }) => at === left && kind !== 'value')

/** Words in a value column are printed, not filled in; numbers and answers to choose are places. */
function isOpen(text: string, formula: string | null): boolean {
  if (formula !== null || text === '') return true
  if (isClosed(text)) return false
  return isNumber(text) || isChoice(text) || text.length <= 30
}

const singleUnit = (note: string): string => (/[、,，/和]/.test(note) ? '' : note)

/** Head words that tell one column from another, without units and numbers. */
export const headWords = (heads: readonly string[]): string[] =>
  heads.map((head) => readLabel(head).core).filter((head) => head !== '')
