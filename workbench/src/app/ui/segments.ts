import { Component, computed, input } from '@angular/core'
import type { Segment } from './segment.js'

/** A bar of parts out of `total`; the rest is empty ground. The words are its accessible name and its tooltip. */
@Component({
  selector: 'wt-segments',
  template: `
    <div class="bar" role="img" [attr.aria-label]="words()" [title]="words()">
      @for (segment of visible(); track segment.label) {
        <span [class]="segment.tone" [style.flex-grow]="segment.count"></span>
      }
      <span [style.flex-grow]="rest()"></span>
    </div>
  `,
  styles: `
    :host {
      display: block;
      min-width: 80px;
    }
    .bar {
      display: flex;
      gap: 1px;
      height: 8px;
      overflow: hidden;
      border-radius: 4px;
      background: var(--ground-3);
    }
    span {
      flex: 0 1 0;
    }
    .neutral {
      background: var(--line-strong);
    }
    .accent {
      background: var(--accent);
    }
    .good {
      background: var(--good);
    }
    .pass {
      background: var(--pass);
    }
    .warn {
      background: #c98a0c;
    }
    .bad {
      background: var(--bad);
    }
  `,
})
export class Segments {
  readonly segments = input.required<readonly Segment[]>()
  readonly total = input.required<number>()

  protected readonly visible = computed(() => this.segments().filter((segment) => segment.count > 0))
  protected readonly rest = computed(() =>
    Math.max(0, this.total() - this.segments().reduce((sum, segment) => sum + segment.count, 0)),
  )
  protected readonly words = computed(() =>
    [...this.visible().map((segment) => `${segment.label} ${segment.count}`), `共 ${this.total()}`].join('，'),
  )
}
