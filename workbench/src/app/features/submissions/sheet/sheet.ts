import { afterNextRender, Component, computed, inject, Injector, output, viewChild } from '@angular/core'
import type { PastePlan } from '@weitong/designer/entry'
import { FORM, SchemaFields, WIDGETS } from '../../../formily/schema-fields.js'
import { OpenReport } from '../report/open-report.js'
import { paperColumns, widthOf } from '../widgets/paper-columns.js'
import { REPORT_WIDGETS } from '../widgets/widgets.js'
import { CellEditor } from './cell-editor.js'
import type { CellState } from './cell-state.js'
import { headsHeight } from './drawn-rows.js'

const MIN_WIDTH = 620

/** The paper: everything the schema says, rendered through Formily, with the one field that moves from cell to cell. */
@Component({
  selector: 'wt-sheet',
  imports: [CellEditor, SchemaFields],
  providers: [
    { provide: FORM, useFactory: () => inject(OpenReport).fields },
    { provide: WIDGETS, useValue: REPORT_WIDGETS },
  ],
  template: `
    <article
      class="paper"
      [style.width.px]="width()"
      [style.--heads.px]="heads"
      (mousedown)="press($event)"
      (mouseover)="drag($event)"
      (dblclick)="open($event)"
      (keydown.escape)="dragging = false"
    >
      <wt-schema-fields [schema]="report.schema" />
      <wt-cell-editor (pasted)="pasted.emit($event)" (leave)="leave.emit()" />
    </article>
  `,
  styleUrl: './sheet.css',
  host: { '[class.single]': 'single', '(document:mouseup)': 'dragging = false' },
})
export class Sheet {
  protected readonly report = inject(OpenReport)
  private readonly editor = viewChild.required(CellEditor)
  readonly pasted = output<PastePlan>()
  readonly leave = output()
  protected dragging = false
  /** One column: narrow enough for a telephone. */
  protected readonly single = this.report.template.columns.length === 1
  /** As wide as the grid, but wide enough for head and foot. */
  protected readonly width = computed(() => Math.max(MIN_WIDTH, widthOf(paperColumns(this.report))))

  protected readonly heads = headsHeight(this.report.template, this.report.sheet.form.layout)

  constructor() {
    const injector = inject(Injector)
    this.report.takeOver = () => this.editor().commit()
    this.report.goTo = (cellId) => afterNextRender(() => this.goTo(this.report.cells.of(cellId)), { injector })
  }

  /** Brings a cell into focus and into view. */
  goTo(state: CellState, options?: { focus?: boolean }): void {
    this.editor().goTo(state, options)
  }

  protected press(event: MouseEvent): void {
    const state = this.stateAt(event.target)
    if (!state || event.button !== 0) return
    if (state.active() && this.editor().editing) return
    event.preventDefault()
    this.editor().goTo(state, { extend: event.shiftKey })
    this.dragging = true
  }

  protected drag(event: MouseEvent): void {
    if (!this.dragging) return
    const state = this.stateAt(event.target)
    if (state && !state.active()) this.editor().goTo(state, { extend: true })
  }

  protected open(event: MouseEvent): void {
    if (this.stateAt(event.target)?.active() && !this.editor().editing) this.editor().edit()
  }

  private stateAt(target: EventTarget | null): CellState | null {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-cell]') : null
    return cell?.dataset['cell'] ? this.report.cells.byAddress(cell.dataset['cell']) : null
  }
}
