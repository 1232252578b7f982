import { Injectable, signal } from '@angular/core'

/** Whether the server answers. Written by `ApiClient`, shown by the frame's banner. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly problem = signal<'network' | 'server' | null>(null)
  private readonly recoveries = signal(0)

  /** `network`: no answer at all; `server`: it answers that it cannot serve; null: fine. */
  readonly state = this.problem.asReadonly()
  /** Grows each time the server is back. A page that reads this in its resource parameters loads again by itself. */
  readonly recovered = this.recoveries.asReadonly()

  /** A call found no working server. */
  lost(status: number): void {
    this.problem.set(status === 0 ? 'network' : 'server')
  }

  /** A call was answered. */
  found(): void {
    if (this.problem() === null) return
    this.problem.set(null)
    this.recoveries.update((count) => count + 1)
  }
}
