import { computed, signal } from '@angular/core'
import { expandRoster, newRowId, rosterRows, type Template } from '@weitong/designer/template'
import type { DraftValue } from '../../../api/contract.js'
import type { CellStore } from '../sheet/cell-store.js'

/** Cells of empty lines that are kept ready below the filled ones, for typing and for pasting. */
const SPARE_CELLS = 4_000
const LEAST_SPARE = 20

/** A roster with its filled rows and as many empty ones as may be filled before the page is opened again. */
export function withSpareRows(
  template: Template,
  values: Readonly<Record<string, DraftValue>>,
  spare: boolean,
): Template {
  const { roster } = template
  if (!roster) return template
  const used = rosterRows(template, values)
  const columns = template.cells.filter(({ row, role }) => row === roster.row && role === 'input').length
  const room = Math.min(roster.maxRows - used.length, Math.max(LEAST_SPARE, Math.floor(SPARE_CELLS / columns)))
  const now = Date.now()
  const more = spare ? Array.from({ length: Math.max(0, room) }, (_, at) => newRowId(now + at, Math.random())) : []
  return expandRoster(template, [...used, ...more])
}

/** The rows of a roster while its report is open: which are drawn, and what one can do with a whole row. */
export class RosterRows {
  private readonly ids: readonly string[]
  /** Value keys by row. */
  private readonly keys = new Map<string, string[]>()
  private readonly asked = signal(1)
  private readonly removed = signal<ReadonlySet<string>>(new Set())

  /** Filled rows, those that were asked for, and one empty one to go on in. */
  readonly shown = computed(() => {
    this.cells.version()
    const at = Math.max(this.lastUsed, this.ids.indexOf(this.current() ?? ''), this.asked() - 2)
    const gone = this.removed()
    return this.ids.slice(0, at + 2).filter((id) => !gone.has(id) || this.isUsed(id))
  })
  /** The row of the cell in focus. */
  readonly current = computed(() => this.cells.active()?.facts.cell.binding?.rowItem ?? null)

  constructor(
    private readonly band: string,
    private readonly cells: CellStore,
  ) {
    for (const { binding } of cells.cells) {
      const row = binding?.rowItem
      if (row) this.keys.set(row, [...(this.keys.get(row) ?? []), binding.key])
    }
    this.ids = [...this.keys.keys()]
  }

  /** Ids of template rows as the sheet draws them: the band stands for its shown rows. */
  drawn(rowIds: readonly string[]): readonly string[] {
    return rowIds.flatMap((id) => (id === this.band ? this.shown().map((row) => `${id}__${row}`) : [id]))
  }

  /** One more empty row; its first cell, or null when there is no room. */
  add(): string | null {
    this.asked.set(this.ids.indexOf(this.shown().at(-1) ?? '') + 2)
    return this.firstCell(this.shown().at(-1) ?? '')
  }

  /** Copies the row in focus into the first empty one behind the filled ones. */
  duplicate(): string | null {
    const from = this.current()
    const to = this.ids[this.lastUsed + 1]
    if (from === null || to === undefined) return null
    const { values } = this.cells.sheet
    const suffix = `__${from}`
    const copied = Object.entries(values).filter(([key]) => key.endsWith(suffix))
    this.cells.sheet.put(
      Object.fromEntries(copied.map(([key, value]) => [key.slice(0, -suffix.length) + `__${to}`, value])),
    )
    return this.firstCell(to)
  }

  /** Empties the row in focus and draws it no more; undo brings it back. */
  remove(): void {
    const row = this.current()
    if (row === null) return
    const keys = Object.keys(this.cells.sheet.values).filter((key) => key.endsWith(`__${row}`))
    if (this.shown().length > 1) this.removed.update((removed) => new Set([...removed, row]))
    this.cells.sheet.put(Object.fromEntries(keys.map((key) => [key, null])))
  }

  private get lastUsed(): number {
    let at = this.ids.length - 1
    while (at >= 0 && !this.isUsed(this.ids[at] ?? '')) at -= 1
    return at
  }

  private isUsed(row: string): boolean {
    const { values } = this.cells.sheet
    return this.keys.get(row)?.some((key) => (values[key] ?? null) !== null) ?? false
  }

  private firstCell(row: string): string | null {
    return this.cells.cells.find(({ binding, role }) => binding?.rowItem === row && role === 'input')?.id ?? null
  }
}
