import { fillerWords } from '../template/index.js'
import type { EntrySheet } from './entry-sheet.js'

export interface PastePlan {
  readonly set: readonly { readonly cellId: string; readonly address: string; readonly raw: string }[]
  readonly skipped: readonly { readonly address: string; readonly raw: string; readonly reason: string }[]
  /** 粘贴 12 格：写入 10 格，跳过 2 格。 */
  readonly note: string
}

/** Reads a block as spreadsheets put it on the clipboard: tabs, lines, quoted cells. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [[]]
  const pattern = /(?:"((?:[^"]|"")*)"|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/y
  const source = text.replace(/(?:\r\n|\n|\r)$/, '')
  while (pattern.lastIndex <= source.length) {
    const [matched, quoted, plain = '', separator] = pattern.exec(source) ?? []
    if (matched === undefined) break
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (separator === '') break
    if (separator !== '\t') rows.push([])
  }
  return rows
}

/** Where every cell of a pasted block would land, before anything is written. Blank cells of the block clear. */
export function planPaste(sheet: EntrySheet, anchorCellId: string, text: string): PastePlan {
  const { layout } = sheet.form
  const anchor = layout.cellsById.get(anchorCellId)
  const top = layout.rowPosition.get(anchor?.row ?? '') ?? 0
  const left = layout.columnPosition.get(anchor?.column ?? '') ?? 0
  const set: { cellId: string; address: string; raw: string }[] = []
  const skipped: { address: string; raw: string; reason: string }[] = []
  for (const [r, line] of parseBlock(text).entries()) {
    for (const [c, raw] of line.entries()) {
      const cell = layout.at(top + r, left + c)
      const address = cell ? layout.addressOf(cell) : ''
      const reason = whySkipped(sheet, cell?.id, raw)
      if (cell && reason === null) set.push({ cellId: cell.id, address, raw })
      else if (raw.trim() !== '') skipped.push({ address, raw, reason: cell ? (reason ?? '') : beyond(sheet, top + r) })
    }
  }
  const total = set.length + skipped.length
  const rows = sheet.form.template.roster ? rowsIn(sheet, set) : 0
  const landed = rows > 1 ? `${rows} 行共 ${set.length} 格` : `${set.length} 格`
  const note = `粘贴 ${total} 格：写入 ${landed}${skipped.length > 0 ? `，跳过 ${skipped.length} 格` : ''}。`
  return { set, skipped, note }
}

function rowsIn({ form }: EntrySheet, set: readonly { readonly cellId: string }[]): number {
  return new Set(set.map(({ cellId }) => form.layout.cellsById.get(cellId)?.row)).size
}

/** Why there is no cell: a roster has no more rows than its form allows. */
function beyond({ form }: EntrySheet, row: number): string {
  const { roster } = form.template
  return roster && row >= form.layout.rowPosition.size ? `本表最多 ${roster.maxRows} 行` : '超出表格范围'
}

function whySkipped(sheet: EntrySheet, cellId: string | undefined, raw: string): string | null {
  if (cellId === undefined) return ''
  const cell = sheet.form.layout.cellsById.get(cellId)
  if (cell?.role === 'computed') return '由系统计算'
  if (cell?.role !== 'input') return '不是填报格'
  if (!sheet.isApplicable(cellId)) return '本单位不适用'
  if (!sheet.isShown(cellId)) return '目前不用填'
  if (!sheet.isMine(cellId)) return `由${fillerWords(cell.fillers ?? [])}填写`
  return raw.length > 10_000 ? '内容过长' : null
}
