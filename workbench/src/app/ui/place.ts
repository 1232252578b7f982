import type { Signal } from '@angular/core'
import { DestroyRef, effect, inject, Injectable, signal } from '@angular/core'

/** What a page tells the top bar about where one is. */
export interface Whereabouts {
  /** The unit the page is about, where it is not one's own. */
  readonly organisation?: string
  /** 报表期, as shown: `2026年10月`. */
  readonly period?: string
}

/** Holds what the top bar shows of the open page. */
@Injectable({ providedIn: 'root' })
export class Place {
  private readonly shown = signal<Whereabouts>({})
  readonly current = this.shown.asReadonly()

  set(whereabouts: Whereabouts): void {
    this.shown.set(whereabouts)
  }
}

/** Keeps the top bar in step with a page, and clears it when the page goes. Call it in a constructor or field. */
export function showPlace(whereabouts: Signal<Whereabouts>): void {
  const place = inject(Place)
  effect(() => place.set(whereabouts()))
  inject(DestroyRef).onDestroy(() => place.set({}))
}
