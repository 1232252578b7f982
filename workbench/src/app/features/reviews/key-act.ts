/** What a key means on the review list. */
export type KeyAct = 'next' | 'previous' | 'open' | 'tick' | 'pass' | 'return' | 'search'

const ACTS: Readonly<Record<string, KeyAct>> = {
  j: 'next',
  ArrowDown: 'next',
  k: 'previous',
  ArrowUp: 'previous',
  Enter: 'open',
  x: 'tick',
  ' ': 'tick',
  p: 'pass',
  r: 'return',
  '/': 'search',
}

/**
 * The act of a key, or null when the key belongs to somebody else: a field, an open dialog, an input method, a shortcut
 * of the browser, or a button or link that has the focus.
 */
export function keyAct(event: KeyboardEvent): KeyAct | null {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return null
  const target = event.target
  if (!(target instanceof Element)) return null
  if (target.closest('input:not([type=checkbox]), textarea, select, [role=radio], .cdk-overlay-container')) return null
  const act = ACTS[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null
  const isPressed = (act === 'open' || event.key === ' ') && target.closest('a, button, input') !== null
  return isPressed ? null : act
}
