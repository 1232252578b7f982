import { Component, inject } from '@angular/core'
import { EmptyState } from '../../../ui/empty-state.js'
import { ImportDesk } from './import-desk.js'

/** 审核关系: checks read off the structure; those that are ticked become 强制性 rules of the draft. */
@Component({
  selector: 'wt-check-panel',
  imports: [EmptyState],
  template: `
    @if (desk.checks().length) {
      <p class="note">勾选的会成为草稿的强制性审核规则，到设计器里还可以改。</p>
      <ul>
        @for (item of desk.checks(); track item.check.id) {
          <li>
            <label>
              <input type="checkbox" [checked]="item.wanted" (change)="toggle(item.check.id, item.wanted)" />
              <span>
                {{ item.check.message }}
                @if (item.check.confidence === 'doubtful' && !item.decided) {
                  <span class="doubt">待确认</span>
                }
                <span class="formula">{{ item.check.expression.replaceAll('@', '') }}</span>
              </span>
            </label>
          </li>
        }
      </ul>
    } @else {
      <wt-empty-state heading="没有从表的结构里看出审核关系"
        >有合计行、“其中”项的表会提出；其他规则请在设计器里写。</wt-empty-state
      >
    }
  `,
  styles: `
    :host {
      display: block;
      height: 100%;
      overflow-y: auto;
    }
    .note {
      padding: 10px 12px;
      border-bottom: 1px solid var(--line);
      color: var(--text-2);
    }
    li {
      border-bottom: 1px solid var(--line);
    }
    label {
      display: grid;
      grid-template-columns: 16px minmax(0, 1fr);
      gap: 10px;
      padding: 8px 12px;
      cursor: pointer;
    }
    label:hover {
      background: var(--ground-2);
    }
    input {
      margin-top: 3px;
    }
    .formula {
      display: block;
      color: var(--text-3);
      font-size: var(--size-small);
      overflow-wrap: anywhere;
    }
    .doubt {
      margin-left: 6px;
      padding: 0 6px;
      border-radius: var(--radius);
      background: var(--warn-soft);
      color: var(--warn);
      font-size: var(--size-small);
    }
  `,
})
export class CheckPanel {
  protected readonly desk = inject(ImportDesk)

  protected toggle(id: string, wanted: boolean): void {
    this.desk.decide(id, { as: wanted ? 'refused' : 'accepted' })
  }
}
