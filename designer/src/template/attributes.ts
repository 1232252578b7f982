import type { Value } from '../expression/index.js'
import type { Kind } from '../expression/index.js'
import type { OrgAttributes } from '../organisation/index.js'
import type { Period } from '../period/index.js'

/** Unit attributes a rule may name, all text; `ORG.` before each. */
export const ORG_ATTRIBUTES: readonly (keyof OrgAttributes)[] = [
  'category',
  'economicType',
  'ownership',
  'host',
  'affiliation',
  'level',
  'grade',
  'division',
  'city',
  'county',
  'town',
  'creditCode',
]

const ORG_KINDS: Readonly<Record<string, Kind>> = Object.fromEntries(
  ORG_ATTRIBUTES.map((name) => [`ORG.${name}`, 'text']),
)
const PERIOD_KINDS: Readonly<Record<string, Kind>> = {
  'PERIOD.days': 'number',
  'PERIOD.year': 'number',
  'PERIOD.month': 'number',
  'PERIOD.start': 'text',
  'PERIOD.end': 'text',
}

/** Applicability and scope look at the unit (and may look at the period); formulas and checks at everything. */
export const ATTRIBUTE_KINDS: Readonly<Record<string, Kind>> = { ...ORG_KINDS, ...PERIOD_KINDS }

/** The unit as expressions see it: what is not known is blank. */
export function orgFrame(org: OrgAttributes): Readonly<Record<string, Value>> {
  return Object.fromEntries(ORG_ATTRIBUTES.map((name) => [name, org[name] === '' ? null : org[name]]))
}

/** `PERIOD.month` is the last month of the period. */
export function periodFrame(period: Period): Readonly<Record<string, Value>> {
  const { days, year, start, end } = period
  return { days, year, month: Number(end.slice(5, 7)), start, end }
}
