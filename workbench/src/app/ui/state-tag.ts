import { Component, computed, input } from '@angular/core'
import type { StateKey } from './glossary.js'
import { STATES } from './glossary.js'

/** State of a report: its word with a small ring that fills up on the way. `overdue` adds 逾期. */
@Component({
  selector: 'wt-state-tag',
  template: `
    <span class="state" [class]="look().tone">
      @if (look().sign === '!') {
        <i class="mark" aria-hidden="true">!</i>
      } @else {
        <i class="ring" aria-hidden="true" [style.--turn]="look().sign + 'turn'"></i>
      }
      {{ look().label }}
    </span>
    @if (overdue()) {
      <span class="overdue">逾期</span>
    }
  `,
  styleUrl: './state-tag.css',
})
export class StateTag {
  readonly state = input.required<StateKey>()
  readonly overdue = input(false)
  protected readonly look = computed(() => STATES[this.state()])
}
