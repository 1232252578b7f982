import { Component, computed, inject } from '@angular/core'
import { RouterLink } from '@angular/router'
import { SessionStore } from '../api/session-store.js'
import { MessagePage } from './message-page.js'

/** For an address that this person's rights do not reach. */
@Component({
  imports: [MessagePage, RouterLink],
  template: `
    <wt-message-page code="403" heading="没有权限打开这个页面" [sentence]="sentence()">
      <a class="btn btn-main" routerLink="/">回到工作台</a>
    </wt-message-page>
  `,
})
export class Forbidden {
  private readonly store = inject(SessionStore)
  protected readonly sentence = computed(
    () =>
      `当前账号是 ${this.store.account()?.login ?? ''}。如果工作需要，请向本单位的账号管理员申请权限，或换一个账号登录。`,
  )
}
