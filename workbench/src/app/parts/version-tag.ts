import { Component, computed, input } from '@angular/core'
import type { VersionState } from '../api/contract.js'
import { VERSION_STATES } from './version-state.js'

/** State of a form version as a word with its colour. */
@Component({
  selector: 'wt-version-tag',
  template: `<span [class]="state()">{{ label() }}</span>`,
  styles: `
    span {
      padding: 1px 6px;
      border-radius: var(--radius);
      background: var(--ground-3);
      color: var(--text-2);
      font-size: var(--size-small);
      white-space: nowrap;
    }
    .draft {
      background: var(--warn-soft);
      color: var(--warn);
    }
    .published {
      background: var(--good-soft);
      color: var(--good);
    }
  `,
})
export class VersionTag {
  readonly state = input.required<VersionState>()
  protected readonly label = computed(() => VERSION_STATES[this.state()])
}
