import type { ElementRef } from '@angular/core'
import { Component, computed, effect, inject, input, signal, viewChild } from '@angular/core'
import { Router } from '@angular/router'
import { messageOf } from '../api/api-failure.js'
import { SessionGateway } from '../api/session-gateway.js'
import { SessionStore } from '../api/session-store.js'

/** The sign-in page. After it one is where one wanted to go (`?return=`), else at the work desk. */
@Component({
  selector: 'wt-sign-in',
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.css',
})
export class SignIn {
  private readonly gateway = inject(SessionGateway)
  private readonly store = inject(SessionStore)
  private readonly router = inject(Router)
  private readonly first = viewChild<ElementRef<HTMLInputElement>>('first')
  private readonly codeField = viewChild<ElementRef<HTMLInputElement>>('codeField')

  /** Address to go back to; only paths of this site are followed. */
  readonly return = input<string>()
  /** Set when one has just signed out. */
  readonly left = input<string>()

  protected readonly login = signal('')
  protected readonly password = signal('')
  protected readonly visible = signal(false)
  protected readonly capsLock = signal(false)
  protected readonly busy = signal(false)
  protected readonly code = signal('')
  /** The password was right, the code of the app is still missing. */
  protected readonly half = computed(() => this.store.session()?.duty === 'second-factor')
  protected readonly failure = signal<string | null>(null)
  protected readonly reason = computed(() => {
    const ended = this.store.endedBecause()
    if (ended) return ended
    if (this.left()) return '您已退出登录。'
    return this.return() ? '请先登录，登录后会回到刚才的页面。' : null
  })

  constructor() {
    // Opened again half way: the server knows that only the code is missing.
    void this.gateway.current().catch(() => undefined)
    effect(() => (this.codeField() ?? this.first())?.nativeElement.focus())
  }

  protected text(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : ''
  }

  protected noteCapsLock(event: KeyboardEvent): void {
    this.capsLock.set(event.getModifierState('CapsLock'))
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy()) return
    const login = this.login().trim()
    if (login === '' || this.password() === '') {
      this.failure.set(login === '' ? '请填写账号。' : '请填写密码。')
      return
    }
    this.busy.set(true)
    this.failure.set(null)
    try {
      await this.gateway.signIn(login, this.password())
      await this.goOn()
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }

  protected async answer(event: Event): Promise<void> {
    event.preventDefault()
    const code = this.code().trim()
    if (this.busy() || code === '') return
    this.busy.set(true)
    this.failure.set(null)
    try {
      await this.gateway.answer(code)
      await this.goOn()
    } catch (error) {
      this.failure.set(messageOf(error))
      this.code.set('')
    } finally {
      this.busy.set(false)
    }
  }

  /** Back to name and password, as somebody else. */
  protected async startAgain(): Promise<void> {
    this.failure.set(null)
    await this.gateway.signOut()
  }

  private async goOn(): Promise<void> {
    if (this.half()) return
    await this.router.navigateByUrl(ownPath(this.return()), { replaceUrl: true })
  }
}

/** Refuses `//elsewhere` and schemes, so that a link cannot use our sign-in to lead away. */
function ownPath(path: string | undefined): string {
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : '/'
}
