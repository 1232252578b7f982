import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input, signal } from '@angular/core'
import { Router } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import { ApiClient } from '../../api/api-client.js'
import type { AccountEntry, GrantEntry, Page } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { Ask } from '../../ui/ask.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { Pager } from '../../ui/pager.js'
import { SearchBox } from '../../ui/search-box.js'
import { GrantDialog } from './grant-dialog.js'
import { ROLE_WORDS, rolesInWords } from './role-words.js'

const SIZE = 50

/** 授权: the security administrator gives and takes back rights, ends sessions, and helps who lost the app. */
@Component({
  selector: 'wt-grants-page',
  imports: [EmptyState, ErrorPanel, Loading, PageHeader, Pager, SearchBox, TimePipe],
  templateUrl: './grants-page.html',
  styleUrl: './system.css',
})
export class GrantsPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)
  private readonly router = inject(Router)

  readonly search = input<string>()
  readonly page = input<string>()
  protected readonly size = SIZE
  protected readonly words = ROLE_WORDS
  protected readonly rolesInWords = rolesInWords
  protected readonly at = computed(() => Math.max(1, Number(this.page()) || 1))
  protected readonly opened = signal<AccountEntry | null>(null)
  protected readonly accounts = loaded(
    () => ({ search: this.search(), page: this.at() }),
    (api, query, signal) => api.get<Page<AccountEntry>>('/accounts', query, signal),
  )
  protected readonly grants = loaded(
    () => this.opened()?.id,
    (api, id, signal) => api.get<GrantEntry[]>(`/accounts/${id}/grants`, {}, signal),
  )

  protected show(query: { readonly search?: string | null; readonly page?: number | null }): void {
    void this.router.navigate([], { queryParams: query, queryParamsHandling: 'merge', replaceUrl: true })
  }

  protected toggle(account: AccountEntry): void {
    this.opened.update((opened) => (opened?.id === account.id ? null : account))
  }

  protected async give(account: AccountEntry): Promise<void> {
    const options = { width: '480px', maxWidth: 'calc(100vw - 48px)', ariaLabel: '授权', data: account }
    if (!(await firstValueFrom(this.dialog.open<boolean>(GrantDialog, options).closed))) return
    this.notices.good(`已授权给 ${account.name}，几秒内生效。`)
    this.reload()
  }

  protected async revoke(grant: GrantEntry, account: AccountEntry): Promise<void> {
    const done = await this.ask.confirm({
      heading: `收回 ${account.name} 的${ROLE_WORDS[grant.role]}权限`,
      lines: [`范围：${grant.organisation}及其下属。收回后几秒内生效，已填写和审核过的内容不受影响。`],
      action: '收回',
      harsh: true,
      reason: { label: '原因', suggestions: ['岗位调整', '人员离岗'] },
      act: ({ reason }) => this.api.post(`/grants/${grant.id}/revoke`, { reason }),
    })
    if (done) this.reload()
  }

  protected async kick(account: AccountEntry): Promise<void> {
    const done = await this.ask.confirm({
      heading: `结束 ${account.name} 的全部登录`,
      lines: ['几秒内在所有地方退出登录，需要重新登录。'],
      action: '结束登录',
      harsh: true,
      reason: { label: '原因' },
      act: ({ reason }) => this.api.post(`/accounts/${account.id}/kick`, { reason }),
    })
    if (done) this.notices.good(`${account.name} 的登录已全部结束。`)
  }

  protected async resetFactor(account: AccountEntry): Promise<void> {
    const done = await this.ask.confirm({
      heading: `解除 ${account.name} 的身份验证器`,
      lines: ['用于手机丢失且没有恢复码时。请先核实是本人；解除后恢复码同时作废，岗位要求的，下次登录须重新绑定。'],
      action: '解除',
      harsh: true,
      reason: { label: '原因', suggestions: ['手机丢失，已核实本人'] },
      act: ({ reason }) => this.api.post(`/accounts/${account.id}/reset-second-factor`, { reason }),
    })
    if (done) this.notices.good(`${account.name} 的身份验证器已解除。`)
  }

  private reload(): void {
    this.grants.reload()
    this.accounts.reload()
  }
}
