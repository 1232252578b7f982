import { findFields } from './find-fields.js'
import type { Grid, GridCell } from './grid.js'
import { frameKind } from './read-frame.js'
import { isCodeHead, isLetter, isNumber, isSequenceHead, isStubHead } from './words.js'

/** One table from its heads to its last row, over all its columns; blocks side by side are still together. */
export interface Segment {
  readonly head: readonly number[]
  /** The row 甲 乙 1 2 3, when there is one; the last of the head. */
  readonly marker: number | null
  readonly body: readonly number[]
  readonly left: number
  readonly right: number
}

/** Finds every table of a sheet, from top to bottom: a head, then rows until something else begins; else fields with their names. */
export function findSegments(grid: Grid): Segment[] {
  const segments: Segment[] = []
  let row = 0
  while (row < grid.rows) {
    const head = frameKind(grid, row) === 'unknown' ? readHead(grid, row) : null
    if (!head) {
      row += 1
      continue
    }
    const body = readBody(grid, head)
    if (body.length > 0) segments.push({ ...head, body })
    row = (body.at(-1) ?? head.head.at(-1) ?? row) + 1
  }
  return segments.length > 0 ? segments : findFields(grid)
}

type Head = Omit<Segment, 'body'>

/** Whether a row is 甲 乙 1 2 3: letters and consecutive numbers, nothing else. */
export function isMarker(grid: Grid, row: number): boolean {
  const texts = grid.textsIn(row).map(({ text }) => text.replaceAll(/[()（）\s]/g, ''))
  if (texts.length < 2 || !texts.every((text) => isLetter(text) || /^\d{1,3}$/.test(text) || /^[—－\-]$/.test(text)))
    return false
  const digits = texts.filter((text) => /^\d+$/.test(text)).map(Number)
  const running = digits.every((digit, at) => at === 0 || digit === (digits[at - 1] ?? 0) + 1 || digit === digits[0])
  if (texts.some((text) => isLetter(text))) return running
  return running && digits.length === texts.length && digits.length >= 3 && digits[0] === 1
}

/** Rows a head may have: three levels, its marker, and one to spare. */
const MAX_HEAD = 6

function readHead(grid: Grid, top: number): Head | null {
  if (isMarker(grid, top)) return extent(grid, [top], top)
  const texts = grid.textsIn(top)
  if (texts.length < 2 || texts.some(({ text, cell }) => cell.number !== null || isNumber(text))) {
    return texts.length === 1 && startsBelow(grid, top) ? grow(grid, top) : null
  }
  const first = texts[0]
  // A field and its value (机构名称 | 某某医院) is no head; a head has a table under it.
  return first ? grow(grid, top) : null
}

/** A single wide head over the heads of its columns, the corner left blank. */
function startsBelow(grid: Grid, top: number): boolean {
  const [only] = grid.textsIn(top)
  const below = grid.textsIn(top + 1)
  return (
    !!only &&
    only.right > only.left &&
    only.left > leftmost(grid, top + 1) &&
    below.length >= 2 &&
    below.every(({ cell }) => cell.number === null) &&
    below.some(({ left }) => left >= only.left && left <= only.right)
  )
}

function grow(grid: Grid, top: number): Head | null {
  const head = [top]
  const left = leftmost(grid, top)
  for (let row = top + 1; row < Math.min(top + MAX_HEAD, grid.rows); row++) {
    if (isMarker(grid, row)) return extent(grid, [...head, row], row)
    if (!continuesHead(grid, head, { row, left })) break
    head.push(row)
  }
  const deep = head.length - 1 + grid.textsIn(top).reduce((most, { bottom }) => Math.max(most, bottom - top), 0)
  // A marker further down, after rows that broke the rule, is still the border.
  for (let row = top + head.length; row <= top + Math.max(MAX_HEAD, deep) && row < grid.rows; row++) {
    if (frameKind(grid, row) !== 'unknown') break
    if (isMarker(grid, row)) {
      const rows = Array.from({ length: row - top + 1 }, (_, at) => top + at)
      return rows.slice(0, -1).every((each) => !hasNumbers(grid, each)) ? extent(grid, rows, row) : null
    }
  }
  return extent(grid, head, null)
}

const hasNumbers = (grid: Grid, row: number): boolean => grid.textsIn(row).some(({ cell }) => cell.number !== null)

/** A further head row begins nothing in the stub column, and fills places which a head above left open or spans. */
function continuesHead(grid: Grid, head: readonly number[], { row, left }: { row: number; left: number }): boolean {
  if (frameKind(grid, row) !== 'unknown' || hasNumbers(grid, row)) return false
  const texts = grid.textsIn(row)
  const corner = grid.at(row, left)
  const top = head[0] ?? row
  if (texts.length === 0) return false
  if (corner.text !== '' && corner.top === row) {
    // 甲 unmerged: the corner's own head may stand one row lower than the wide head beside it.
    return coveredIn(grid, head, left) === null && texts.length >= 2 && spansWide(grid, head)
  }
  if (corner.text !== '' && corner.top < top) return false
  return texts.some((text) => {
    const above = coveredIn(grid, head, text.left)
    return above === null || above.right > above.left
  })
}

const spansWide = (grid: Grid, head: readonly number[]): boolean =>
  head.some((row) => grid.textsIn(row).some(({ left, right }) => right > left))

function coveredIn(grid: Grid, head: readonly number[], column: number): GridCell | null {
  for (const row of [...head].reverse()) {
    const cell = grid.at(row, column)
    if (cell.text !== '') return cell
  }
  return null
}

/** How many rows under a head tell where the stub begins. */
const LOOK = 12

function leftmost(grid: Grid, top: number): number {
  let left = grid.columns
  for (let row = top; row < Math.min(top + LOOK, grid.rows); row++) {
    if (row > top && frameKind(grid, row) !== 'unknown') break
    for (const text of grid.textsIn(row)) left = Math.min(left, text.left)
  }
  return left
}

function extent(grid: Grid, head: readonly number[], marker: number | null): Head | null {
  let right = -1
  for (const row of head) for (const text of grid.textsIn(row)) right = Math.max(right, text.right)
  const left = leftmost(grid, head[0] ?? 0)
  if (right <= left || (marker === null && isOpenHead(grid, head, right))) return null
  return { head, marker, left, right }
}

/** Drawn places without a head among those with one: these are names beside their fields, not heads over columns. */
function isOpenHead(grid: Grid, head: readonly number[], right: number): boolean {
  const [top = 0] = head
  const left = Math.min(...head.flatMap((row) => grid.textsIn(row).map((text) => text.left)))
  // The last name has its field to its right.
  const drawn = Array.from({ length: right - left + 2 }, (_, at) => left + at).filter(
    (column) => grid.at(top, column).cell.bordered,
  )
  const open = drawn.filter((column) => head.every((row) => grid.text(row, column) === ''))
  return open.length > drawn.length / 3
}

function readBody(grid: Grid, { head, left, right }: Head): number[] {
  const rows: number[] = []
  const bordered = head.some((row) => grid.at(row, left).cell.bordered)
  let gap = 0
  for (let row = (head.at(-1) ?? 0) + 1; row < grid.rows; row++) {
    const kind = frameKind(grid, row)
    if (kind === 'blank') {
      if (grid.at(row, left).cell.bordered || (!bordered && rows.length === 0 && grid.isBordered(row))) rows.push(row)
      else if (++gap > 1 || rows.length > 0) {
        if (gap > 1 || !looksLikeRow(grid, row + 1, { left, right })) break
      }
      continue
    }
    if (kind !== 'unknown' && (kind === 'continued' || kind === 'title' || !hasRoom(grid, row, { left, right }))) break
    if (isMarker(grid, row) || isHeadAgain(grid, row, { left, right })) break
    gap = 0
    rows.push(row)
  }
  // Lines drawn on below the last words are paper, but for a table that has no words at all: a roster.
  const worded = rows.filter((row) => !grid.isBlank(row)).at(-1)
  return worded === undefined ? rows : rows.filter((row) => row <= worded)
}

type Across = Pick<Segment, 'left' | 'right'>

/** A line of the table although it begins like a note or a foot: drawn to its right edge, with room to write. */
function hasRoom(grid: Grid, row: number, { left, right }: Across): boolean {
  const [first] = grid.textsIn(row)
  const drawn = grid.at(row, left).cell.bordered && grid.at(row, right).cell.bordered
  return !!first && first.left >= left && first.right < right && drawn && !/[:：]\s*$/.test(first.text)
}

/** After one blank line: a label in the stub and room beside it. */
function looksLikeRow(grid: Grid, row: number, { left, right }: Across): boolean {
  if (frameKind(grid, row) !== 'unknown') return false
  const texts = grid.textsIn(row)
  const label = texts[0]
  return !!label && label.left <= left + 1 && label.right < right && !isHeadAgain(grid, row, { left, right })
}

/** Heads in the middle: words in every column, one of them a word that only heads have, and a table under them. */
function isHeadAgain(grid: Grid, row: number, { left, right }: Across): boolean {
  const texts = grid.textsIn(row)
  if (texts.length < 2 || texts.some(({ cell, text }) => cell.number !== null || isNumber(text))) return false
  const inside = texts.filter((text) => text.left >= left && text.right <= right)
  const wordy = inside.slice(0, 2).some(({ text }) => isStubHead(text) || isSequenceHead(text) || isCodeHead(text))
  const full = Array.from({ length: right - left + 1 }, (_, at) => grid.text(row, left + at)).filter(
    (text) => text === '',
  ).length
  return wordy && full <= (isMarker(grid, row + 1) ? right : 0)
}
