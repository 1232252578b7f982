import { Component, input } from '@angular/core'
import type { DictionaryChange } from '../../api/contract.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { actWord, changedFields } from './change-words.js'

/** 修改记录: who did what when, with old and new values; newest first. */
@Component({
  selector: 'wt-change-list',
  imports: [TimePipe],
  template: `
    <ol>
      @for (change of changes(); track change.id) {
        <li>
          <span class="when">{{ change.at | time }}</span>
          <span class="who">{{ change.by }}</span>
          <div class="what">
            {{ actOf(change) }}
            @for (field of fieldsOf(change); track field.name) {
              <p>
                <span class="muted">{{ field.name }}：</span><del>{{ field.from }}</del> → {{ field.to }}
              </p>
            }
          </div>
        </li>
      } @empty {
        <li class="muted">还没有修改过。</li>
      }
    </ol>
  `,
  styles: `
    li {
      display: grid;
      grid-template-columns: 136px 88px minmax(0, 1fr);
      gap: 0 16px;
      padding: 6px 0;
      border-bottom: 1px solid var(--line);
    }
    .when,
    .who {
      color: var(--text-2);
    }
    .what {
      overflow-wrap: anywhere;
      white-space: pre-line;
    }
    del {
      color: var(--text-3);
    }
  `,
})
export class ChangeList {
  readonly changes = input.required<readonly DictionaryChange[]>()
  protected readonly actOf = actWord
  protected readonly fieldsOf = changedFields
}
