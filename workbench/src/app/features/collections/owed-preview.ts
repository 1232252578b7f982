import { Component, computed, input } from '@angular/core'
import type { OwedCounts } from '../../api/contract.js'

/** Who would owe a report: how many, by city and by category, each with a bar to compare. */
@Component({
  selector: 'wt-owed-preview',
  template: `
    <p class="total">
      应报单位 <strong>{{ preview().obligations }}</strong> 家
    </p>
    @if (preview().obligations === 0) {
      <p class="muted">没有单位符合这张表样的填报范围，请检查表样的「谁填报」规则。</p>
    } @else {
      <div class="sides">
        @for (side of sides(); track side.title) {
          <table class="table">
            <thead>
              <tr>
                <th>{{ side.title }}</th>
                <th class="num">应报</th>
                <th class="bar"><span class="unseen">占比</span></th>
              </tr>
            </thead>
            <tbody>
              @for (row of side.rows; track row.code) {
                <tr>
                  <td class="nowrap">{{ row.name }}</td>
                  <td class="num">{{ row.obligations }}</td>
                  <td class="bar"><i [style.width.%]="(row.obligations / side.most) * 100"></i></td>
                </tr>
              }
            </tbody>
          </table>
        }
      </div>
    }
  `,
  styles: `
    .total {
      margin-bottom: 8px;
    }
    .total strong {
      font-size: var(--size-title);
    }
    .sides {
      display: grid;
      grid-template-columns: 1fr 1fr;
      align-items: start;
      gap: 32px;
    }
    .table td {
      height: 30px;
      padding-block: 2px;
    }
    .bar {
      width: 40%;
    }
    .bar i {
      display: block;
      height: 8px;
      border-radius: 4px;
      background: var(--accent-line);
    }
  `,
})
export class OwedPreview {
  readonly preview = input.required<OwedCounts>()
  protected readonly sides = computed(() => [
    side('市州', this.preview().byCity),
    side('机构类别', this.preview().byCategory),
  ])
}

function side(title: string, rows: OwedCounts['byCity']) {
  return { title, rows, most: Math.max(1, ...rows.map((row) => row.obligations)) }
}
