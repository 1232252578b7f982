import { Component, input, output } from '@angular/core'
import type { ChosenUnit, UnitMatches } from '../api/contract.js'

/** A list of names from outside: pasted, or the first sheet of a workbook; says what became of each line. */
@Component({
  selector: 'wt-unit-list',
  template: `
    <textarea
      #lines
      class="input"
      rows="4"
      aria-label="单位名单，每行一家"
      placeholder="每行一家：单位名称、机构编码或统一社会信用代码，可以从 Excel 直接粘贴"
    ></textarea>
    <div class="acts">
      <button type="button" class="btn btn-small" (click)="pasted.emit(lines.value)">按名单加入</button>
      <label class="btn btn-small">
        上传 Excel 名单
        <input type="file" class="unseen" accept=".xlsx" (change)="choose($event)" />
      </label>
    </div>
    @if (matches(); as found) {
      <p role="status">
        认出 {{ found.matched.length }} 家
        @if (found.unknown.length) {
          ，<span class="bad">{{ found.unknown.length }} 行没有认出</span>：{{ found.unknown.slice(0, 8).join('；')
          }}{{ found.unknown.length > 8 ? '……' : '' }}
        }
      </p>
      @for (twin of found.ambiguous; track twin.line) {
        <p>
          “{{ twin.line }}”有 {{ twin.units.length }} 家同名，请选：
          @for (unit of twin.units; track unit.id) {
            <button type="button" class="btn btn-small" (click)="settled.emit(unit)">{{ unit.code }}</button>
          }
        </p>
      }
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 6px;
    }
    .acts {
      display: flex;
      gap: 8px;
    }
    label.btn:focus-within {
      outline: 2px solid var(--accent-line);
    }
    .bad {
      color: var(--bad);
    }
  `,
})
export class UnitList {
  readonly matches = input.required<UnitMatches | null>()
  readonly pasted = output<string>()
  readonly uploaded = output<File>()
  readonly settled = output<ChosenUnit>()

  protected choose(event: Event): void {
    const field = event.target
    if (!(field instanceof HTMLInputElement)) return
    const file = field.files?.[0]
    if (file) this.uploaded.emit(file)
    field.value = ''
  }
}
