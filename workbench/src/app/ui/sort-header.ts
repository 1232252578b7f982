import { Component, computed, input, output } from '@angular/core'

/**
 * A column head that sorts: `<th wtSort="name" [sort]="sort()" (sortChange)="…">机构名称</th>`. `sort` is the name of the
 * column, with `-` before it for descending; a click on the sorted column turns it round.
 */
@Component({
  selector: 'th[wtSort]',
  template: `
    <button type="button" (click)="sortChange.emit(next())">
      <ng-content /><span class="way" aria-hidden="true">{{ way() === 'ascending' ? '↑' : way() ? '↓' : '' }}</span>
    </button>
  `,
  styles: `
    button {
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      cursor: pointer;
    }
    button:hover {
      color: var(--accent);
    }
    .way {
      display: inline-block;
      width: 14px;
      text-align: center;
    }
  `,
  host: { '[attr.aria-sort]': 'way()' },
})
export class SortHeader {
  readonly wtSort = input.required<string>()
  readonly sort = input.required<string>()
  readonly sortChange = output<string>()

  protected readonly way = computed(() => {
    if (this.sort() === this.wtSort()) return 'ascending'
    return this.sort() === `-${this.wtSort()}` ? 'descending' : null
  })
  protected readonly next = computed(() => (this.way() === 'ascending' ? `-${this.wtSort()}` : this.wtSort()))
}
