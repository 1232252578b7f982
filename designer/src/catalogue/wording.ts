import type { CatalogueIndicator } from './source.js'

/** An indicator of the catalogue with the words for it. */
export interface Worded {
  readonly indicator: CatalogueIndicator
  /** Number printed before the name on the form, e.g. `2.1.1`, or ''. */
  readonly number: string
  /** As printed on the form: `其中：药品收入`. */
  readonly label: string
  /** Understood without the lines around it: `门诊收入：药品收入`. */
  readonly name: string
  /** Lines it is a part of, nearest first. */
  readonly ancestors: readonly Worded[]
}

/** Full-width punctuation, as printed forms have it. */
export function chinese(text: string): string {
  return text
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replaceAll(':', '：')
    .replace(/(?<=[一-龥）”]),(?=[一-龥（“])/g, '，')
    .replace(/(?<=[一-龥）”]);(?=[一-龥（“])/g, '；')
}

/** Names every line; one that stands on a form several times (药品收入) is told apart by what it is a part of. */
export function wordIndicators(indicators: readonly CatalogueIndicator[]): Map<string, Worded> {
  const counts = new Map<string, number>()
  for (const { name } of indicators) counts.set(plainName(name), (counts.get(plainName(name)) ?? 0) + 1)
  const words = new Map<string, Worded>()
  const path: Worded[] = []
  let section = ''
  for (const indicator of indicators) {
    const indent = indicator.indent ?? 0
    if (indicator.section !== section) path.length = 0
    section = indicator.section
    path.length = Math.min(path.length, indent)
    const parent = path.at(-1)
    const plain = plainName(indicator.name)
    const [, number = '', label = ''] = /^((?:\d+\.)+\d+)? ?(.*)$/.exec(indicator.name) ?? []
    const name = parent && (counts.get(plain) ?? 0) > 1 ? `${parent.name}：${plain}` : plain
    const worded = { indicator, number, label: chinese(label), name, ancestors: [...path].reverse() }
    path.push(worded)
    words.set(indicator.code, worded)
  }
  return words
}

/** Without its number, without 其中 and without the note who fills it. */
function plainName(name: string): string {
  return chinese(name)
    .replace(/^(?:\d+\.)+\d+ /, '')
    .replace(/^(?:其中|内)：/, '')
    .replace(/（限.*填报）$/, '')
    .replace(/（(?:\d.*|多选.*)）$/, '')
}
