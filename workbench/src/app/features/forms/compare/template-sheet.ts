import { Component, computed, effect, ElementRef, inject, input } from '@angular/core'
import type { Cell, Template } from '@weitong/designer/template'
import { layoutOf } from '@weitong/designer/template'
import type { ChangeTone } from './change-words.js'

interface ShownCell {
  /** Unique in its row. */
  readonly id: string
  /** Null where nothing is drawn. */
  readonly cell: Cell | null
  readonly words: string
}

/** A table as it is drawn, to look at: cells that differ are marked, the cell in view is framed and scrolled to. */
@Component({
  selector: 'wt-template-sheet',
  template: `
    <table>
      <colgroup>
        @for (column of template().columns; track column.id) {
          <col [style.width.px]="column.width" />
        }
      </colgroup>
      <tbody>
        @for (row of rows(); track row.id) {
          <tr [style.height.px]="row.height">
            @for (each of row.cells; track each.id) {
              <td
                [class]="'is-' + (each.cell?.role ?? 'nothing') + ' ' + (marks().get(each.cell?.id ?? '') ?? '')"
                [class.shown]="each.cell !== null && each.cell.id === shown()"
                [attr.data-cell]="each.cell?.id"
                [attr.rowspan]="each.cell?.rowSpan"
                [attr.colspan]="each.cell?.columnSpan"
                [style.text-align]="each.cell?.align"
                [style.padding-left.px]="6 + (each.cell?.indent ?? 0) * 12"
              >
                {{ each.words }}
              </td>
            }
          </tr>
        }
      </tbody>
    </table>
  `,
  styleUrl: './template-sheet.css',
})
export class TemplateSheet {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef)
  readonly template = input.required<Template>()
  readonly marks = input<ReadonlyMap<string, ChangeTone>>(new Map())
  /** Id of the cell in view. */
  readonly shown = input<string | null>(null)

  protected readonly rows = computed(() => {
    const template = this.template()
    const layout = layoutOf(template)
    const names = new Map(template.indicators.map(({ code, name }) => [code, name]))
    const wordsOf = (cell: Cell): string => {
      if (cell.role === 'computed') return '自动计算'
      return cell.role === 'input' ? (names.get(cell.binding?.indicator ?? '') ?? '') : cell.text
    }
    return template.rows.map((row, at) => ({
      ...row,
      cells: template.columns.flatMap((column, position): ShownCell[] => {
        const cell = layout.at(at, position) ?? null
        if (cell && (cell.row !== row.id || cell.column !== column.id)) return []
        return [{ id: column.id, cell, words: cell ? wordsOf(cell) : '' }]
      }),
    }))
  })

  constructor() {
    effect(() => {
      const id = this.shown()
      if (id === null) return
      const cell = this.host.nativeElement.querySelector(`[data-cell="${CSS.escape(id)}"]`)
      cell?.scrollIntoView({ block: 'center', inline: 'nearest' })
    })
  }
}
