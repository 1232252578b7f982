import type { Cell, Template } from '../template/index.js'

/**
 * A sheet imported again takes over what the draft already knows about the same values: ids, so that saved reports and rules stay
 * attached, and what the file does not say (formula, required, applicability, kind of offset).
 */
export function carryIds(before: Template, after: Template): Template {
  const known = new Map(before.cells.flatMap((cell) => (cell.binding ? [[cell.binding.key, cell] as const] : [])))
  const rows = new Map<string, string>()
  const columns = new Map<string, string>()
  const cells = new Map<string, string>()
  for (const cell of after.cells) {
    const old = cell.binding ? known.get(cell.binding.key) : undefined
    if (!old) continue
    if (![...rows.values()].includes(old.row)) rows.set(cell.row, rows.get(cell.row) ?? old.row)
    if (![...columns.values()].includes(old.column)) columns.set(cell.column, columns.get(cell.column) ?? old.column)
    cells.set(cell.id, old.id)
  }
  const row = renamer(
    rows,
    after.rows.map(({ id }) => id),
  )
  const column = renamer(
    columns,
    after.columns.map(({ id }) => id),
  )
  const cellId = renamer(
    cells,
    after.cells.map(({ id }) => id),
  )
  const carried = after.cells.map((cell): Cell => {
    const old = cell.binding ? known.get(cell.binding.key) : undefined
    const kept = old ? { formula: cell.formula ?? old.formula, required: old.required, when: old.when } : {}
    const next = { ...cell, id: cellId(cell.id), row: row(cell.row), column: column(cell.column), ...kept }
    return old && next.formula !== null ? { ...next, role: 'computed' } : next
  })
  const sections = after.sections.map((section) => ({
    ...section,
    when: before.sections.find(({ title }) => title === section.title)?.when ?? null,
  }))
  return {
    ...after,
    sections,
    rows: after.rows.map((each) => ({ ...each, id: row(each.id) })),
    columns: after.columns.map((each) => ({ ...each, id: column(each.id) })),
    cells: carried,
    ...(after.roster && { roster: { ...after.roster, row: row(after.roster.row) } }),
  }
}

/** Old ids where there are some; a new id that an old one has taken moves out of the way. */
function renamer(known: ReadonlyMap<string, string>, all: readonly string[]): (id: string) => string {
  const taken = new Set(known.values())
  const names = new Map<string, string>()
  for (const id of all) {
    let name = known.get(id) ?? id
    if (!known.has(id)) {
      for (let at = 2; taken.has(name); at++) name = `${id}_n${at}`
      taken.add(name)
    }
    names.set(id, name)
  }
  return (id) => names.get(id) ?? id
}
