import { Component, computed, inject } from '@angular/core'
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router'
import { SessionStore } from '../../api/session-store.js'
import { PageHeader } from '../../ui/page-header.js'

/** 账号与安全: what concerns one's own account alone. */
@Component({
  selector: 'wt-account-page',
  imports: [PageHeader, RouterLink, RouterLinkActive, RouterOutlet],
  template: `
    <wt-page-header heading="账号与安全" [note]="note()" />
    @if (!store.session()?.duty) {
      <nav class="tabs" aria-label="账号与安全">
        @for (tab of tabs; track tab.path) {
          <a [routerLink]="tab.path" routerLinkActive="here" ariaCurrentWhenActive="page">{{ tab.title }}</a>
        }
      </nav>
    }
    <div class="body"><router-outlet /></div>
  `,
  styles: `
    .tabs {
      display: flex;
      gap: 24px;
      padding: 0 var(--gutter);
      border-bottom: 1px solid var(--line);
    }
    .tabs a {
      padding: 8px 0;
      border-bottom: 2px solid transparent;
      color: var(--text-2);
      text-decoration: none;
    }
    .tabs a.here {
      border-bottom-color: var(--accent);
      color: var(--accent);
    }
    .body {
      padding: 24px var(--gutter) 32px;
    }
  `,
})
export class AccountPage {
  protected readonly store = inject(SessionStore)
  protected readonly tabs = [
    { path: 'password', title: '修改密码' },
    { path: 'second-factor', title: '身份验证器' },
    { path: 'sessions', title: '登录的设备' },
  ]
  protected readonly note = computed(() => {
    const session = this.store.session()
    return session ? `${session.account.name}，账号 ${session.account.login}，${session.organisation.name}` : ''
  })
}
