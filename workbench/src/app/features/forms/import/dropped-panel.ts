import { Component, input } from '@angular/core'
import type { DroppedThing } from '@weitong/designer/recognition'
import { EmptyState } from '../../../ui/empty-state.js'

/** 未带入: what of the file does not become part of the draft, or not as it was, each with its reason. */
@Component({
  selector: 'wt-dropped-panel',
  imports: [EmptyState],
  template: `
    @if (dropped().length || notes().length) {
      <ul>
        @for (thing of dropped(); track $index) {
          <li>
            <span class="address">{{ thing.address || '—' }}</span>
            <span
              >{{ thing.what }}<span class="why">{{ thing.why }}</span></span
            >
          </li>
        }
      </ul>
      @if (notes().length) {
        <h3>表下的说明</h3>
        <p class="why pad">下面的文字不在表格里，可以复制到指标解释或填报说明中。</p>
        @for (note of notes(); track $index) {
          <p class="pad">{{ note }}</p>
        }
      }
    } @else {
      <wt-empty-state heading="文件里的内容都带入了" />
    }
  `,
  styles: `
    :host {
      display: block;
      height: 100%;
      overflow-y: auto;
    }
    li {
      display: grid;
      grid-template-columns: 44px minmax(0, 1fr);
      gap: 8px;
      padding: 8px 12px;
      border-bottom: 1px solid var(--line);
      overflow-wrap: anywhere;
    }
    .address,
    .why {
      color: var(--text-3);
    }
    .why {
      display: block;
      font-size: var(--size-small);
    }
    h3 {
      padding: 12px 12px 0;
    }
    .pad {
      padding: 4px 12px;
    }
  `,
})
export class DroppedPanel {
  readonly dropped = input.required<readonly DroppedThing[]>()
  readonly notes = input.required<readonly string[]>()
}
