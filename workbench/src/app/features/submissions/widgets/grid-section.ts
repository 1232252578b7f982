import { Component, computed, inject, input } from '@angular/core'
import type { Schema } from '@formily/json-schema'
import type { ObjectField } from '@formily/core'
import { observe } from '../../../formily/observe.js'
import { OpenReport } from '../report/open-report.js'
import { CellView } from '../sheet/cell.js'
import { type DrawnCell, drawnColumns, drawnRows } from '../sheet/drawn-rows.js'

/** Pixels that a column of values grows by when it is compared with earlier ones. */
export const COMPARE_WIDTH = 312
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
  host: { '[style.--compare-width.px]': 'compareWidth' },
})
export class GridSection {
  readonly field = input.required<ObjectField>()
  readonly schema = input.required<Schema>()
  private readonly report = inject(OpenReport)
  protected readonly cells = this.report.cells
  protected readonly compareWidth = COMPARE_WIDTH
  protected readonly notForUs = observe(() => this.field().pattern === 'disabled', false)

  protected readonly rows = computed(() => {
    const rowIds: unknown = this.schema()['x-component-props']?.rowIds
    const ids = Array.isArray(rowIds) ? rowIds.map(String) : []
    return drawnRows(this.report.template, this.report.sheet.form.layout, ids)
  })
  protected readonly onlyHeads = computed(() => this.rows().every(({ isHead }) => isHead))
  protected readonly title = computed(() => String(this.schema().title ?? '') || this.report.template.title)
  protected readonly columns = computed(() => {
    const wide = this.cells.compare() ? columnsWithValues(this.cells.cells) : new Set<string>()
    return drawnColumns(this.report.template, this.report.sheet.form.layout).map(({ id, width }) => ({
      id,
      width: width + (wide.has(id) ? COMPARE_WIDTH : 0),
    }))
  })
  protected readonly width = computed(() => this.columns().reduce((sum, { width }) => sum + width, 0))
  protected readonly earlier = computed(() => {
    const { previousLabel, lastYearLabel } = this.report.view()
    return [
      { word: '上期', title: previousLabel },
      { word: '上年同期', title: lastYearLabel },
    ]
  })

  protected padding({ cell }: DrawnCell): number {
    return 8 + (cell?.indent ?? 0) * INDENT
  }

  protected roleOf({ cell }: DrawnCell): string {
    if (cell?.role === 'head') return 'columnheader'
    return cell?.role === 'label' || cell?.role === 'section' ? 'rowheader' : 'gridcell'
  }
}

/** A value that spans several columns needs the room once, in the first. */
function columnsWithValues(cells: readonly { readonly column: string }[]): ReadonlySet<string> {
  return new Set(cells.map(({ column }) => column))
}
