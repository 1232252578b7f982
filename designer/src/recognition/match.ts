import type { TemplateIndicator } from '../template/index.js'
import type { Dictionary, KnownForm } from './proposal.js'
import { headWords, type Place } from './read-places.js'
import { looseKey, nameKey } from './words.js'

/** How well a name fits: by its code, in full, by its last part only, or nearly. */
export const STRENGTH = { code: 5, exact: 4, loose: 3, tail: 2, alike: 1 } as const

export interface Candidate {
  readonly code: string
  readonly strength: number
}

export interface Matched {
  readonly place: Place
  /** Best first. */
  readonly candidates: readonly Candidate[]
}

/** The dictionary turned round: from a name to those who bear it. */
export class NameIndex {
  readonly byCode = new Map<string, TemplateIndicator>()
  private readonly exact = new Map<string, string[]>()
  private readonly loose = new Map<string, string[]>()
  private readonly tails = new Map<string, string[]>()
  private readonly pairs = new Map<string, Set<string>>()

  constructor(dictionary: Dictionary) {
    for (const indicator of dictionary.indicators) {
      this.byCode.set(indicator.code.toLowerCase(), indicator)
      const key = nameKey(indicator.name)
      add(this.exact, key, indicator.code)
      add(this.loose, looseKey(key), indicator.code)
      const [tail] = indicator.name.split('：').slice(-1)
      if (tail !== undefined && tail !== indicator.name) add(this.tails, nameKey(tail), indicator.code)
      this.pairs.set(indicator.code, bigrams(key))
    }
  }

  /** Who may be meant at a place, best first. */
  candidates(place: Place): Candidate[] {
    const found = new Map<string, number>()
    const note = (codes: readonly string[] | undefined, strength: number): void => {
      for (const code of codes ?? []) if ((found.get(code) ?? 0) < strength) found.set(code, strength)
    }
    const named = this.byCode.get(place.line.code.toLowerCase())
    if (named && !place.matrix) note([named.code], STRENGTH.code)
    const names = namesOf(place)
    for (const [at, name] of names.entries()) {
      // A longer way to say it, through what it is a part of, counts a little more.
      const bonus = (names.length - at) / 100
      note(this.exact.get(name), STRENGTH.exact + bonus)
      note(this.loose.get(looseKey(name)), STRENGTH.loose + bonus)
    }
    const [plain = ''] = names.slice(-1)
    note(this.tails.get(plain), STRENGTH.tail)
    if (found.size === 0) note(this.alike(names), STRENGTH.alike)
    return [...found].map(([code, strength]) => ({ code, strength })).sort((a, b) => b.strength - a.strength)
  }

  private alike(names: readonly string[]): string[] {
    const scored: { code: string; score: number }[] = []
    const wanted = names.map(bigrams).filter((pairs) => pairs.size >= 3)
    for (const [code, pairs] of this.pairs) {
      const score = wanted.reduce((best, each) => Math.max(best, dice(each, pairs)), 0)
      if (score >= 0.75) scored.push({ code, score })
    }
    return scored
      .sort((a, b) => b.score - a.score)
      .slice(0, 3)
      .map(({ code }) => code)
  }
}

/** Ways to name a place, the most telling first, the plainest last; as keys. */
export function namesOf({ line, heads, matrix }: Place): string[] {
  const label = line.bare ? '' : line.label.core
  const head = headWords(heads)
  const own = new Set<string>()
  const leaf = head.at(-1) ?? ''
  const plain =
    matrix || label === ''
      ? [`${label}${leaf}`, `${leaf}${label}`, `${label}${head.join('')}`, `${head.join('')}${label}`]
      : [label]
  const before = [...line.ancestors.map((each) => each.label.core), line.section].filter((text) => text !== '')
  for (const prefix of before) for (const name of plain) own.add(nameKey(`${prefix}：${name}`))
  // A head such as 本年 or 其中：女 over a single column.
  if (!matrix && leaf !== '') own.add(nameKey(`${label}${leaf}`))
  for (const name of plain) own.add(nameKey(name))
  return [...own].filter((name) => name !== '')
}

/** The form most of the places stand on, when one stands out. */
export function likelyForm(
  matched: readonly Matched[],
  forms: readonly KnownForm[],
  said: { readonly title: string; readonly tableNo: string },
): KnownForm | null {
  const strong = matched.map(({ candidates }) =>
    candidates.filter(({ strength }) => strength >= STRENGTH.tail).map(({ code }) => code),
  )
  const scored = forms
    .map((form) => {
      const codes = new Set(form.indicators)
      const hits = strong.filter((each) => each.some((code) => codes.has(code))).length
      const share = matched.length === 0 ? 0 : hits / matched.length
      const sameNo = said.tableNo !== '' && bareNo(form.tableNo) === bareNo(said.tableNo)
      const sameTitle = said.title !== '' && nameKey(form.title) === nameKey(said.title)
      // How much of the form is here: a long form has something of everything.
      const covered = form.indicators.length === 0 ? 0 : hits / form.indicators.length
      return { form, share, score: share + covered * 0.3 + (sameNo ? 0.5 : 0) + (sameTitle ? 0.5 : 0) }
    })
    .filter(({ share }) => share >= 0.5)
    .sort((a, b) => b.score - a.score)
  const [best, second] = scored
  if (!best) return null
  const twin = second && best.score - second.score < 0.08 && !sameCodes(best.form, second.form)
  return twin ? null : best.form
}

const bareNo = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s表]/g, '')
    .toLowerCase()
const sameCodes = (a: KnownForm, b: KnownForm): boolean => a.indicators.join() === b.indicators.join()

function add(map: Map<string, string[]>, key: string, code: string): void {
  if (key !== '') map.set(key, [...(map.get(key) ?? []), code])
}

function bigrams(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)))
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const pair of a) if (b.has(pair)) common += 1
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size)
}
