import type { Segment } from './find-segments.js'
import type { Grid, GridCell } from './grid.js'
import type { DrawnCell, Proposal } from './proposal.js'
import type { Place, RosterRows } from './read-places.js'
import type { SectionLine } from './read-lines.js'
import { isNumber } from './words.js'

interface Drawn {
  readonly segments: readonly Segment[]
  readonly places: readonly Place[]
  readonly sections: readonly SectionLine[]
  readonly title: string
  readonly roster: RosterRows | null
}

const HEIGHT = 28
const TITLE_HEIGHT = 48
const WIDTH = 96

/** What of the file is drawn: the title and the tables; what stands around them has places of its own on a form. */
export function drawSheet(grid: Grid, input: Drawn): Pick<Proposal, 'rows' | 'columns' | 'cells'> {
  const { segments } = input
  const left = Math.min(...segments.map((segment) => segment.left))
  const right = Math.max(...segments.map((segment) => segment.right))
  const spare = new Set(input.roster?.others)
  const all = new Set(segments.flatMap(({ head, body }) => [...head, ...body]))
  const drawn = [...all].filter((row) => !spare.has(row)).sort((a, b) => a - b)
  const titleRow = rowOfTitle(grid, input)
  const sections = new Map(input.sections.map(({ row, title }) => [row, title]))
  let section: string | null = null
  const rows = drawn.map((at) => {
    section = sections.get(at) ?? section
    return { at, height: clamp(grid.sheet.heights[at] ?? HEIGHT, 20, 200), section }
  })
  const columns = Array.from({ length: right - left + 1 }, (_, at) => ({
    at: left + at,
    width: clamp(grid.sheet.widths[left + at] ?? WIDTH, 36, 600),
  }))
  return {
    rows: [{ at: titleRow, height: TITLE_HEIGHT, section: null }, ...rows],
    columns,
    cells: [titleCell(input.title, { row: titleRow, left, right }), ...cellsOf(grid, input, { drawn, left, right })],
  }
}

/** The title's own row, or one before the sheet (-1) when it has none that is not part of a table. */
function rowOfTitle(grid: Grid, { segments, title }: Drawn): number {
  const first = segments[0]?.head[0] ?? segments[0]?.body[0] ?? 0
  for (let row = 0; row < first; row++)
    if (title !== '' && grid.textsIn(row).some(({ text }) => text.startsWith(title))) return row
  return -1
}

const titleCell = (text: string, { row, left, right }: { row: number; left: number; right: number }): DrawnCell => ({
  row,
  column: left,
  rowSpan: 1,
  columnSpan: right - left + 1,
  role: 'title',
  text,
  indent: 0,
  align: 'center',
})

function cellsOf(
  grid: Grid,
  input: Drawn,
  { drawn, left, right }: { drawn: readonly number[]; left: number; right: number },
): DrawnCell[] {
  const values = new Set(input.places.map(({ address }) => address))
  const levels = new Map(input.places.map(({ line }) => [line.row, line.level]))
  const heads = new Set(input.segments.flatMap(({ head }) => head))
  const sections = new Set(input.sections.map(({ row }) => row))
  const places = new Set(input.places.map(({ row, column }) => `${row}:${column}`))
  const done = new Set<GridCell>()
  const cells: DrawnCell[] = []
  for (const row of drawn) {
    for (let column = left; column <= right; column++) {
      const cell = grid.at(row, column)
      const value = places.has(`${row}:${column}`)
      if (done.has(cell) || cell.left < left || (cell.text === '' && !value)) continue
      done.add(cell)
      const head = heads.has(row)
      // A merge may not leave its own kind of row, nor run over rows that are not drawn.
      const span = drawn.filter((each) => each >= row && each <= cell.bottom && heads.has(each) === head)
      cells.push({
        row,
        column,
        rowSpan: Math.max(1, span.length),
        columnSpan: Math.min(cell.right, right) - column + 1,
        role: value ? 'value' : head ? 'head' : sections.has(row) && cell.right > cell.left ? 'section' : 'label',
        text: value ? '' : row === input.roster?.row && isNumber(cell.text) ? '#' : cell.text.slice(0, 500),
        indent: head || value || !isWordy(cell) ? 0 : Math.min(6, levels.get(row) ?? 0),
        align: head ? 'center' : (cell.cell.align ?? (value && values.size > 0 ? 'right' : 'left')),
      })
    }
  }
  return cells
}

const isWordy = ({ text }: GridCell): boolean => text.length > 2 && /[\u4e00-\u9fff]/.test(text)
const clamp = (value: number, least: number, most: number): number => Math.round(Math.min(most, Math.max(least, value)))
