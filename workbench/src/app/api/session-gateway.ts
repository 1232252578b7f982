import { inject, Injectable } from '@angular/core'
import { ApiClient } from './api-client.js'
import { ApiFailure } from './api-failure.js'
import type { Session } from './contract.js'
import { SessionStore } from './session-store.js'

/** Signing in, signing out, and finding out who one is. */
@Injectable({ providedIn: 'root' })
export class SessionGateway {
  private readonly api = inject(ApiClient)
  private readonly store = inject(SessionStore)

  /** The session, asked from the server once; null when signed out. Throws `ApiFailure` when the server is away. */
  async current(): Promise<Session | null> {
    const known = this.store.session()
    if (known !== undefined) return known
    try {
      this.store.set(await this.api.get<Session>('/session'))
    } catch (error) {
      if (!(error instanceof ApiFailure) || error.status !== 401) throw error
      this.store.set(null)
    }
    return this.store.session() ?? null
  }

  async signIn(login: string, password: string): Promise<void> {
    this.store.set(await this.api.post<Session>('/session', { login, password }))
  }

  /** The second half of signing in. */
  async answer(code: string): Promise<void> {
    this.store.set(await this.api.post<Session>('/session/second-factor', { code }))
  }

  async signOut(): Promise<void> {
    await this.api.delete('/session')
    this.store.set(null)
  }
}
