import { computed, Injectable, signal } from '@angular/core'
import type { Session } from './contract.js'

/** Who is signed in. `undefined` until asked, null when signed out. Filled by `SessionGateway`. */
@Injectable({ providedIn: 'root' })
export class SessionStore {
  private readonly current = signal<Session | null | undefined>(undefined)

  readonly session = this.current.asReadonly()
  readonly account = computed(() => this.current()?.account ?? null)
  readonly organisation = computed(() => this.current()?.organisation ?? null)

  /** Why the last session was ended from elsewhere; null when it was not. For the sign-in page. */
  readonly endedBecause = signal<string | null>(null)

  set(session: Session | null): void {
    if (session) this.endedBecause.set(null)
    this.current.set(session)
  }

  /** What the navigation may show. Only a courtesy: the server decides again on every call. */
  can(right: keyof Session['can']): boolean {
    return this.current()?.can[right] ?? false
  }
}
