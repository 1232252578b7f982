import { Injectable, signal } from '@angular/core'

export interface Notice {
  readonly id: number
  readonly tone: 'good' | 'bad'
  readonly text: string
}

const SHOWN_MS = 5_000

/** Short words about something done or failed away from the place in view. Refusals belong where they happened. */
@Injectable({ providedIn: 'root' })
export class Notices {
  private readonly list = signal<readonly Notice[]>([])
  private last = 0
  readonly shown = this.list.asReadonly()

  /** Says that something is done; goes away after five seconds. */
  good(text: string): void {
    const id = this.add('good', text)
    setTimeout(() => this.dismiss(id), SHOWN_MS)
  }

  /** Says that something failed; stays until closed. */
  bad(text: string): void {
    this.add('bad', text)
  }

  dismiss(id: number): void {
    this.list.update((list) => list.filter((notice) => notice.id !== id))
  }

  private add(tone: Notice['tone'], text: string): number {
    this.last += 1
    const id = this.last
    this.list.update((list) => [...list.filter((notice) => notice.text !== text), { id, tone, text }])
    return id
  }
}
