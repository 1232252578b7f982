import type { Finding } from '../check/index.js'
import { shortName } from '../check/index.js'
import type { CompiledCell, CompiledForm } from '../template/index.js'
import type { EntryState } from './evaluate.js'

/** Keys that occur in several rows of a roster, marked in each of them. A row whose key has a blank has no key yet. */
export function checkKeys(form: CompiledForm, state: EntryState): Finding[] {
  const { roster } = form.template
  if (!roster || roster.unique.length === 0) return []
  const rows = [...cellsByRow(form)]
  return roster.unique.flatMap((columns, at) => {
    const seen = new Map<string, { number: number; row: string; cells: readonly CompiledCell[] }[]>()
    for (const [index, [row, cellOf]] of rows.entries()) {
      const cells = columns.flatMap((column) => cellOf.get(column) ?? [])
      const values = cells.map(({ slot }) => state.now[slot] ?? null)
      if (values.length < columns.length || values.includes(null)) continue
      const key = JSON.stringify(values)
      seen.set(key, [...(seen.get(key) ?? []), { number: index + 1, row, cells }])
    }
    const what = columns.map((column) => shortName(form.indicators.get(column)?.name ?? column)).join('、')
    return [...seen.values()]
      .filter((twins) => twins.length > 1)
      .flat()
      .sort((a, b) => a.number - b.number)
      .map(({ number, row, cells }): Finding => ({
        rule: `UNIQUE${at + 1}__${row}`,
        severity: 'error',
        state: 'failed',
        message: `第 ${number} 行：${what}与其他行重复（${cells.map(({ slot }) => String(state.now[slot])).join('、')}）`,
        cells: cells.map(({ cell }) => cell.id),
        keys: cells.flatMap(({ cell }) => cell.binding?.key ?? []),
      }))
  })
}

/** Input cells by row, in the order of the rows, and by column. */
function cellsByRow(form: CompiledForm): Map<string, Map<string, CompiledCell>> {
  const rows = new Map<string, Map<string, CompiledCell>>()
  for (const input of form.inputs) {
    const { rowItem = null, indicator = '' } = input.cell.binding ?? {}
    if (rowItem === null) continue
    const row = rows.get(rowItem) ?? new Map<string, CompiledCell>()
    rows.set(rowItem, row.set(indicator, input))
  }
  return rows
}
