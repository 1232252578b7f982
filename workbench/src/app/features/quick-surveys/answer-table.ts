import { Component, input, signal } from '@angular/core'
import { formatNumber } from '@weitong/designer/indicator'
import type { AnsweredQuestion, AnswerList, QuickSurvey } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { Pager } from '../../ui/pager.js'

const SIZE = 50

/** What was answered: a line for each unit that has submitted, the sums of the numbers above. */
@Component({
  selector: 'wt-answer-table',
  imports: [EmptyState, ErrorPanel, Loading, Pager],
  template: `
    @if (answers.failure(); as message) {
      <wt-error-panel [message]="message" (retry)="answers.reload()" />
    }
    @if (answers.value(); as list) {
      @if (list.total) {
        <div class="scroll">
          <table class="table">
            <thead>
              <tr>
                <th>填报单位</th>
                @for (question of survey().questions; track question.key) {
                  <th [class.num]="isNumber(question)">
                    {{ question.text }}{{ question.unit ? '（' + question.unit + '）' : '' }}
                  </th>
                }
              </tr>
            </thead>
            <tbody>
              <tr class="sum">
                <td>合计（{{ list.total }} 家）</td>
                @for (question of survey().questions; track question.key) {
                  <td [class.num]="isNumber(question)">{{ shown(question, list.totals[$index]) }}</td>
                }
              </tr>
              @for (row of list.rows; track row.obligationId) {
                <tr>
                  <td>
                    {{ row.organisation }}
                    <span class="sub">{{ row.city }} {{ row.county }}</span>
                  </td>
                  @for (question of survey().questions; track question.key) {
                    <td [class.num]="isNumber(question)">{{ shown(question, row.values[$index]) }}</td>
                  }
                </tr>
              }
            </tbody>
          </table>
        </div>
        <wt-pager [page]="page()" [size]="size" [total]="list.total" (pageChange)="page.set($event)" />
      } @else {
        <wt-empty-state heading="还没有结果">单位上报后，结果马上出现在这里。</wt-empty-state>
      }
    } @else if (answers.loading()) {
      <wt-loading />
    }
  `,
  styles: `
    .scroll {
      overflow-x: auto;
    }
    th {
      min-width: 96px;
      max-width: 240px;
      white-space: normal;
    }
    .sum {
      background: var(--ground-2);
      font-weight: 600;
    }
  `,
})
export class AnswerTable {
  readonly survey = input.required<QuickSurvey>()
  protected readonly size = SIZE
  protected readonly page = signal(1)
  protected readonly answers = loaded(
    () => ({ id: this.survey().collection.id, query: { page: this.page(), size: SIZE } }),
    (api, { id, query }, signal) => api.get<AnswerList>(`/quick-surveys/${id}/answers`, query, signal),
  )

  protected isNumber({ type }: AnsweredQuestion): boolean {
    return type === 'integer' || type === 'decimal'
  }

  protected shown(question: AnsweredQuestion, value: string | null | undefined): string {
    return this.isNumber(question) ? formatNumber(value ?? null, question.decimals) : (value ?? '')
  }
}
