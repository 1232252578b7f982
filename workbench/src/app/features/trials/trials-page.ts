import { Component } from '@angular/core'
import { RouterLink } from '@angular/router'
import type { TrialSummary } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { DayPipe, TimePipe } from '../../ui/day.pipes.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Icon } from '../../ui/icon.js'
import { Loading } from '../../ui/loading.js'
import { PageHeader } from '../../ui/page-header.js'

/** 试填: which forms are being tried, by how many, and what they have said. */
@Component({
  selector: 'wt-trials-page',
  imports: [DayPipe, EmptyState, ErrorPanel, Icon, Loading, PageHeader, RouterLink, TimePipe],
  template: `
    <wt-page-header
      heading="试填"
      note="请几家单位先填一填，草稿也可以。试填不计入任何汇总、进度和逾期，到期自动结束。"
    >
      <ng-container actions>
        <a class="btn btn-main" routerLink="/design/trials/new"><wt-icon name="add" />发起试填</a>
      </ng-container>
    </wt-page-header>
    <div class="body">
      @if (trials.failure(); as message) {
        <wt-error-panel [message]="message" (retry)="trials.reload()" />
      }
      @if (trials.value(); as rows) {
        @if (rows.length) {
          <table class="table">
            <thead class="sticky">
              <tr>
                <th>表样</th>
                <th>版本</th>
                <th>发起</th>
                <th>结束</th>
                <th class="num">单位</th>
                <th class="num">已试填</th>
                <th class="num">意见</th>
                <th class="num">未处理</th>
              </tr>
            </thead>
            <tbody>
              @for (row of rows; track row.id) {
                <tr>
                  <td>
                    <a [routerLink]="['/design/trials', row.id]">{{ row.formTitle }}</a>
                    <span class="sub"> {{ row.formCode }}</span>
                  </td>
                  <td class="nowrap">第 {{ row.versionNumber }} 版 {{ row.ofDraft ? '草稿' : row.edition }}</td>
                  <td class="nowrap">{{ row.openedAt | time }} {{ row.openedBy }}</td>
                  <td class="nowrap">{{ row.due | day }}{{ row.state === 'closed' ? ' 已结束' : '' }}</td>
                  <td class="num">{{ row.units }}</td>
                  <td class="num">{{ row.submitted }}</td>
                  <td class="num">{{ row.comments }}</td>
                  <td class="num">{{ row.unsettled }}</td>
                </tr>
              }
            </tbody>
          </table>
        } @else {
          <wt-empty-state heading="还没有试填">
            表样画好后，<a routerLink="/design/trials/new">发起试填</a>，请几家单位提前发现问题。
          </wt-empty-state>
        }
      } @else if (trials.loading()) {
        <wt-loading />
      }
    </div>
  `,
  styles: `
    .body {
      padding: 0 var(--gutter) 32px;
    }
  `,
})
export class TrialsPage {
  protected readonly trials = loaded(
    () => ({}),
    (api, _params, signal) => api.get<TrialSummary[]>('/trials', {}, signal),
  )
}
