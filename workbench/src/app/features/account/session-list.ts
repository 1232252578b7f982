import { Component, inject } from '@angular/core'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { OwnSession, OwnSessions } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { Ask } from '../../ui/ask.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { browserOf } from './browser-name.js'

/** 登录的设备: where one is signed in, and ending what one does not know or need. */
@Component({
  selector: 'wt-session-list',
  imports: [ErrorPanel, Loading, TimePipe],
  template: `
    @if (sessions.failure(); as message) {
      <wt-error-panel [message]="message" (retry)="sessions.reload()" />
    }
    @if (sessions.value(); as found) {
      <div class="head">
        <p class="muted">
          同一账号最多同时在 {{ found.limit }} 处登录，{{ found.idleMinutes }}
          分钟不操作会自动退出。看到不认识的登录，请结束它并修改密码。
        </p>
        <button
          type="button"
          class="btn"
          [disabled]="found.sessions.length < 2"
          (click)="endOthers(found.sessions.length - 1)"
        >
          结束其他登录
        </button>
      </div>
      <table class="table">
        <thead>
          <tr>
            <th>浏览器</th>
            <th>地址</th>
            <th>登录时间</th>
            <th>最近使用</th>
            <th></th>
          </tr>
        </thead>
        <tbody>
          @for (row of found.sessions; track row.id) {
            <tr>
              <td [title]="row.userAgent">{{ browserOf(row.userAgent) }}</td>
              <td>{{ row.ip }}</td>
              <td class="nowrap">{{ row.createdAt | time }}</td>
              <td class="nowrap">{{ row.current ? '正在使用' : (row.seenAt | time) }}</td>
              <td class="act">
                @if (row.current) {
                  <span class="muted">本机</span>
                } @else {
                  <button type="button" class="btn btn-plain" (click)="end(row)">结束</button>
                }
              </td>
            </tr>
          }
        </tbody>
      </table>
    } @else if (sessions.loading()) {
      <wt-loading />
    }
  `,
  styles: `
    .head {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 24px;
      margin-bottom: 12px;
    }
    .act {
      width: 88px;
      text-align: right;
    }
  `,
})
export class SessionList {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly notices = inject(Notices)
  protected readonly browserOf = browserOf
  protected readonly sessions = loaded(
    () => ({}),
    (api, _, signal) => api.get<OwnSessions>('/sessions', {}, signal),
  )

  protected async end(session: OwnSession): Promise<void> {
    try {
      await this.api.delete(`/sessions/${session.id}`)
      this.notices.good('已结束，那里几秒内会退出。')
    } catch (error) {
      this.notices.bad(messageOf(error))
    }
    this.sessions.reload()
  }

  protected async endOthers(count: number): Promise<void> {
    const done = await this.ask.confirm({
      heading: '结束其他登录',
      lines: [`除本处以外的 ${count} 处登录会在几秒内退出，那里没有保存的内容可能丢失。`],
      action: '结束',
      harsh: true,
      act: async () => void (await this.api.post('/sessions/end-others')),
    })
    if (!done) return
    this.notices.good(`已结束 ${count} 处登录。`)
    this.sessions.reload()
  }
}
