import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input } from '@angular/core'
import { Router } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import { ApiClient } from '../../api/api-client.js'
import type { AccountEntry, ActivationSlip, Page } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { Ask } from '../../ui/ask.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Icon } from '../../ui/icon.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { Pager } from '../../ui/pager.js'
import { SearchBox } from '../../ui/search-box.js'
import { NewAccountDialog } from './new-account-dialog.js'
import { rolesInWords } from './role-words.js'
import { SlipDialog } from './slip-dialog.js'

const SIZE = 50
const DIALOG = { width: '480px', maxWidth: 'calc(100vw - 48px)' }

/** 账号: the system administrator opens, disables and resets accounts; rights are somebody else's business. */
@Component({
  selector: 'wt-accounts-page',
  imports: [EmptyState, ErrorPanel, Icon, Loading, PageHeader, Pager, SearchBox, TimePipe],
  templateUrl: './accounts-page.html',
  styleUrl: './system.css',
})
export class AccountsPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)
  private readonly router = inject(Router)

  readonly search = input<string>()
  readonly page = input<string>()
  protected readonly size = SIZE
  protected readonly rolesInWords = rolesInWords
  protected readonly at = computed(() => Math.max(1, Number(this.page()) || 1))
  protected readonly accounts = loaded(
    () => ({ search: this.search(), page: this.at() }),
    (api, query, signal) => api.get<Page<AccountEntry>>('/accounts', query, signal),
  )

  /** Nobody changes an administrator alone; the server refuses it too. */
  protected isAdministrator({ roles }: AccountEntry): boolean {
    return roles.some((role) => role.endsWith('-admin'))
  }

  protected show(query: { readonly search?: string | null; readonly page?: number | null }): void {
    void this.router.navigate([], { queryParams: query, queryParamsHandling: 'merge', replaceUrl: true })
  }

  protected async open(): Promise<void> {
    const options = { ...DIALOG, ariaLabel: '开立账号', autoFocus: '#account-unit' }
    const slip = await firstValueFrom(this.dialog.open<ActivationSlip>(NewAccountDialog, options).closed)
    if (!slip) return
    this.accounts.reload()
    this.showSlip(slip)
  }

  protected async setStatus(account: AccountEntry): Promise<void> {
    const disable = account.status === 'active'
    const done = await this.ask.confirm({
      heading: disable ? `停用 ${account.name}` : `启用 ${account.name}`,
      lines: [disable ? '停用后立即退出登录，不能再登录；填报过的内容和记录都保留。' : '启用后可以用原来的密码登录。'],
      action: disable ? '停用' : '启用',
      harsh: disable,
      reason: { label: '原因', suggestions: disable ? ['人员离岗', '长期不用'] : ['恢复使用'] },
      act: ({ reason }) => this.api.post(`/accounts/${account.id}/${disable ? 'disable' : 'enable'}`, { reason }),
    })
    if (!done) return
    this.notices.good(`${account.name} 已${disable ? '停用' : '启用'}。`)
    this.accounts.reload()
  }

  protected async reset(account: AccountEntry): Promise<void> {
    let slip: ActivationSlip | undefined
    const done = await this.ask.confirm({
      heading: `重置 ${account.name} 的密码`,
      lines: ['原密码立即作废，所有登录退出；系统生成一次性激活码，由您打印后交给本人。'],
      action: '重置',
      reason: { label: '原因', suggestions: ['忘记密码'] },
      act: async ({ reason }) => {
        slip = await this.api.post<ActivationSlip>(`/accounts/${account.id}/reset`, { reason })
      },
    })
    if (done && slip) this.showSlip(slip)
  }

  private showSlip(slip: ActivationSlip): void {
    this.dialog.open(SlipDialog, { ...DIALOG, ariaLabel: '账号激活单', data: slip, disableClose: true })
  }
}
