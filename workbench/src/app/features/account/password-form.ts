import { Component, computed, inject, signal } from '@angular/core'
import { Router } from '@angular/router'
import { ApiClient } from '../../api/api-client.js'
import { toApiFailure } from '../../api/api-failure.js'
import type { PasswordRules, Session } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { SessionStore } from '../../api/session-store.js'
import { Notices } from '../../ui/notices.js'

/** 修改密码; also what somebody sees who has to do it before anything else. */
@Component({
  selector: 'wt-password-form',
  templateUrl: './password-form.html',
  styleUrl: './password-form.css',
})
export class PasswordForm {
  private readonly api = inject(ApiClient)
  private readonly router = inject(Router)
  private readonly notices = inject(Notices)
  protected readonly store = inject(SessionStore)

  protected readonly current = signal('')
  protected readonly next = signal('')
  protected readonly again = signal('')
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  protected readonly problems = signal<readonly string[]>([])
  protected readonly forced = this.store.session()?.duty === 'password'
  protected readonly rules = loaded(
    () => ({}),
    (api, _, signal) => api.get<PasswordRules>('/password-rules', {}, signal),
  )
  protected readonly ruleLines = computed(() => {
    const rules = this.rules.value()
    return rules ? linesOf(rules) : []
  })
  protected readonly differs = computed(() => this.again() !== '' && this.again() !== this.next())

  protected text(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : ''
  }

  protected async change(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy()) return
    this.problems.set([])
    this.failure.set(this.missing())
    if (this.failure()) return
    this.busy.set(true)
    try {
      this.store.set(await this.api.put<Session>('/password', { current: this.current(), next: this.next() }))
      for (const field of [this.current, this.next, this.again]) field.set('')
      this.notices.good('密码已修改。其他地方的登录已全部退出。')
      if (this.forced) await this.router.navigateByUrl('/', { replaceUrl: true })
    } catch (error) {
      const { code, message, errors } = toApiFailure(error)
      if (code === 'E_PASSWORD_WEAK') this.problems.set(errors.map((place) => place.message))
      else this.failure.set(message)
    } finally {
      this.busy.set(false)
    }
  }

  private missing(): string | null {
    if (this.current() === '') return '请填写当前密码。'
    if (this.next() === '') return '请填写新密码。'
    return this.again() === this.next() ? null : '两次填写的新密码不一样。'
  }
}

function linesOf({ minLength, kinds, history, expiryDays }: PasswordRules): string[] {
  return [
    `至少 ${minLength} 个字符，可以粘贴，可以含空格`,
    ...(kinds > 1 ? [`大写字母、小写字母、数字、符号中至少 ${kinds} 种`] : []),
    '不用常见的词、键盘顺序、日期、电话号码和账号名',
    history > 1 ? `不与最近 ${history} 次用过的密码相同` : '不与当前密码相同',
    ...(expiryDays === null ? [] : [`每 ${expiryDays} 天更换一次`]),
  ]
}
