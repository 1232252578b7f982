/**
 * What people may do on the design sheet. Everything with the prefix of a sheet command that is not listed is refused:
 * formats come from the role of a cell, and cells never shift on their own, because a form is made of whole rows and
 * columns.
 */
const PREFIX = 'sheet.command.'

const LOOKING = [
  'change-zoom-ratio',
  'copy',
  'expand-selection',
  'move-selection',
  'move-selection-enter-tab',
  'scroll-to-cell',
  'scroll-view',
  'scroll-view-reset',
  'select-all',
  'select-range',
  'set-scroll-relative',
  'set-zoom-ratio',
] as const

const DRAWING = [
  'add-worksheet-merge',
  'add-worksheet-merge-all',
  'add-worksheet-merge-horizontal',
  'add-worksheet-merge-vertical',
  'append-row',
  'auto-clear-content',
  'auto-fill',
  'clear-selection-content',
  'copy-down',
  'copy-right',
  'cut',
  'delta-column-width',
  'delta-row-height',
  'insert-col',
  'insert-col-after',
  'insert-col-before',
  'insert-col-by-range',
  'insert-multi-cols-before',
  'insert-multi-cols-right',
  'insert-multi-rows-above',
  'insert-multi-rows-after',
  'insert-row',
  'insert-row-after',
  'insert-row-before',
  'insert-row-by-range',
  'move-cols',
  'move-range',
  'move-rows',
  'optional-paste',
  'paste',
  'paste-by-short-key',
  'paste-value',
  'refill',
  'remove-col',
  'remove-col-by-range',
  'remove-col-confirm',
  'remove-row',
  'remove-row-by-range',
  'remove-row-confirm',
  'remove-worksheet-merge',
  'set-col-auto-width',
  'set-range-values',
  'set-row-height',
  'set-worksheet-col-width',
] as const

const looking = new Set<string>(LOOKING.map((name) => PREFIX + name))
const drawing = new Set<string>(DRAWING.map((name) => PREFIX + name))

const SHIFTING = new Set(
  ['insert-range-move-right', 'insert-range-move-down', 'delete-range-move-left', 'delete-range-move-up'].flatMap(
    (name) => [PREFIX + name, `${PREFIX}${name}-confirm`],
  ),
)

const EDITING = new Set(['sheet.operation.set-cell-edit-visible', 'sheet.operation.set-cell-edit-visible-f2'])

/** Whether a command opens the editor in a cell. */
export function opensEditor(id: string, params: object | undefined): boolean {
  return EDITING.has(id) && params !== undefined && 'visible' in params && params.visible === true
}

/** Whether the sheet does this at all; a sentence where a person should hear why not, else `''`. */
export function refusalOf(id: string, readOnly: boolean): string | null {
  if (!id.startsWith(PREFIX) || looking.has(id)) return null
  if (readOnly) return ''
  if (drawing.has(id)) return null
  return SHIFTING.has(id) ? '表样按整行、整列增减：请插入或删除整行、整列。' : ''
}

/** Menu entries of Univer that lead to refused commands. */
const HIDDEN = [
  'sheet.menu.copy-special',
  'sheet.menu.paste-special',
  'sheet.command.clear-selection-format',
  'sheet.command.clear-selection-all',
  'sheet.contextMenu.text-to-number',
  'sheet.command.insert-range-move-right-confirm',
  'sheet.command.insert-range-move-down-confirm',
  'sheet.command.delete-range-move-left-confirm',
  'sheet.command.delete-range-move-up-confirm',
  'sheet.menu.sheet-frozen',
  'sheet.column-header-menu.sheet-frozen',
  'sheet.row-header-menu.sheet-frozen',
  'sheet.contextMenu.permission',
  'sheet.command.hide-row-confirm',
  'sheet.command.hide-col-confirm',
  'sheet.command.set-selected-rows-visible',
  'sheet.command.set-selected-cols-visible',
  'sheet.command.set-row-is-auto-height',
]

/** Univer's configuration that hides them. */
export function hiddenMenu(): Record<string, { hidden: boolean }> {
  return Object.fromEntries(HIDDEN.map((id) => [id, { hidden: true }]))
}
