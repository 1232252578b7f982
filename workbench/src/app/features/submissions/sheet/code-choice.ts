import type { TemplateCodeList } from '@weitong/designer/template'

export interface CodeItem {
  readonly code: string
  readonly name: string
}

/** The item whose code was typed, items whose code begins with what was typed, then those whose name contains it; all for nothing typed. */
export function matchingItems(list: TemplateCodeList, typed: string): readonly CodeItem[] {
  const text = typed.trim().toUpperCase()
  if (text === '') return list.items
  const exact = list.items.filter(({ code }) => code.toUpperCase() === text)
  const byCode = list.items.filter((item) => !exact.includes(item) && item.code.toUpperCase().startsWith(text))
  const byName = list.items.filter(({ code, name }) => {
    return !code.toUpperCase().startsWith(text) && name.toUpperCase().includes(text)
  })
  return [...exact, ...byCode, ...byName]
}

/** `11 国有全资` of a stored code; the code alone where the list does not know it. */
export function codeText(list: TemplateCodeList | null, code: string): string {
  const item = list?.items.find((each) => each.code === code)
  return item ? `${item.code} ${item.name}` : code
}
