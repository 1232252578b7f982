import type { TemplateCodeList } from '@weitong/designer/template'
import { pinyinInitials } from '../../../parts/pinyin-initials.js'

export interface CodeItem {
  readonly code: string
  readonly name: string
}

/** More choices than anybody reads: a longer list is narrowed down by typing. */
const MOST = 200

/** Initials of the names of a list, made when somebody first types letters into a cell of it. */
const initials = new WeakMap<TemplateCodeList, readonly string[]>()

/**
 * The item whose code was typed, items whose code begins with what was typed, then those whose name contains it, then those whose
 * pinyin initials do; all for nothing typed.
 */
export function matchingItems(list: TemplateCodeList, typed: string): readonly CodeItem[] {
  const text = typed.trim().toUpperCase()
  if (text === '') return list.items.slice(0, MOST)
  const exact = list.items.filter(({ code }) => code.toUpperCase() === text)
  const byCode = list.items.filter((item) => !exact.includes(item) && item.code.toUpperCase().startsWith(text))
  const byName = list.items.filter(({ code, name }) => {
    return !code.toUpperCase().startsWith(text) && name.toUpperCase().includes(text)
  })
  return [...new Set([...exact, ...byCode, ...byName, ...byInitials(list, text)])].slice(0, MOST)
}

/** Items whose initials begin with the letters, then those that only contain them: `zhyy` finds 综合医院. */
function byInitials(list: TemplateCodeList, text: string): readonly CodeItem[] {
  if (!/^[A-Z]+$/.test(text)) return []
  const known = initials.get(list) ?? list.items.map(({ name }) => pinyinInitials(name))
  initials.set(list, known)
  const found = list.items.map((item, index) => ({ item, place: (known[index] ?? '').indexOf(text) }))
  return found
    .filter(({ place }) => place >= 0)
    .sort((a, b) => Number(a.place > 0) - Number(b.place > 0))
    .map(({ item }) => item)
}

/** `11 国有全资` of a stored code; the code alone where the list does not know it. */
export function codeText(list: TemplateCodeList | null, code: string): string {
  const item = list?.items.find((each) => each.code === code)
  return item ? `${item.code} ${item.name}` : code
}
