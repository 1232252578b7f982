import type { Layout } from './layout.js'
import type { Cell, Template } from './template.js'

/** One cell before and after. */
export interface CellPair {
  readonly before: Cell
  readonly after: Cell
}

/** Which cells, rows and columns of two templates are the same ones. */
export interface Matching {
  readonly pairs: readonly CellPair[]
  readonly removed: readonly Cell[]
  readonly added: readonly Cell[]
  readonly rows: Lines
  readonly columns: Lines
}

/** Rows, or columns. */
export interface Lines {
  /** Id after by id before. */
  readonly same: ReadonlyMap<string, string>
  /** Ids before of lines that stand in another order; what was only shifted by others is none of them. */
  readonly moved: readonly string[]
}

interface Side {
  readonly template: Template
  readonly layout: Layout
}

/**
 * Values are matched by key, what is left by cell id, texts of a form that was drawn anew by what they say. Rows and columns
 * are matched by the cells they hold, so that ids made anew do not make everything look moved.
 */
export function matchCells(before: Side, after: Side): Matching {
  const pairs: CellPair[] = []
  const taken = new Set<Cell>()
  let left: readonly Cell[] = before.template.cells
  const match = (find: (cell: Cell) => Cell | undefined): void => {
    left = left.filter((cell) => {
      const next = find(cell)
      if (!next || taken.has(next)) return true
      taken.add(next)
      pairs.push({ before: cell, after: next })
      return false
    })
  }
  match((cell) => (isValue(cell) ? after.layout.cellsByKey.get(cell.binding?.key ?? '') : undefined))
  match((cell) => {
    const next = after.layout.cellsById.get(cell.id)
    // A value that is still there was matched; a cell that holds another old value now is not this one.
    return next && !(isValue(next) && before.layout.cellsByKey.has(next.binding?.key ?? '')) ? next : undefined
  })
  const texts = new Map<string, Cell[]>()
  for (const cell of after.template.cells) {
    if (!taken.has(cell) && isText(cell)) texts.set(sayOf(cell), [...(texts.get(sayOf(cell)) ?? []), cell])
  }
  match((cell) => (isText(cell) ? texts.get(sayOf(cell))?.shift() : undefined))
  return {
    pairs,
    removed: left,
    added: after.template.cells.filter((cell) => !taken.has(cell)),
    rows: matchLines(pairs, ({ row }) => row, [before.layout.rowPosition, after.layout.rowPosition]),
    columns: matchLines(pairs, ({ column }) => column, [before.layout.columnPosition, after.layout.columnPosition]),
  }
}

/** Holds a value of the report's own period. */
export function isValue({ binding }: Cell): boolean {
  return binding?.offset === 0
}

export function isText({ role, text }: Cell): boolean {
  return role !== 'input' && role !== 'computed' && text.trim() !== ''
}

function sayOf({ role, text }: Cell): string {
  return `${role} ${text}`
}

type Positions = readonly [before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>]

function matchLines(pairs: readonly CellPair[], lineOf: (cell: Cell) => string, [from, to]: Positions): Lines {
  const votes = new Map<string, Map<string, number>>()
  for (const { before, after } of pairs) {
    const counts = votes.get(lineOf(before)) ?? new Map<string, number>()
    counts.set(lineOf(after), (counts.get(lineOf(after)) ?? 0) + 1)
    votes.set(lineOf(before), counts)
  }
  const same = new Map<string, string>()
  for (const [line, counts] of votes) {
    const most = Math.max(...counts.values())
    const [first = line] = [...counts].filter(([, count]) => count === most).map(([id]) => id)
    same.set(line, counts.get(line) === most ? line : first)
  }
  const inOrder = [...same.keys()].sort((a, b) => (from.get(a) ?? 0) - (from.get(b) ?? 0))
  const stay = longestRise(inOrder.map((line) => to.get(same.get(line) ?? '') ?? 0))
  return { same, moved: inOrder.filter((_, at) => !stay.has(at)) }
}

/** Positions of a longest rising run in a list: what kept its order while the rest went elsewhere. */
function longestRise(values: readonly number[]): ReadonlySet<number> {
  const ends: number[] = []
  const previous: number[] = []
  for (const [at, value] of values.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((values[ends[middle] ?? 0] ?? 0) < value) low = middle + 1
      else high = middle
    }
    previous[at] = low > 0 ? (ends[low - 1] ?? -1) : -1
    ends[low] = at
  }
  const kept = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) kept.add(at)
  return kept
}
