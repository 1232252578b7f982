import type { Signal } from '@angular/core'
import { effect, signal, untracked } from '@angular/core'
import { autorun } from '@formily/reactive'

/**
 * What Formily observes, as a signal: `read` runs again whenever a Formily observable it has read changes, or a signal it
 * reads. Call it in a field or constructor; inputs may be read inside.
 */
export function observe<T>(read: () => T, initial: T): Signal<T> {
  const current = signal(initial)
  effect((onCleanup) => {
    const stop = autorun(() => {
      const value = read()
      untracked(() => current.set(value))
    })
    onCleanup(() => stop())
  })
  return current.asReadonly()
}
