import { freshIndicator } from './fresh-indicator.js'
import { type Candidate, likelyForm, type Matched, NameIndex, STRENGTH } from './match.js'
import type { BindingProposal, Dictionary, KnownForm } from './proposal.js'
import { headWords, type Place } from './read-places.js'
import { isMoney } from './words.js'

export interface Bound {
  readonly bindings: readonly BindingProposal[]
  readonly likeForm: string | null
}

/** Proposes an indicator for every place: by code and names, within the form the sheet looks like, in the order of that form. */
export function bindPlaces(
  places: readonly Place[],
  dictionary: Dictionary,
  said: { readonly title: string; readonly tableNo: string },
): Bound {
  const index = new NameIndex(dictionary)
  const matched = places.map((place) => ({ place, candidates: index.candidates(place) }))
  const form = likelyForm(matched, dictionary.forms, said)
  const chosen = chooseAll(matched, form)
  const bindings = matched.map(({ place, candidates }, at) =>
    judge({ place, candidates, index, form, codeLists: dictionary.codeLists }, chosen[at] ?? null),
  )
  return { bindings: onePlaceEach(bindings), likeForm: form?.code ?? null }
}

interface Choice {
  readonly code: string
  readonly strength: number
  /** Another fits as well: only order told them apart. */
  readonly close: boolean
}

/** Chooses one after the other; between equals the one that comes next on the form. */
function chooseAll(matched: readonly Matched[], form: KnownForm | null): (Choice | null)[] {
  const order = new Map(form?.indicators.map((code, at) => [code, at]))
  let last = -1
  const taken = new Set<string>()
  return matched.map(({ candidates }) => {
    const free = candidates.filter(({ code }) => !taken.has(code))
    const home = free.filter(({ code }) => order.has(code))
    const among = home.length > 0 ? home : free
    const choice = chooseOne(among, (code) => (order.get(code) ?? Number.MAX_SAFE_INTEGER) - last)
    if (!choice) return null
    const place = order.get(choice.code)
    if (place !== undefined && choice.strength >= STRENGTH.tail) last = place
    if (choice.strength > STRENGTH.alike) taken.add(choice.code)
    return choice
  })
}

/** Places a form may have between one line and the next that is told by order alone. */
const NEAR = 4

function chooseOne(among: readonly Candidate[], ahead: (code: string) => number): Choice | null {
  const [best] = among
  if (!best) return null
  const equal = among.filter(({ strength }) => best.strength - strength < 0.005)
  if (equal.length === 1 && best.strength >= STRENGTH.loose) {
    // A plain name says less than the place in the order: 药品收入 after 住院收入 is not that of 门诊收入.
    return { ...best, close: false }
  }
  const following = equal.map((each) => ({ ...each, by: ahead(each.code) })).filter(({ by }) => by > 0)
  const nearest = following.sort((a, b) => a.by - b.by)[0]
  const only = nearest && nearest.by <= NEAR && following.filter(({ by }) => by <= NEAR).length === 1
  return nearest ? { code: nearest.code, strength: nearest.strength, close: !only } : { ...best, close: true }
}

interface Judged extends Matched {
  readonly index: NameIndex
  readonly form: KnownForm | null
  readonly codeLists: Dictionary['codeLists']
}

function judge({ place, candidates, index, form, codeLists }: Judged, choice: Choice | null): BindingProposal {
  const indicator = choice ? index.byCode.get(choice.code.toLowerCase()) : undefined
  const base = {
    address: place.address,
    row: place.row,
    column: place.column,
    label: labelOf(place),
    candidates: candidates.slice(0, 5).map(({ code }) => code),
    fresh: freshIndicator(place, labelOf(place), codeLists),
    formula: null,
  }
  if (!choice || !indicator) return { ...base, indicator: null, confidence: 'new', reason: '' }
  const reason = whyDoubtful(place, { choice, form, unit: indicator.unit, tied: tiedOutside(candidates, choice, form) })
  return { ...base, indicator: indicator.code, confidence: reason === '' ? 'sure' : 'doubtful', reason }
}

function whyDoubtful(
  place: Place,
  { choice, form, unit, tied }: { choice: Choice; form: KnownForm | null; unit: string; tied: boolean },
): string {
  if (choice.strength < STRENGTH.tail) return '名称相近但不相同。'
  if (isOtherUnit(place, unit)) return `表上的计量单位是${place.unit}，指标库中是${unit}。`
  if (choice.close) return '指标库中有几个指标与此同名。'
  if (choice.strength >= STRENGTH.code) return ''
  const home = form?.indicators.includes(choice.code) ?? false
  if (form && !home) return '该指标属于其他报表。'
  if (!form && tied) return '几张报表有同名指标。'
  if (!form && choice.strength < STRENGTH.exact) return '只有部分名称相同。'
  return ''
}

/** 千元 over the table says nothing about a value of it that is no money. */
function isOtherUnit({ unit, unitByNote }: Place, known: string): boolean {
  if (unit === '' || known === '' || unit === known) return false
  return !unitByNote || isMoney(unit) === isMoney(known)
}

function tiedOutside(candidates: readonly Candidate[], choice: Choice, form: KnownForm | null): boolean {
  return form === null && candidates.some(({ code, strength }) => code !== choice.code && strength >= STRENGTH.tail)
}

/** What a person would call a place. */
export function labelOf({ line, heads, matrix }: Place): string {
  const own = line.bare ? '' : line.label.core
  const needsWhole = line.label.part || line.label.total
  const whole = needsWhole ? (line.ancestors[0]?.label.core ?? '') : ''
  const head = matrix || own === '' ? headWords(heads).join('：') : ''
  return [whole, own, head].filter((text) => text !== '').join('：')
}

/** A value stands in one place only: where two places say the same, none of them is sure. */
function onePlaceEach(bindings: readonly BindingProposal[]): BindingProposal[] {
  const counts = new Map<string, number>()
  for (const { indicator } of bindings) if (indicator) counts.set(indicator, (counts.get(indicator) ?? 0) + 1)
  return bindings.map((each) =>
    each.indicator && (counts.get(each.indicator) ?? 0) > 1
      ? { ...each, confidence: 'doubtful', reason: '另一个单元格也像是这个指标。' }
      : each,
  )
}
