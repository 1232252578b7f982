import { Component, computed, input } from '@angular/core'
import { expiryOf } from '@weitong/designer/period'
import { businessDay, dayLabel } from '../ui/days.js'

/** `有效期至 12月31日，还有 33 天` where the end of a 有效期 is near or has passed; nothing while there is time. */
@Component({
  selector: 'wt-expiry-note',
  template: `
    @if (words(); as text) {
      <span class="near">{{ text }}</span>
    }
  `,
  styles: `
    .near {
      padding: 1px 6px;
      border-radius: var(--radius);
      background: var(--warn-soft);
      color: var(--warn);
      font-size: var(--size-small);
      white-space: nowrap;
    }
  `,
})
export class ExpiryNote {
  /** As the legal head says it: a day or a month. */
  readonly validUntil = input.required<string>()
  private readonly today = businessDay(new Date())
  protected readonly words = computed(() => {
    const expiry = expiryOf(this.validUntil(), this.today)
    if (!expiry) return null
    const day = dayLabel(expiry.day, this.today)
    if (expiry.daysLeft < 0) return `有效期已于${day}届满`
    return expiry.daysLeft === 0 ? '有效期今天届满' : `有效期至${day}，还有 ${expiry.daysLeft} 天`
  })
}
