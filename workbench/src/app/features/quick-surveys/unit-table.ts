import { Component, computed, inject, input, linkedSignal } from '@angular/core'
import { RouterLink } from '@angular/router'
import type { ReviewList } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { SessionStore } from '../../api/session-store.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { Pager } from '../../ui/pager.js'
import { StateTag } from '../../ui/state-tag.js'

const SIZE = 50

const NOBODY = {
  'not-submitted': '所有单位都报了',
  overdue: '没有逾期的单位',
  submitted: '还没有单位上报',
} as const

/** Units of a quick survey in one state, with whom to call: the same list every 报送任务 has. */
@Component({
  selector: 'wt-unit-table',
  imports: [EmptyState, ErrorPanel, Loading, Pager, RouterLink, StateTag, TimePipe],
  template: `
    @if (units.failure(); as message) {
      <wt-error-panel [message]="message" (retry)="units.reload()" />
    }
    @if (units.value(); as list) {
      @if (list.rows.length) {
        <div class="scroll">
          <table class="table">
            <thead>
              <tr>
                <th>填报单位</th>
                <th>地区</th>
                <th>状态</th>
                <th>填表人</th>
                <th>电话</th>
                <th>上报时间</th>
              </tr>
            </thead>
            <tbody>
              @for (row of list.rows; track row.obligationId) {
                <tr>
                  <td>
                    @if (mayRead()) {
                      <a [routerLink]="['/fill', row.obligationId]">{{ row.organisation.name }}</a>
                    } @else {
                      {{ row.organisation.name }}
                    }
                  </td>
                  <td class="nowrap">{{ row.city }} {{ row.county }}</td>
                  <td><wt-state-tag [state]="row.state" [overdue]="row.overdue" /></td>
                  <td class="nowrap">{{ row.filledBy ?? '—' }}</td>
                  <td class="nowrap">
                    @if (row.phone; as phone) {
                      <a [href]="'tel:' + phone">{{ phone }}</a>
                    } @else {
                      —
                    }
                  </td>
                  <td class="nowrap muted">{{ row.submittedAt | time }}</td>
                </tr>
              }
            </tbody>
          </table>
        </div>
        <wt-pager [page]="page()" [size]="size" [total]="list.total" (pageChange)="page.set($event)" />
      } @else {
        <wt-empty-state [heading]="nobody()" />
      }
    } @else if (units.loading()) {
      <wt-loading />
    }
  `,
  styles: `
    .scroll {
      overflow-x: auto;
    }
  `,
})
export class UnitTable {
  readonly surveyId = input.required<string>()
  readonly status = input.required<'not-submitted' | 'overdue' | 'submitted'>()
  protected readonly size = SIZE
  protected readonly page = linkedSignal({ source: () => this.status(), computation: () => 1 })
  protected readonly nobody = computed(() => NOBODY[this.status()])
  private readonly session = inject(SessionStore)
  protected readonly mayRead = computed(() => this.session.can('review') || this.session.can('analyse'))
  protected readonly units = loaded(
    () => ({ id: this.surveyId(), query: { status: this.status(), page: this.page(), size: SIZE } }),
    (api, { id, query }, signal) => api.get<ReviewList>(`/quick-surveys/${id}/units`, query, signal),
  )
}
