import { Component } from '@angular/core'
import { RouterLink } from '@angular/router'
import type { CollectionSummary } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { businessDay, daysBetween } from '../../ui/days.js'
import { DueLabel } from '../../ui/due-label.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Icon } from '../../ui/icon.js'
import { Loading } from '../../ui/loading.js'
import { PageHeader } from '../../ui/page-header.js'
import { ProgressLegend, ReportProgress } from '../../ui/report-progress.js'

/** 应急快速调查: what was asked, of how many, and how many have answered. */
@Component({
  selector: 'wt-quick-surveys-page',
  imports: [
    DueLabel,
    EmptyState,
    ErrorPanel,
    Icon,
    Loading,
    PageHeader,
    ProgressLegend,
    ReportProgress,
    RouterLink,
    TimePipe,
  ],
  template: `
    <wt-page-header
      heading="应急快速调查"
      note="写几个问题，选好单位，一次发布就能填。进度、逾期和催报与普通报送任务一样。"
    >
      <ng-container actions>
        <a class="btn btn-main" routerLink="/quick-surveys/new"><wt-icon name="add" />新建快速调查</a>
      </ng-container>
    </wt-page-header>
    <div class="body">
      @if (surveys.failure(); as message) {
        <wt-error-panel [message]="message" (retry)="surveys.reload()" />
      }
      @if (surveys.value(); as rows) {
        @if (rows.length) {
          <table class="table">
            <thead class="sticky">
              <tr>
                <th>调查</th>
                <th>发布</th>
                <th>截止</th>
                <th class="progress"><wt-progress-legend /></th>
                <th class="num">逾期</th>
              </tr>
            </thead>
            <tbody>
              @for (row of rows; track row.id) {
                <tr>
                  <td>
                    <a [routerLink]="['/quick-surveys', row.id]">{{ row.formTitle }}</a>
                    <span class="sub"> {{ row.formCode }}</span>
                  </td>
                  <td class="nowrap">{{ row.openedAt | time }} {{ row.openedBy }}</td>
                  <td>
                    <wt-due-label
                      [general]="true"
                      [due]="row.due"
                      [time]="row.dueTime"
                      [daysLeft]="daysLeft(row)"
                      [done]="row.state === 'closed'"
                    />
                  </td>
                  <td><wt-report-progress [counts]="row.progress" /></td>
                  <td class="num">{{ row.progress.overdue }}</td>
                </tr>
              }
            </tbody>
          </table>
        } @else {
          <wt-empty-state heading="还没有发布过快速调查">
            有急需摸底的情况，<a routerLink="/quick-surveys/new">新建快速调查</a>：十分钟内就能把链接发出去。
          </wt-empty-state>
        }
      } @else if (surveys.loading()) {
        <wt-loading />
      }
    </div>
  `,
  styles: `
    .body {
      padding: 0 var(--gutter) 32px;
    }
    .progress {
      width: 34%;
    }
  `,
})
export class QuickSurveysPage {
  private readonly today = businessDay(new Date())
  protected readonly surveys = loaded(
    () => ({}),
    (api, _params, signal) => api.get<CollectionSummary[]>('/quick-surveys', {}, signal),
  )

  protected daysLeft({ due }: CollectionSummary): number {
    return daysBetween(this.today, due)
  }
}
