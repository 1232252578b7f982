import type { Event } from './hospital_figures.js'
import type { Random } from './random.js'

/** How far a report of the demo has come. `passes` counts the review steps behind it. */
export type Fate =
  | { readonly kind: 'empty' | 'draft' | 'checked' | 'returned' }
  | { readonly kind: 'submitted'; readonly passes: number }

type Word = 'empty' | 'draft' | 'checked' | 'returned' | 'submitted' | 'first' | 'second' | 'approved'

/** Parts of a hundred by age in months: 0 is the month whose collection is open and not due yet. */
const SHARES: readonly Readonly<Record<Word, number>>[] = [
  { empty: 20, draft: 12, checked: 8, returned: 7, submitted: 27, first: 12, second: 8, approved: 6 },
  { empty: 2, draft: 1, checked: 1, returned: 2, submitted: 2, first: 3, second: 7, approved: 82 },
]
const OLD: Readonly<Record<Word, number>> = {
  empty: 1,
  draft: 0,
  checked: 0,
  returned: 0,
  submitted: 0,
  first: 0,
  second: 0,
  approved: 99,
}

/** Institutions people look at first have a part to play in the two newest months. */
const SCRIPT: Readonly<Record<string, readonly Word[]>> = {
  大冶市人民医院: ['empty', 'approved'],
  大冶市中医医院: ['submitted', 'approved'],
  大冶市第二人民医院: ['returned', 'approved'],
  大冶市精神卫生中心: ['submitted', 'second'],
  大冶铜都骨科医院: ['first', 'approved'],
  大冶新城医院: ['draft', 'empty'],
  仙桃市第一人民医院: ['checked', 'approved'],
  仙桃市中医医院: ['submitted', 'approved'],
  湖北省第一综合医院: ['draft', 'approved'],
  湖北省第二综合医院: ['submitted', 'approved'],
}

/** What happened in the newest month at some of them, so that their reports carry a 核实说明. */
const EVENTS: Readonly<Record<string, Event>> = {
  大冶市中医医院: 'crowded',
  大冶铜都骨科医院: 'epidemic',
  仙桃市中医医院: 'epidemic',
  湖北省第二综合医院: 'expensive',
}

export function eventAt(name: string, age: number): Event | undefined {
  return age === 0 ? EVENTS[name] : undefined
}

/** What has become of a unit's report of a month that lies `age` months back, with `steps` review steps. */
export function fateOf(random: Random, report: { name: string; age: number; steps: number }): Fate {
  const word = SCRIPT[report.name]?.[report.age] ?? random.weighted(SHARES[report.age] ?? OLD)
  return fateFrom(word, report.steps)
}

const CLINIC_SHARES: Readonly<Record<Word, number>> = {
  empty: 45,
  draft: 15,
  checked: 8,
  returned: 2,
  submitted: 20,
  first: 10,
  second: 0,
  approved: 0,
}

export function clinicFate(random: Random, steps: number): Fate {
  return fateFrom(random.weighted(CLINIC_SHARES), steps)
}

/** Where there are fewer steps, a report that has passed all of them would be approved: it waits at the last one instead. */
function fateFrom(word: Word, steps: number): Fate {
  switch (word) {
    case 'submitted':
      return { kind: 'submitted', passes: 0 }
    case 'first':
    case 'second':
      return { kind: 'submitted', passes: Math.min(word === 'first' ? 1 : 2, steps - 1) }
    case 'approved':
      return { kind: 'submitted', passes: steps }
    default:
      return { kind: word }
  }
}
