import type { CompiledCell, CompiledForm } from '../template/index.js'
import type { EntryState } from './evaluate.js'

/** Rows of a roster in which something stands; null for a form without one. Empty lines of the paper ask for nothing. */
export function usedRows(form: CompiledForm, { now }: EntryState): ReadonlySet<string> | null {
  if (!form.template.roster) return null
  const filled = form.inputs.filter(({ slot }) => (now[slot] ?? null) !== null)
  return new Set(filled.flatMap(({ cell }) => cell.binding?.rowItem ?? []))
}

/** Whether an input is to be filled at all, given the used rows of its form. */
export function isAsked({ cell }: CompiledCell, used: ReadonlySet<string> | null): boolean {
  const row = cell.binding?.rowItem ?? null
  return used === null || row === null || used.has(row)
}

/** Whether an input applies to the unit and is shown. */
export function isOpen({ cell }: CompiledCell, { applicable, hidden }: EntryState): boolean {
  return applicable.has(cell.id) && !hidden.has(cell.id)
}
