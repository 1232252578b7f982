import { ChangeDetectorRef, Component, computed, inject, input, ViewEncapsulation } from '@angular/core'
import { indentOf, pageArea, type Paper, type PaperCell, type PaperRow, rowHeight } from '@weitong/reports/document'

/** A paper page by page, as the PDF has it: the same breaks, heads on each page, the legal frame, the same scale. */
@Component({
  selector: 'wt-paper-print',
  encapsulation: ViewEncapsulation.None,
  templateUrl: './paper-print.html',
  styleUrl: './paper-print.css',
})
export class PaperPrint {
  readonly paper = input.required<Paper>()
  private readonly changes = inject(ChangeDetectorRef)
  protected readonly fit = computed(() => this.paper().fit)
  protected readonly area = computed(() => {
    const [width, height] = pageArea(this.fit())
    return { width, height }
  })

  protected readonly width = computed(() => this.fit().widths.reduce((sum, each) => sum + each, 0))

  /** Draws at once: the browser is about to print. */
  draw(): void {
    this.changes.detectChanges()
  }

  protected height(row: PaperRow): number {
    return rowHeight(row, this.fit())
  }

  protected inset(cell: PaperCell): number {
    return 3 + indentOf(cell, this.fit())
  }

  /** A merged block may not reach beyond the rows of its page. */
  protected span(cell: PaperCell, row: PaperRow, rows: readonly PaperRow[]): number {
    return Math.min(cell.rowSpan, rows.length - rows.indexOf(row))
  }
}
