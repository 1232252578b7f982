import type { Arrow } from './neighbour.js'

/**
 * `select`: the cell is chosen, typing replaces its content. `type`: it is being replaced, arrows take the value and go on.
 * `edit`: the caret moves within the content (F2, double click).
 */
export type EditMode = 'select' | 'type' | 'edit'

export type GridCommand =
  | { readonly do: 'move'; readonly arrow: Arrow; readonly extend: boolean }
  | { readonly do: 'jump'; readonly to: 'next' | 'previous'; readonly mayLeave: boolean }
  | { readonly do: 'line-end'; readonly end: 'first' | 'last' }
  | { readonly do: 'sheet-end'; readonly end: 'first' | 'last' }
  | { readonly do: 'edit' | 'open-list' | 'cancel' | 'clear' | 'undo' | 'redo' | 'leave' }

/** A key press, as far as it matters here. */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

const ARROWS: Readonly<Record<string, Arrow>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** What a key does in a cell, as in Excel; null leaves it to the input field. */
export function gridCommand(press: KeyPress, mode: EditMode): GridCommand | null {
  const { key, shiftKey, altKey } = press
  if (press.ctrlKey || press.metaKey) return withControl(press, mode)
  const arrow = ARROWS[key]
  if (altKey) return arrow === 'down' ? { do: 'open-list' } : null
  if (arrow) return arrowCommand(arrow, mode, shiftKey)
  switch (key) {
    case 'Tab':
    case 'Enter':
      return { do: 'jump', to: shiftKey ? 'previous' : 'next', mayLeave: key === 'Tab' }
    case 'Escape':
      return { do: 'cancel' }
    case 'F2':
      return { do: 'edit' }
    case 'F6':
      return { do: 'leave' }
    case 'Delete':
    case 'Backspace':
      return mode === 'select' ? { do: 'clear' } : null
    case 'Home':
    case 'End':
      return mode === 'select' ? { do: 'line-end', end: key === 'Home' ? 'first' : 'last' } : null
    default:
      return null
  }
}

function arrowCommand(arrow: Arrow, mode: EditMode, extend: boolean): GridCommand | null {
  if (mode === 'edit' && (arrow === 'left' || arrow === 'right')) return null
  return { do: 'move', arrow, extend: extend && mode === 'select' }
}

/** While the caret is in a cell, undo belongs to its text. */
function withControl({ key, shiftKey }: KeyPress, mode: EditMode): GridCommand | null {
  if (mode !== 'select') return null
  switch (key.toLowerCase()) {
    case 'z':
      return { do: shiftKey ? 'redo' : 'undo' }
    case 'y':
      return { do: 'redo' }
    case 'home':
      return { do: 'sheet-end', end: 'first' }
    case 'end':
      return { do: 'sheet-end', end: 'last' }
    default:
      return null
  }
}
