import type { DraftValue } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { type CompiledCell, emptyFrame, partsOfRecordKey } from '@weitong/designer/template'
import type { PublishedVersion } from '#forms'
import type { Report } from './report.js'

/**
 * The input cells a unit fills in a report: not applicable and computed cells are not among them. Every record of a roster is filled
 * in the cells of the one row that its form draws.
 */
export class FillableCells {
  private readonly once = new Map<string, CompiledCell>()
  private readonly perRow = new Map<string, CompiledCell>()

  constructor({ template, compiled }: PublishedVersion, report: Report) {
    const frame = emptyFrame(report.org, Period.parse(report.period))
    for (const input of compiled.inputs) {
      const key = input.cell.binding?.key
      if (!key || (input.when !== null && input.when(frame) !== true)) continue
      const cells = input.cell.row === template.roster?.row ? this.perRow : this.once
      cells.set(key, input)
    }
  }

  find(key: string): CompiledCell | undefined {
    return this.once.get(key) ?? this.perRow.get(partsOfRecordKey(key)?.column ?? '')
  }

  /** Share of the cells that hold a value, 0 to 100; what was typed and is no value does not count, nor does an empty row. */
  filledShare(draft: Readonly<Record<string, DraftValue>>): number {
    const rows = new Set<string>()
    let filled = 0
    for (const [key, value] of Object.entries(draft)) {
      if (value === null || !this.find(key)) continue
      if (typeof value === 'string') filled += 1
      const row = this.once.has(key) ? undefined : partsOfRecordKey(key)?.row
      if (row) rows.add(row)
    }
    const asked = this.once.size + this.perRow.size * rows.size
    return asked === 0 ? 100 : Math.floor((filled / asked) * 100)
  }
}
