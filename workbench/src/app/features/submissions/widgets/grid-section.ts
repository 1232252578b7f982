import { Component, computed, inject, input } from '@angular/core'
import type { Schema } from '@formily/json-schema'
import type { ObjectField } from '@formily/core'
import { observe } from '../../../formily/observe.js'
import { OpenReport } from '../report/open-report.js'
import { CellView } from '../sheet/cell.js'
import { type DrawnCell, type DrawnRow, drawnRows } from '../sheet/drawn-rows.js'
import { compareWidth, frozenColumns, paperColumns, widthOf } from './paper-columns.js'

const INDENT = 16

/**
 * One section of the paper: one Formily object field whose cells live in the report's cell store. Which rows it has comes from
 * the schema, what they look like from the template.
 */
@Component({
  selector: 'wt-grid-section',
  imports: [CellView],
  templateUrl: './grid-section.html',
  styleUrl: './grid-section.css',
  host: { '[style.--compare-width.px]': 'compareWidth()', '[style.--frozen.px]': 'frozen()[0] ?? 0' },
})
export class GridSection {
  readonly field = input.required<ObjectField>()
  readonly schema = input.required<Schema>()
  private readonly report = inject(OpenReport)
  protected readonly cells = this.report.cells
  protected readonly compareWidth = computed(() => compareWidth(this.cells))
  protected readonly notForUs = observe(() => this.field().pattern === 'disabled', false)

  protected readonly rows = computed(() => {
    const rowIds: unknown = this.schema()['x-component-props']?.rowIds
    const ids = Array.isArray(rowIds) ? rowIds.map(String) : []
    const drawn = this.report.roster?.drawn(ids) ?? ids
    const all = drawnRows(this.report.template, this.report.sheet.form.layout, drawn)
    return all.filter((row) => !this.isHidden(row))
  })
  /** The band of a roster stands in this section, and may be changed. */
  protected readonly band = computed(() => {
    const { template, roster, locked } = this.report
    const rowIds: unknown = this.schema()['x-component-props']?.rowIds
    return roster && !locked() && Array.isArray(rowIds) && rowIds.includes(template.roster?.row) ? roster : null
  })
  protected readonly onlyHeads = computed(() => this.rows().every(({ isHead }) => isHead))
  protected readonly title = computed(() => String(this.schema().title ?? '') || this.report.template.title)
  protected readonly columns = computed(() => paperColumns(this.report))
  protected readonly width = computed(() => widthOf(this.columns()))
  protected readonly frozen = computed(() => frozenColumns(this.report))
  protected readonly earlier = computed(() => {
    const { previousLabel, lastYearLabel } = this.report.view()
    const words = {
      previous: { word: '上期', title: previousLabel },
      lastYear: { word: '上年同期', title: lastYearLabel },
    }
    return this.cells.compared().map((period) => words[period])
  })

  /** Adds, copies or empties a row, and goes on where one would type next. */
  protected change(act: 'add' | 'duplicate' | 'remove'): void {
    this.report.takeOver()
    const cell = this.report.roster?.[act]()
    if (cell) this.report.goTo(cell)
  }

  /** A row none of whose values is asked at present; one that a merged cell reaches into stays. */
  private isHidden({ cells }: DrawnRow): boolean {
    const values = cells.flatMap(({ cell, holdsValue }) => (cell && holdsValue ? [this.cells.of(cell.id)] : []))
    const isPlain = cells.every(({ rowSpan }) => rowSpan === 1)
    return isPlain && values.length > 0 && values.every((state) => state.hidden())
  }

  protected padding({ cell }: DrawnCell): number {
    return 8 + (cell?.indent ?? 0) * INDENT
  }

  protected roleOf({ cell }: DrawnCell): string {
    if (cell?.role === 'head') return 'columnheader'
    return cell?.role === 'label' || cell?.role === 'section' ? 'rowheader' : 'gridcell'
  }
}
