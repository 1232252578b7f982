import { Injectable, signal } from '@angular/core'

/** A field that takes addresses while somebody writes in it. */
export interface PointTarget {
  /** Puts an address such as `D6` or `D6:D9` where the caret is. */
  insert(address: string): void
}

/**
 * Pointing at cells instead of typing their addresses: while a formula field has the pen, a click on the sheet writes
 * the address there and does not change what the panel shows.
 */
@Injectable()
export class Pointing {
  private readonly current = signal<PointTarget | null>(null)
  readonly target = this.current.asReadonly()

  take(target: PointTarget): void {
    this.current.set(target)
  }

  release(target: PointTarget): void {
    if (this.current() === target) this.current.set(null)
  }
}
