import { Component, inject, signal } from '@angular/core'
import { Router } from '@angular/router'
import { NzQRCodeModule } from 'ng-zorro-antd/qr-code'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { NewSecondFactor, SecondFactor, Session } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { SessionStore } from '../../api/session-store.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'

/** 身份验证器: set up an app, or another one, and keep the recovery codes. Also the first thing of who must have one. */
@Component({
  selector: 'wt-second-factor',
  imports: [ErrorPanel, Loading, NzQRCodeModule],
  templateUrl: './second-factor.html',
  styleUrl: './second-factor.css',
})
export class SecondFactorPage {
  private readonly api = inject(ApiClient)
  private readonly router = inject(Router)
  protected readonly store = inject(SessionStore)
  protected readonly forced = this.store.session()?.duty === 'enrol'
  protected readonly state = loaded(
    () => ({}),
    (api, _, signal) => api.get<SecondFactor>('/second-factor', {}, signal),
  )
  protected readonly fresh = signal<NewSecondFactor | null>(null)
  protected readonly code = signal('')
  protected readonly recoveryCodes = signal<readonly string[] | null>(null)
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected text(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : ''
  }

  /** Four letters at a time, for reading out and typing. */
  protected grouped(secret: string): string {
    return (secret.match(/.{1,4}/g) ?? []).join(' ')
  }

  protected begin(): Promise<void> {
    return this.trying(async () => {
      this.recoveryCodes.set(null)
      this.fresh.set(await this.api.post<NewSecondFactor>('/second-factor'))
    })
  }

  protected confirm(event: Event): Promise<void> {
    event.preventDefault()
    return this.trying(async () => {
      const code = this.code().replaceAll(/\D/g, '')
      const reply = await this.api.post<{ recoveryCodes: string[] }>('/second-factor/confirm', { code })
      this.recoveryCodes.set(reply.recoveryCodes)
      this.fresh.set(null)
      this.code.set('')
      this.state.reload()
    })
  }

  /** The codes are kept: on to the work, with the rights that waited for this. */
  protected goOn(): Promise<void> {
    return this.trying(async () => {
      this.store.set(await this.api.get<Session>('/session'))
      this.recoveryCodes.set(null)
      if (this.forced) await this.router.navigateByUrl('/', { replaceUrl: true })
    })
  }

  private async trying(act: () => Promise<void>): Promise<void> {
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    try {
      await act()
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}
