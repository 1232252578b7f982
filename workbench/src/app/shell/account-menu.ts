import { CdkMenu, CdkMenuItem, CdkMenuTrigger } from '@angular/cdk/menu'
import { Component, inject } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { messageOf } from '../api/api-failure.js'
import { SessionGateway } from '../api/session-gateway.js'
import { SessionStore } from '../api/session-store.js'
import { Icon } from '../ui/icon.js'
import { Notices } from '../ui/notices.js'

/** Name of the person at the top right, with what concerns the account alone. */
@Component({
  selector: 'wt-account-menu',
  imports: [CdkMenu, CdkMenuItem, CdkMenuTrigger, Icon, RouterLink],
  template: `
    @if (store.session(); as session) {
      <button type="button" class="person" [cdkMenuTriggerFor]="menu">
        <wt-icon name="account" />
        <span>{{ session.account.name }}</span>
        <wt-icon name="down" />
      </button>
      <ng-template #menu>
        <div class="menu" cdkMenu>
          <div class="who">
            <strong>{{ session.account.name }}</strong>
            <span>账号 {{ session.account.login }}</span>
            <span>{{ session.organisation.name }}</span>
          </div>
          @if (!session.duty) {
            <a class="item" cdkMenuItem routerLink="/account">账号与安全</a>
          }
          <button type="button" class="item" cdkMenuItem (cdkMenuItemTriggered)="signOut()">退出登录</button>
        </div>
      </ng-template>
    }
  `,
  styleUrl: './account-menu.css',
})
export class AccountMenu {
  protected readonly store = inject(SessionStore)
  private readonly gateway = inject(SessionGateway)
  private readonly router = inject(Router)
  private readonly notices = inject(Notices)

  /** Leaves the page first, so that a page with unsaved work can hold the person back. */
  protected async signOut(): Promise<void> {
    if (!(await this.router.navigate(['/sign-in'], { queryParams: { left: 1 } }))) return
    try {
      await this.gateway.signOut()
    } catch (error) {
      this.notices.bad(`没能退出登录：${messageOf(error)}`)
    }
  }
}
