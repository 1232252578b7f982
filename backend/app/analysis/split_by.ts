import { type AggregatePlan, COUNT_KEY, type FactLevel, isSplitter, type SplitItem } from '@weitong/reports/aggregate'
import { E } from './errors.js'
import type { SummableForm } from './summable_forms.js'

/** The code that sums are given for one by one. */
export interface Split {
  readonly key: string
  readonly level: FactLevel
  readonly codeList: string
}

const MOST_COLUMNS = 60
const WITHOUT = '未填'

/** null when nothing is to be split. */
export function findSplit({ candidates }: SummableForm, key: string | undefined): Split | null {
  if (!key) return null
  const candidate = candidates.find((each) => each.key === key && each.key !== COUNT_KEY && isSplitter(each))
  if (!candidate) throw E.E_ANALYSIS_SPLIT()
  return { key, level: candidate.of, codeList: candidate.definition.codeList ?? '' }
}

/** The codes that occur, in the order of the list; what the list no longer has after them, records without a code last. */
export function itemsOf(
  { codeLists }: SummableForm,
  { codeList, level }: Split,
  { codes, plan }: { codes: ReadonlySet<string | null>; plan: AggregatePlan },
): SplitItem[] {
  const list = codeLists.get(codeList)?.items ?? []
  const known = new Set(list.map(({ code }) => code))
  const found = [...codes].filter((code) => code !== null)
  const items = [
    ...list.filter(({ code }) => codes.has(code)),
    ...found.filter((code) => code !== '' && !known.has(code)).map((code) => ({ code, name: code })),
    ...found.filter((code) => code === '').map((code) => ({ code, name: WITHOUT })),
  ]
  const columns = plan.indicators.reduce((sum, { of }) => sum + (of === level ? items.length : 1), 0)
  if (columns > MOST_COLUMNS) throw E.E_ANALYSIS_SPLIT_TOO_WIDE(columns, MOST_COLUMNS)
  return items
}
