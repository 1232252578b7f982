import { type DraftValue, hiddenInputs } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { type CompiledCell, emptyFrame, partsOfRecordKey } from '@weitong/designer/template'
import { type PublishedVersion, withRows } from '#forms'
import type { Report } from './report.js'

/**
 * The input cells a unit fills in a report: not applicable and computed cells are not among them. Every record of a roster is filled
 * in the cells of the one row that its form draws.
 */
export class FillableCells {
  private readonly once = new Map<string, CompiledCell>()
  private readonly perRow = new Map<string, CompiledCell>()

  constructor(
    private readonly version: PublishedVersion,
    private readonly report: Pick<Report, 'org' | 'period'>,
  ) {
    const { template, compiled } = version
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

  /**
   * Share of the cells that hold a value, 0 to 100; what was typed and is no value does not count, nor does an empty row, and what is
   * hidden is not asked.
   */
  filledShare(draft: Readonly<Record<string, DraftValue>>): number {
    const hidden = this.hiddenKeys(draft)
    const rows = new Set<string>()
    let filled = 0
    for (const [key, value] of Object.entries(draft)) {
      if (value === null || !this.find(key)) continue
      if (typeof value === 'string' && !hidden.has(key)) filled += 1
      const row = this.rowOf(key)
      if (row) rows.add(row)
    }
    const spared = [...hidden].filter(
      (key) => this.find(key) && (this.once.has(key) || rows.has(this.rowOf(key) ?? '')),
    )
    const asked = this.once.size + this.perRow.size * rows.size - spared.length
    return asked === 0 ? 100 : Math.floor((filled / asked) * 100)
  }

  private rowOf(key: string): string | undefined {
    return this.once.has(key) ? undefined : partsOfRecordKey(key)?.row
  }

  /** Keys that the values of a draft hide. Rows are only drawn for it where something may be hidden. */
  private hiddenKeys(draft: Readonly<Record<string, DraftValue>>): ReadonlySet<string> {
    if (!this.version.compiled.inputs.some(({ shown }) => shown)) return new Set()
    const { compiled } = withRows(this.version, draft)
    const { org, period } = this.report
    const ids = hiddenInputs(compiled, draft, { org, period: Period.parse(period), previous: null, lastYear: null })
    return new Set(compiled.inputs.flatMap(({ cell }) => (ids.has(cell.id) && cell.binding ? [cell.binding.key] : [])))
  }
}
