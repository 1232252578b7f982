import { Component, computed, input } from '@angular/core'
import { countdown } from './countdown.js'
import { dayLabel, weekday } from './days.js'

/**
 * A due day and how far away it is: `11月25日 周三 还有 2 天`, `今天截止`, `逾期 3 天`. `done` leaves the countdown out.
 * `general` is for a day that concerns many: past it, it says 已截止, since 逾期 is said of one report.
 */
@Component({
  selector: 'wt-due-label',
  template: `
    <span class="day">{{ day() }}{{ time() ? ' ' + time() : '' }}</span>
    @if (!done()) {
      <span class="left" [class]="countdown().tone">{{ countdown().words }}</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: baseline;
      gap: 8px;
      white-space: nowrap;
    }
    .neutral {
      color: var(--text-2);
    }
    .warn {
      color: var(--warn);
      font-weight: 500;
    }
    .bad {
      color: var(--bad);
      font-weight: 500;
    }
  `,
})
export class DueLabel {
  readonly due = input.required<string>()
  /** `HH:MM` where the day ends earlier. */
  readonly time = input<string | null>(null)
  readonly daysLeft = input.required<number>()
  readonly done = input(false)
  readonly general = input(false)

  protected readonly day = computed(() => `${dayLabel(this.due())} ${weekday(this.due())}`)
  protected readonly countdown = computed(() => countdown(this.daysLeft(), this.general()))
}
