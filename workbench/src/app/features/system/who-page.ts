import { Component, signal } from '@angular/core'
import type { WhoEntry } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { PageHeader } from '../../ui/page-header.js'
import { ROLE_WORDS } from './role-words.js'
import { type PickedUnit, UnitPicker } from './unit-picker.js'

/** 谁能看到这个，为什么: for a unit, every person with a grant over it, and which one. */
@Component({
  selector: 'wt-who-page',
  imports: [EmptyState, ErrorPanel, Loading, PageHeader, UnitPicker],
  template: `
    <wt-page-header
      heading="谁能看到这个，为什么"
      note="选一个机构，列出能看到它的报表的每一个人，以及凭哪一项授权。"
    />
    <div class="body">
      <div class="pick"><wt-unit-picker label="机构" field="who-unit" [(value)]="unit" /></div>
      @if (who.failure(); as message) {
        <wt-error-panel [message]="message" (retry)="who.reload()" />
      }
      @if (!unit()) {
        <wt-empty-state heading="还没有选择机构">输入机构名称的一部分、代码或拼音首字母，从列表中选取。</wt-empty-state>
      } @else if (who.value(); as list) {
        @if (list.length) {
          <table class="table">
            <thead class="sticky">
              <tr>
                <th>姓名</th>
                <th>账号</th>
                <th>所在机构</th>
                <th>为什么</th>
                <th>依据</th>
              </tr>
            </thead>
            <tbody>
              @for (row of list; track row.id) {
                <tr>
                  <td class="nowrap">{{ row.name }}</td>
                  <td class="code">{{ row.login }}</td>
                  <td>{{ row.workplace }}</td>
                  <td>{{ why(row) }}</td>
                  <td>{{ row.reason ?? '初始化时建立' }}</td>
                </tr>
              }
            </tbody>
          </table>
        } @else {
          <wt-empty-state heading="没有人能看到这个机构的报表">需要时请在“授权”中为填报员、审核员授权。</wt-empty-state>
        }
      } @else if (who.loading()) {
        <wt-loading />
      }
    </div>
  `,
  styleUrl: './system.css',
})
export class WhoPage {
  protected readonly unit = signal<PickedUnit | null>(null)
  protected readonly who = loaded(
    () => this.unit()?.id,
    (api, organisationId, signal) => api.get<WhoEntry[]>('/grants/who', { organisationId, area: '*' }, signal),
  )

  protected why({ role, organisation, area }: WhoEntry): string {
    const where = organisation === this.unit()?.name ? '' : '（它在其管辖范围内）'
    return `是${organisation}的${ROLE_WORDS[role]}${area === '*' ? '' : `，限${area}`}${where}`
  }
}
