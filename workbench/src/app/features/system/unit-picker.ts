import { Component, input, model, signal } from '@angular/core'
import type { OrganisationNode } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'

export interface PickedUnit {
  readonly id: string
  readonly name: string
}

/** Chooses an organisation by part of its name, its code or first letters in pinyin. */
@Component({
  selector: 'wt-unit-picker',
  template: `
    <label [for]="field()">{{ label() }}</label>
    @if (value(); as unit) {
      <p class="chosen">
        <span>{{ unit.name }}</span>
        <button type="button" class="btn btn-plain" (click)="value.set(null)">更换</button>
      </p>
    } @else {
      <input
        class="input"
        type="search"
        autocomplete="off"
        placeholder="名称、代码或拼音首字母"
        [id]="field()"
        [value]="words()"
        (input)="words.set(text($event))"
      />
      @if (found.value(); as units) {
        <ul class="found" aria-label="匹配的机构">
          @for (unit of units.slice(0, 8); track unit.id) {
            <li>
              <button type="button" (click)="pick(unit)">
                <span>{{ unit.name }}</span>
                <span class="faint">{{ unit.divisionCode }}</span>
              </button>
            </li>
          } @empty {
            @if (words().trim()) {
              <li class="none">没有找到匹配的机构，换一个词再找。</li>
            }
          }
        </ul>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 4px;
    }
    label {
      color: var(--text-2);
    }
    .chosen {
      display: flex;
      align-items: center;
      gap: 16px;
      min-height: var(--control);
    }
    .found {
      max-height: 200px;
      overflow-y: auto;
      border: 1px solid var(--line);
      border-radius: var(--radius);
    }
    .found:empty {
      display: none;
    }
    .found button {
      display: flex;
      justify-content: space-between;
      gap: 16px;
      width: 100%;
      padding: 6px 10px;
      border: 0;
      background: none;
      color: var(--text);
      font: inherit;
      text-align: left;
      cursor: pointer;
    }
    .found button:hover,
    .found button:focus-visible {
      background: var(--ground-3);
    }
    .none {
      padding: 6px 10px;
      color: var(--text-2);
    }
  `,
})
export class UnitPicker {
  readonly label = input('机构')
  /** Id of the input, for its label and for the focus. */
  readonly field = input('unit')
  readonly value = model<PickedUnit | null>(null)
  protected readonly words = signal('')
  protected readonly found = loaded(
    () => ({ search: this.words().trim() }),
    async (api, { search }, signal) =>
      search ? api.get<OrganisationNode[]>('/organisations', { search }, signal) : [],
  )

  protected text(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : ''
  }

  protected pick({ id, name }: OrganisationNode): void {
    this.value.set({ id, name })
    this.words.set('')
  }
}
