import type { Grid } from './grid.js'
import {
  footItems,
  isContinued,
  isFoot,
  isHeadItem,
  isLetter,
  isNote,
  isTableName,
  isUnit,
  legalIn,
  type LegalWord,
  unitNoteIn,
} from './words.js'

/** What a row outside the tables is. */
export type FrameKind = 'blank' | 'title' | 'frame' | 'continued' | 'foot' | 'note' | 'unknown'

/** What stands around the tables. */
export interface SheetFrame {
  readonly title: string
  readonly unitNote: string
  readonly legal: Readonly<Partial<Record<LegalWord, string>>>
  /** Titles of the fields under the table. */
  readonly foot: readonly string[]
  readonly notes: readonly string[]
}

/** What a row is by its own words alone; `unknown` may be part of a table. */
export function frameKind(grid: Grid, row: number): FrameKind {
  const texts = grid.textsIn(row)
  if (texts.length === 0) return 'blank'
  const [first] = texts
  if (first && isNote(first.text)) return 'note'
  if (texts.some(({ text }) => isFoot(text) || footItems(text).length > 1)) return 'foot'
  if (texts.some(({ text }) => isContinued(text)) && texts.length <= 2) return 'continued'
  if (texts.some(({ text }) => legalIn(text) !== null || isHeadItem(text))) return 'frame'
  if (texts.length <= 2 && texts.some(({ text }) => unitNoteIn(text) !== null)) return 'frame'
  if (texts.length === 1 && first && isUnit(first.text.replaceAll(/[()（）]/g, '')) && /[()（）]/.test(first.text))
    return 'frame'
  return texts.length === 1 && first && isTableName(first.text) ? 'title' : 'unknown'
}

/** Reads title, unit note, 表号 block, foot and notes out of the rows that belong to no table. */
export function readFrame(grid: Grid, outside: readonly number[], firstTable: number): SheetFrame {
  const legal: Partial<Record<LegalWord, string>> = {}
  const foot = new Set<string>()
  const notes: string[] = []
  const titles: { text: string; row: number }[] = []
  let unitNote = ''
  for (const row of outside) {
    const kind = frameKind(grid, row)
    for (const { text, right } of grid.textsIn(row)) {
      const found = legalIn(text)
      if (found) legal[found[0]] ??= found[1] || nextText(grid, row, right)
      unitNote ||=
        unitNoteIn(text) ??
        (kind === 'frame' && /^[（(][^（()）]+[)）]$/.test(text) && isUnit(text) ? text.slice(1, -1) : '')
      if (kind === 'foot') for (const item of footItems(text)) foot.add(item)
      if (kind === 'note' || (row > firstTable && (kind === 'unknown' || kind === 'title'))) notes.push(text)
      if ((kind === 'unknown' || kind === 'title') && row < firstTable && text.length >= 3 && !isLetter(text))
        titles.push({ text, row })
    }
  }
  return { title: titleAmong(titles), unitNote, legal, foot: [...foot], notes }
}

/** The line that reads like the name of a form, else the longest. */
function titleAmong(lines: readonly { text: string }[]): string {
  const named = lines.filter(({ text }) =>
    /(?:表|情况|统计|报告|名册|清单)(?:[（(].*[)）])?(?:[一二三四五]|之.)?$/.test(text),
  )
  const of = named.length > 0 ? named : lines
  return of.reduce((best, { text }) => (text.length > best.length ? text : best), '').slice(0, 120)
}

function nextText(grid: Grid, row: number, right: number): string {
  for (let column = right + 1; column < grid.columns; column++) {
    const text = grid.text(row, column)
    if (text !== '') return legalIn(text) ? '' : text
  }
  return ''
}
