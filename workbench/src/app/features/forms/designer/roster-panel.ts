import { Component, computed, inject } from '@angular/core'
import type { Roster } from '@weitong/designer/template'
import { DesignSession } from './design-session.js'

const MOST_ROWS = 2000

/** 变长行: the row that is repeated for every record, how often, and what must not occur twice. */
@Component({
  selector: 'wt-roster-panel',
  templateUrl: './roster-panel.html',
  styleUrl: './panels.css',
})
export class RosterPanel {
  protected readonly session = inject(DesignSession)
  protected readonly mostRows = MOST_ROWS
  protected readonly roster = computed(() => this.session.template()?.roster ?? null)
  /** The one row that is selected, if it has something to fill. */
  protected readonly chosen = computed(() => {
    const selection = this.session.selection()
    const [row, ...more] = selection?.rows ?? []
    const inputs = this.session.template()?.cells.filter((cell) => cell.row === row && cell.role === 'input') ?? []
    return row && more.length === 0 && selection ? { row, number: selection.startRow + 1, inputs: inputs.length } : null
  })
  protected readonly where = computed(() => {
    const template = this.session.template()
    const at = template?.rows.findIndex(({ id }) => id === template.roster?.row) ?? -1
    return at < 0 ? '这一行已不在表上' : `第 ${at + 1} 行`
  })
  protected readonly columns = computed(() => {
    const template = this.session.template()
    const names = new Map(template?.indicators.map(({ code, name }) => [code, name]))
    return (template?.cells ?? []).flatMap(({ row, role, binding }) =>
      row === template?.roster?.row && role === 'input' && binding
        ? [{ key: binding.key, name: names.get(binding.indicator) ?? binding.key }]
        : [],
    )
  })

  protected make(): void {
    const row = this.chosen()?.row
    const before = this.roster()
    if (!row) return
    const roster: Roster = before ? { ...before, row, unique: [] } : { row, minRows: 0, maxRows: 200, unique: [] }
    this.session.surface()?.editHead({ kind: 'roster', roster })
  }

  protected unmake(): void {
    this.session.surface()?.editHead({ kind: 'fixed', roster: undefined })
  }

  protected setRows(name: 'minRows' | 'maxRows', event: Event): void {
    const field = event.target as HTMLInputElement
    const least = name === 'minRows' ? 0 : 1
    const rows = Math.min(MOST_ROWS, Math.max(least, Math.round(Number(field.value)) || least))
    field.value = String(rows)
    this.change({ [name]: rows })
  }

  protected addKey(): void {
    const [first] = this.columns()
    if (first) this.change({ unique: [...(this.roster()?.unique ?? []), [first.key]] })
  }

  protected toggleKey(at: number, key: string): void {
    const unique = (this.roster()?.unique ?? []).map((keys, index) => {
      if (index !== at) return keys
      return keys.includes(key) ? keys.filter((each) => each !== key) : [...keys, key]
    })
    this.change({ unique: unique.filter((keys) => keys.length > 0) })
  }

  protected show(): void {
    const columns = this.session.template()?.columns ?? []
    const [row, column, last] = [this.roster()?.row, columns[0]?.id, columns.at(-1)?.id]
    if (row && column && last) this.session.surface()?.select({ from: { row, column }, to: { row, column: last } })
  }

  private change(patch: Partial<Roster>): void {
    const roster = this.roster()
    if (roster) this.session.surface()?.editHead({ roster: { ...roster, ...patch } })
  }
}
