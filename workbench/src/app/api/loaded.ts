import type { Signal } from '@angular/core'
import { computed, inject, linkedSignal, resource } from '@angular/core'
import { ApiClient } from './api-client.js'
import { messageOf } from './api-failure.js'
import { Connection } from './connection.js'

/** Something a page shows from the server. */
export interface Loaded<T> {
  /** The last answer; stays while a new one is on its way or has failed, so that a list does not blink. */
  readonly value: Signal<T | undefined>
  /** The Chinese sentence of the last failure, null when the last answer came. */
  readonly failure: Signal<string | null>
  readonly loading: Signal<boolean>
  reload(): void
}

/**
 * Loads for a page: again whenever a signal read in `params` changes, and when the server is back after an
 * interruption. `params` returning undefined loads nothing. Call it in a field or constructor.
 */
export function loaded<P, T>(
  params: () => P | undefined,
  load: (api: ApiClient, params: P, signal: AbortSignal) => Promise<T>,
): Loaded<T> {
  const api = inject(ApiClient)
  const connection = inject(Connection)
  const asked = resource({
    params: () => {
      connection.recovered()
      const wanted = params()
      return wanted === undefined ? undefined : { wanted }
    },
    loader: ({ params: { wanted }, abortSignal }) => load(api, wanted, abortSignal),
  })
  return {
    value: linkedSignal<T | undefined, T | undefined>({
      source: () => (asked.hasValue() ? asked.value() : undefined),
      computation: (now, before) => now ?? before?.value,
    }).asReadonly(),
    failure: computed(() => (asked.status() === 'error' ? messageOf(asked.error()) : null)),
    loading: asked.isLoading,
    reload: () => asked.reload(),
  }
}
