/** What a table from a workbook is for those who read it: texts, and which cells are formulas. Columns from 0, rows as in the file. */
export interface TableRow {
  /** Number of the row in the file, from 1. */
  readonly row: number
  readonly cells: readonly string[]
  /** Columns whose cell is a formula. */
  readonly formulas?: readonly number[]
}

export interface ImportTable {
  readonly head: TableRow
  readonly rows: readonly TableRow[]
}

export type ImportVerdict = 'new' | 'changed' | 'unchanged' | 'refused' | 'removed'

/** What an import does with one row, in words for the report. */
export interface ImportLine {
  /** 0 for what is not in the file. */
  readonly row: number
  readonly code: string
  readonly name: string
  readonly verdict: ImportVerdict
  readonly changes: readonly { readonly name: string; readonly from: string; readonly to: string }[]
  readonly problems: readonly { readonly cell: string; readonly message: string }[]
}

/** A column a table may have. */
export interface ImportColumn<F extends string> {
  readonly field: F
  readonly heading: string
  readonly needed?: boolean
}

export interface HeadProblem {
  readonly code: string
  readonly message: string
  readonly where: string
}

/** Address of a cell: column from 0, row from 1. */
export function cellAt(column: number, row: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  }
  return `${letters}${row}`
}

/** Which column holds which field, or everything that is wrong with the head. */
export function readHead<F extends string>(
  head: TableRow,
  columns: readonly ImportColumn<F>[],
): { readonly places: ReadonlyMap<F, number> } | { readonly problems: HeadProblem[] } {
  const places = new Map<F, number>()
  const problems: HeadProblem[] = []
  const known = columns.map(({ heading }) => heading).join('、')
  head.cells.forEach((text, at) => {
    const where = cellAt(at, head.row)
    const column = columns.find(({ heading }) => heading === text.trim())
    if (text.trim() === '') return
    if (!column) {
      const message = `不认识的列“${text.trim()}”。可以有的列：${known}。请改正列名或删去这一列。`
      problems.push({ code: 'E_IMPORT_COLUMN', message, where })
    } else if (places.has(column.field)) {
      problems.push({ code: 'E_IMPORT_COLUMN_TWICE', message: `“${column.heading}”列出现了两次，请删去一列。`, where })
    } else places.set(column.field, at)
  })
  for (const { field, heading, needed } of columns) {
    if (!needed || places.has(field)) continue
    const message = `缺少“${heading}”列。第一行应为列名：${known}。`
    problems.push({ code: 'E_IMPORT_COLUMN_MISSING', message, where: cellAt(0, head.row) })
  }
  return problems.length > 0 ? { problems } : { places }
}

/** How many rows of each verdict. */
export function countLines(lines: readonly ImportLine[]): Record<ImportVerdict, number> {
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0, removed: 0 }
  for (const { verdict } of lines) counts[verdict] += 1
  return counts
}
