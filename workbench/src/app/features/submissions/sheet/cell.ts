import type { OnDestroy, OnInit } from '@angular/core'
import { Component, computed, ElementRef, inject, input } from '@angular/core'
import { OpenReport } from '../report/open-report.js'
import type { CellState } from './cell-state.js'
import { shownText } from './cell-facts.js'
import { growth } from './growth.js'

/** One cell that holds a value. The input field is not here: the one there is moves to the cell in focus. */
@Component({
  selector: 'td[wtCell]',
  template: `
    @if (problem(); as found) {
      <i class="sign" aria-hidden="true">{{ found.severity === 'error' ? '!' : '?' }}</i>
    }
    <span class="text">{{ state().facts.applies && !state().hidden() ? state().text() : '—' }}</span>
    @if (state().news(); as word) {
      <span class="news">{{ word }}</span>
    }
    @for (earlier of comparison(); track $index) {
      <span class="was" [title]="earlier.text">{{ earlier.text }}</span>
      <span class="growth">{{ earlier.growth }}</span>
    }
  `,
  styleUrl: './cell.css',
  host: {
    role: 'gridcell',
    '[class]': 'look()',
    '[class.error]': "problem()?.severity === 'error'",
    '[class.warning]': "problem()?.severity === 'warning'",
    '[class.active]': 'state().active()',
    '[class.chosen]': 'state().chosen()',
    '[class.fresh]': 'state().news() !== null',
    '[class.explained]': 'state().explained()',
    '[class.compared]': 'comparison().length > 0',
    '[attr.data-cell]': 'state().facts.address',
    '[attr.data-key]': 'state().facts.cell.binding?.key',
    '[attr.aria-readonly]': '!state().editable',
    '[attr.aria-invalid]': "problem()?.severity === 'error' ? true : null",
    '[attr.aria-selected]': 'state().active() || state().chosen()',
    '[attr.title]': 'problem()?.words ?? null',
  },
})
export class CellView implements OnInit, OnDestroy {
  readonly state = input.required<CellState>({ alias: 'wtCell' })
  private readonly cells = inject(OpenReport).cells
  private readonly element: ElementRef<HTMLElement> = inject(ElementRef)

  protected readonly problem = computed(() => this.state().problem())
  protected readonly look = computed(() => {
    const { facts } = this.state()
    const kind =
      !facts.applies || this.state().hidden()
        ? 'na'
        : facts.cell.role === 'input' && facts.cell.binding?.offset === 0
          ? 'fill'
          : 'computed'
    return `${kind} ${facts.cell.align}${this.state().editable ? ' editable' : ''}`
  })
  /** What the value was before, beside it, while it is compared. */
  protected readonly comparison = computed(() => {
    const { facts } = this.state()
    if (!facts.applies) return []
    const now = facts.isNumber ? this.state().value() : null
    return this.cells.compared().map((period) => ({
      text: shownText(facts[period], facts),
      growth: facts.isNumber ? growth(now, facts[period]) : '',
    }))
  })

  ngOnInit(): void {
    this.state().element = this.element.nativeElement
  }

  ngOnDestroy(): void {
    this.state().element = null
  }
}
