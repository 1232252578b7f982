import type { NotationLayout } from '../expression/index.js'
import type { Cell, Template } from './template.js'

/** Column letters of a 0-based position: A, B, … Z, AA. */
export function columnName(position: number): string {
  let name = ''
  for (let rest = position + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  }
  return name
}

/** 0-based row and column of an address, or null when it is none. */
export function parseAddress(address: string): { row: number; column: number } | null {
  const [matched, letters = '', digits] = /^([A-Z]{1,3})([1-9]\d{0,4})$/.exec(address.toUpperCase()) ?? []
  if (!matched) return null
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { row: Number(digits) - 1, column }
}

/** Where everything stands: computed from the order of rows and columns, once per template. */
export interface Layout extends NotationLayout {
  readonly cellsById: ReadonlyMap<string, Cell>
  /** Cells that hold a value of this form's own period, by key. */
  readonly cellsByKey: ReadonlyMap<string, Cell>
  readonly rowPosition: ReadonlyMap<string, number>
  readonly columnPosition: ReadonlyMap<string, number>
  addressOf(cell: Cell): string
  /** The cell whose rectangle covers a place, or undefined. */
  at(row: number, column: number): Cell | undefined
  /** Cells with their top left corner inside the rectangle of two corner cells, row by row. */
  within(from: string, to: string): readonly Cell[]
}

export function layoutOf(template: Template): Layout {
  const rowPosition = new Map(template.rows.map((row, index) => [row.id, index]))
  const columnPosition = new Map(template.columns.map((column, index) => [column.id, index]))
  const cellsById = new Map(template.cells.map((cell) => [cell.id, cell]))
  const cellsByKey = new Map<string, Cell>()
  const covered = new Map<string, Cell>()
  const place = (cell: Cell): readonly [number, number] => [
    rowPosition.get(cell.row) ?? -1,
    columnPosition.get(cell.column) ?? -1,
  ]
  for (const cell of template.cells) {
    if (cell.binding?.offset === 0) cellsByKey.set(cell.binding.key, cell)
    const [row, column] = place(cell)
    for (let r = row; r < row + cell.rowSpan; r++) {
      for (let c = column; c < column + cell.columnSpan; c++) covered.set(`${r}:${c}`, cell)
    }
  }
  const addressOf = (cell: Cell): string => {
    const [row, column] = place(cell)
    return `${columnName(column)}${row + 1}`
  }
  const at = (row: number, column: number): Cell | undefined => covered.get(`${row}:${column}`)
  return {
    cellsById,
    cellsByKey,
    rowPosition,
    columnPosition,
    addressOf,
    at,
    within: remembered((from, to) => {
      const corners = [cellsById.get(from), cellsById.get(to)].flatMap((cell) => (cell ? [place(cell)] : []))
      if (corners.length < 2) return []
      const [top, bottom] = [Math.min(...corners.map(([r]) => r)), Math.max(...corners.map(([r]) => r))]
      const [left, right] = [Math.min(...corners.map(([, c]) => c)), Math.max(...corners.map(([, c]) => c))]
      const found: Cell[] = []
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) {
          const cell = at(row, column)
          if (cell && place(cell)[0] === row && place(cell)[1] === column) found.push(cell)
        }
      }
      return found
    }),
    cellAt(address) {
      const found = parseAddress(address)
      const cell = found ? at(found.row, found.column) : undefined
      return cell ? { id: cell.id, key: cell.binding?.offset === 0 ? cell.binding.key : null } : null
    },
    addressOfCell(id) {
      const cell = cellsById.get(id)
      return cell ? addressOf(cell) : null
    },
    addressOfKey(key) {
      const cell = cellsByKey.get(key)
      return cell ? addressOf(cell) : null
    },
  }
}

/** A column of a roster is named by every one of its rows, and looked up once. */
function remembered(find: Layout['within']): Layout['within'] {
  const known = new Map<string, readonly Cell[]>()
  return (from, to) => {
    const name = `${from}:${to}`
    const cells = known.get(name) ?? find(from, to)
    known.set(name, cells)
    return cells
  }
}
