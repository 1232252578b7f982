import { computed, signal, type WritableSignal } from '@angular/core'
import {
  compileTemplate,
  expandRoster,
  newRowId,
  partsOfRecordKey,
  type Roster,
  rosterRows,
  rowAddedAt,
  type Template,
} from '@weitong/designer/template'
import type { DraftValue } from '../../../api/contract.js'
import type { CellState } from '../sheet/cell-state.js'
import type { CellStore } from '../sheet/cell-store.js'

/** Empty lines that are kept ready below the filled ones, and how few of them are enough. */
const SPARE = 20
const ENOUGH = 4

/** The rows a roster is opened with: those that hold anything, and empty ones to go on in. None for a form that is no roster. */
export function firstRows(template: Template, values: Readonly<Record<string, DraftValue>>, spare: boolean): string[] {
  const used = template.roster ? rosterRows(template, values) : []
  return template.roster && spare ? withSpare(used, template.roster, SPARE) : used
}

/** Names of new rows sort behind every row there is, whatever the clock of the colleague who added it. */
function withSpare(rows: readonly string[], { maxRows }: Roster, spare: number): string[] {
  const room = Math.max(0, Math.min(spare, maxRows - rows.length))
  const last = Math.max(0, ...rows.map(rowAddedAt))
  const from = Math.max(Date.now(), last + 1)
  return [...rows, ...Array.from({ length: room }, (_, at) => newRowId(from + at, Math.random()))]
}

/**
 * The rows of a roster while its report is open. The form is drawn with the rows that hold anything in the order of their names, as
 * the server numbers them, and with empty ones below; where a colleague, a paste, an undo or an emptied row changes which these are, the
 * form is drawn anew around what is typed.
 */
export class RosterRows {
  private readonly roster: Roster
  private readonly ids: WritableSignal<readonly string[]>
  /** Keys of the columns. */
  private readonly columns: readonly string[]
  private readonly asked = signal(1)

  /** Filled rows, those that were asked for, and one empty one to go on in. */
  readonly shown = computed(() => {
    this.cells.version()
    const ids = this.ids()
    const at = Math.max(this.lastUsed, ids.indexOf(this.current() ?? ''), this.asked() - 2)
    return ids.slice(0, at + 2)
  })
  /** The row of the cell in focus. */
  readonly current = computed(() => this.cells.active()?.facts.cell.binding?.rowItem ?? null)
  /** No empty row is left to be filled. */
  readonly full = computed(() => {
    this.cells.version()
    return this.lastUsed + 1 >= this.roster.maxRows
  })

  constructor(
    private form: Template,
    private readonly cells: CellStore,
    rows: readonly string[],
  ) {
    if (!form.roster) throw new Error(`form ${form.code} is no roster`)
    this.roster = form.roster
    this.ids = signal(rows)
    const band = form.cells.filter(({ row, role }) => row === form.roster?.row && role === 'input')
    this.columns = band.flatMap(({ binding }) => binding?.key ?? [])
    cells.sheet.onChange((keys) => this.follow(keys))
  }

  get most(): number {
    return this.roster.maxRows
  }

  /** Ids of template rows as the sheet draws them: the band stands for its shown rows. */
  drawn(rowIds: readonly string[]): readonly string[] {
    const { row: band } = this.roster
    return rowIds.flatMap((id) => (id === band ? this.shown().map((row) => `${id}__${row}`) : [id]))
  }

  /** One more empty row; its first cell, or null when there is no room. */
  add(): string | null {
    const rows = Math.min(this.shown().length + 1, this.roster.maxRows)
    if (rows > this.ids().length) this.draw(SPARE)
    this.asked.set(Math.min(rows, this.ids().length))
    return this.firstCell(this.shown().at(-1) ?? '')
  }

  /** Copies the row in focus into the first empty one behind the filled ones. */
  duplicate(): string | null {
    const from = this.current()
    if (this.lastUsed + 1 >= this.ids().length) this.draw(SPARE)
    const to = this.ids()[this.lastUsed + 1]
    if (from === null || to === undefined) return null
    const { values } = this.cells.sheet
    const copied = this.columns.map((column): [string, DraftValue] => [
      `${column}__${to}`,
      values[`${column}__${from}`] ?? null,
    ])
    this.cells.sheet.put(Object.fromEntries(copied))
    return this.firstCell(to)
  }

  /** Empties the row in focus and closes the gap; undo brings it back. The cell that moves into its place. */
  remove(): string | null {
    const active = this.cells.active()
    const row = this.current()
    if (!active || row === null) return null
    const ids = this.ids()
    const next = ids[ids.indexOf(row) + 1] ?? ids[ids.indexOf(row) - 1] ?? row
    const column = active.facts.cell.binding?.indicator
    const cell = this.cells.cells.find(({ binding }) => binding?.rowItem === next && binding.indicator === column)
    if (cell && next !== row) this.cells.activate(this.cells.of(cell.id))
    this.asked.set(Math.max(1, this.asked() - 1))
    if (this.isUsed(row))
      this.cells.sheet.put(Object.fromEntries(this.columns.map((each) => [`${each}__${row}`, null])))
    this.tidy()
    return cell?.id ?? null
  }

  /** Rows for a block that is pasted from a cell on, as far as the form allows. */
  makeRoom({ facts }: CellState, lines: number): void {
    const at = this.ids().indexOf(facts.cell.binding?.rowItem ?? '')
    const missing = at + lines - this.ids().length
    if (at >= 0 && missing > 0) this.draw(this.ids().length - this.lastUsed - 1 + missing + SPARE)
  }

  /** Closes gaps that emptied rows have left, but for the row in focus, and keeps empty rows ready. */
  tidy(): void {
    const ids = this.ids()
    const last = this.lastUsed
    const gap = ids.slice(0, Math.max(0, last)).some((row) => row !== this.current() && !this.isUsed(row))
    const few = ids.length - last - 1 < ENOUGH && ids.length < this.roster.maxRows
    if (gap || few) this.draw(SPARE)
  }

  /** Other checks hold for the same rows. */
  takeChecks(form: Template): void {
    this.form = form
    this.redraw()
  }

  /** Something has changed: rows that are not drawn yet, or one that is empty now. */
  private follow(keys: ReadonlySet<string>): void {
    const rows = new Set([...keys].flatMap((key) => partsOfRecordKey(key)?.row ?? []))
    const ids = new Set(this.ids())
    const unknown = [...rows].some((row) => !ids.has(row) && this.isUsed(row))
    if (unknown) this.draw(SPARE)
    else if ([...rows].some((row) => row !== this.current() && !this.isUsed(row))) this.tidy()
  }

  /** Draws the form with the rows that hold anything, the row in focus, and as many empty ones as are to be ready. */
  private draw(spare: number): void {
    const before = this.ids()
    const used = rosterRows(this.form, this.cells.sheet.values)
    const current = this.current()
    const last = used.at(-1) ?? ''
    const kept = before.filter((row) => !used.includes(row) && (row === current || row > last)).slice(0, spare)
    const rows = [...new Set([...used, ...kept])].sort().slice(0, Math.max(this.roster.maxRows, used.length))
    const ids = withSpare(rows, this.roster, spare - kept.length)
    if (ids.join() === before.join()) return
    this.ids.set(ids)
    this.redraw()
  }

  private redraw(): void {
    this.cells.adopt(this.cells.sheet.onForm(compileTemplate(expandRoster(this.form, this.ids()))))
  }

  private get lastUsed(): number {
    const ids = this.ids()
    let at = ids.length - 1
    while (at >= 0 && !this.isUsed(ids[at] ?? '')) at -= 1
    return at
  }

  private isUsed(row: string): boolean {
    const { values } = this.cells.sheet
    return this.columns.some((column) => (values[`${column}__${row}`] ?? null) !== null)
  }

  private firstCell(row: string): string | null {
    return this.cells.cells.find(({ binding, role }) => binding?.rowItem === row && role === 'input')?.id ?? null
  }
}
