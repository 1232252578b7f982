import { rewriteTokens } from '../expression/index.js'
import type { Cell, CheckRule, Row, Template } from './template.js'

/** Between an indicator and the row it stands in, as between the items of any matrix. */
const JOINT = '__'

/** Name of a row: sorts by when it was added, and two people who add one at the same moment do not make the same. */
const ROW_ID = /^r[0-9a-z]{9}[0-9a-z]{3}$/

/** A name for a row that is added now; `random` is at least 0 and below 1. */
export function newRowId(at: number, random: number): string {
  const tail = Math.floor(random * 36 ** 3).toString(36)
  return `r${at.toString(36).padStart(9, '0')}${tail.padStart(3, '0')}`
}

/** When a row was added, as its name says. */
export function rowAddedAt(rowId: string): number {
  return parseInt(rowId.slice(1, 10), 36)
}

/** Column and row of the key, or rule code, of a record; null for any other. */
export function partsOfRecordKey(key: string): { readonly column: string; readonly row: string } | null {
  const at = key.lastIndexOf(JOINT)
  const row = key.slice(at + JOINT.length)
  return at > 0 && ROW_ID.test(row) ? { column: key.slice(0, at), row } : null
}

/** The code by which people know a rule: of one about the rows of a roster, without the row. */
export function ruleName(code: string): string {
  return partsOfRecordKey(code)?.column ?? code
}

/** Rows that hold anything, in the order in which they were added. */
export function rosterRows(template: Template, values: Readonly<Record<string, unknown>>): string[] {
  const columns = columnsOf(template)
  const rows = new Set<string>()
  for (const [key, value] of Object.entries(values)) {
    if (value === null) continue
    const parts = partsOfRecordKey(key)
    if (parts && columns.has(parts.column)) rows.add(parts.row)
  }
  return [...rows].sort()
}

/**
 * A roster with its records written out: the band once for each row, every rule about a row once for each, so that everything
 * that reads a template reads this one. A template without a roster is returned as it is.
 */
export function expandRoster(template: Template, rowIds: readonly string[]): Template {
  const { roster } = template
  if (!roster) return template
  const band = template.cells.filter(({ row }) => row === roster.row)
  const names = new Naming(band, rowIds)
  return {
    ...template,
    rows: template.rows.flatMap((row) => (row.id === roster.row ? rowIds.map((id) => bandRow(row, id)) : [row])),
    cells: [
      ...template.cells.filter(({ row }) => row !== roster.row),
      ...rowIds.flatMap((id, at) => band.map((cell) => bandCell(cell, { id, number: at + 1, names }))),
    ],
    rules: template.rules.flatMap((rule) => expandRule(rule, names)),
  }
}

function bandRow(row: Row, id: string): Row {
  return { ...row, id: row.id + JOINT + id }
}

/** A label `#` numbers the rows. */
function bandCell(cell: Cell, { id, number, names }: { id: string; number: number; names: Naming }): Cell {
  const { binding, shown, under } = cell
  return {
    ...cell,
    id: cell.id + JOINT + id,
    row: cell.row + JOINT + id,
    text: cell.text === '#' ? String(number) : cell.text,
    binding: binding && { ...binding, key: binding.key + JOINT + id, rowItem: id },
    ...(shown === undefined ? {} : { shown: names.inRow(shown, id) }),
    ...(under === undefined ? {} : { under: names.keyInRow(under, id) }),
  }
}

/** How the cells of the band are called once they are written out. */
class Naming {
  private readonly inputs: readonly Cell[]
  private readonly cellOfKey: ReadonlyMap<string, Cell>

  constructor(
    band: readonly Cell[],
    readonly rowIds: readonly string[],
  ) {
    this.inputs = band.filter(({ role }) => role === 'input')
    this.cellOfKey = new Map(this.inputs.map((cell) => [cell.binding?.key ?? '', cell]))
  }

  /** Holds for a row in which something stands. */
  used(row: string): string {
    const [first, last] = [this.inputs[0], this.inputs.at(-1)]
    return `COUNTBLANK(#${first?.id}${JOINT}${row}:#${last?.id}${JOINT}${row}) < ${this.inputs.length}`
  }

  /** All cells of a column, or null when there is no such column. */
  column(key: string): string | null {
    const id = this.cellOfKey.get(key)?.id
    const [first, last] = [this.rowIds[0], this.rowIds.at(-1)]
    return id === undefined ? null : `#${id}${JOINT}${first}:#${id}${JOINT}${last}`
  }

  inRow(expression: string, row: string): string {
    return rewriteTokens(expression, ({ type, value }) =>
      type === 'value' && this.cellOfKey.has(value) ? `[${value}${JOINT}${row}]` : null,
    )
  }

  /** The key of a column within a row; any other key as it is. */
  keyInRow(key: string, row: string): string {
    return this.cellOfKey.has(key) ? key + JOINT + row : key
  }

  overBand(expression: string): string {
    return rewriteTokens(expression, ({ type, value }) => (type === 'value' ? this.column(value) : null))
  }
}

function expandRule(rule: CheckRule, names: Naming): CheckRule[] {
  if (names.rowIds.length === 0) return rule.scope === undefined ? [rule] : []
  if (rule.scope === 'band') return [{ ...rule, expression: names.overBand(rule.expression) }]
  if (rule.scope === undefined) return [rule]
  return names.rowIds.map((id, at) => ({
    ...rule,
    code: rule.code + JOINT + id,
    expression: names.inRow(rule.expression, id),
    message: `第 ${at + 1} 行：${rule.message}`,
    when: rule.when === null ? names.used(id) : `AND(${names.used(id)}, ${rule.when})`,
  }))
}

function columnsOf({ roster, cells }: Template): ReadonlySet<string> {
  return new Set(
    cells.filter(({ row }) => row === roster?.row).flatMap(({ binding }) => (binding ? [binding.key] : [])),
  )
}
