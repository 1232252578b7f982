import { Component, computed, input, output } from '@angular/core'

/** `第 1–200 家，共 412 家` with 上一页 and 下一页. Shows nothing when everything is on one page. Pages count from 1. */
@Component({
  selector: 'wt-pager',
  template: `
    @if (total() > size()) {
      <nav aria-label="翻页">
        <span>第 {{ first() }}–{{ last() }} {{ unit() }}，共 {{ total() }} {{ unit() }}</span>
        <button type="button" class="btn btn-small" [disabled]="page() <= 1" (click)="pageChange.emit(page() - 1)">
          上一页
        </button>
        <button
          type="button"
          class="btn btn-small"
          [disabled]="last() >= total()"
          (click)="pageChange.emit(page() + 1)"
        >
          下一页
        </button>
      </nav>
    }
  `,
  styles: `
    nav {
      display: flex;
      align-items: center;
      justify-content: flex-end;
      gap: 8px;
      padding: 12px 0;
      color: var(--text-2);
    }
  `,
})
export class Pager {
  readonly page = input.required<number>()
  readonly size = input.required<number>()
  readonly total = input.required<number>()
  /** Measure word: 家, 条, 张. */
  readonly unit = input('条')
  readonly pageChange = output<number>()

  protected readonly first = computed(() => (this.page() - 1) * this.size() + 1)
  protected readonly last = computed(() => Math.min(this.page() * this.size(), this.total()))
}
