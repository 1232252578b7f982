import type { CheckProposal } from './proposal.js'
import type { Place, ReadPlaces } from './read-places.js'
import type { Line } from './read-lines.js'
import { readLabel } from './words.js'

/** Checks a person reads off the structure: 合计 is the sum of its parts, 其中 is no more than its whole. */
export function proposeChecks({ places }: Pick<ReadPlaces, 'places'>): CheckProposal[] {
  const numeric = places.filter(({ formula, roster }) => formula === null && !roster)
  const checks: Omit<CheckProposal, 'id'>[] = []
  for (const column of groups(numeric, ({ block, column }) => `${block}:${column}`)) {
    checks.push(...totals(column), ...parts(column))
  }
  for (const row of groups(numeric, ({ block, line }) => `${block}:${line.row}`)) checks.push(...acrossTotals(row))
  return checks.map((check, at) => ({ ...check, id: `k${at + 1}` }))
}

type Check = Omit<CheckProposal, 'id'>

const at = ({ address }: Place): string => `@${address}@`

/** 其中 lines directly under a line of the same unit. */
function parts(column: readonly Place[]): Check[] {
  const byLine = new Map(column.map((place) => [place.line, place]))
  return column.flatMap((place) => {
    const [parent] = place.line.ancestors
    const whole = parent ? byLine.get(parent) : undefined
    if (!place.line.label.part || !whole || whole.unit !== place.unit) return []
    return [
      {
        kind: 'part' as const,
        confidence: 'sure' as const,
        expression: `${at(place)} <= ${at(whole)}`,
        message: `${place.line.label.core}不应大于${whole.line.label.core}`,
      },
    ]
  })
}

/** A 合计 line over or under the lines of its level. */
function totals(column: readonly Place[]): Check[] {
  return column.flatMap((place, index) => {
    const { line } = place
    if (!line.label.total) return []
    const own = column.filter((each) => each.line.ancestors[0] === line && !each.line.label.part)
    const siblings = own.length > 0 ? own : siblingsOf(column, index)
    if (siblings.length < 2 || siblings.some(({ unit }) => unit !== place.unit)) return []
    const sure = own.length === 0 && siblings.every((each) => !each.line.label.part)
    return [
      {
        kind: 'total' as const,
        confidence: sure ? ('sure' as const) : ('doubtful' as const),
        expression: `${at(place)} = ${siblings.map(at).join(' + ')}`,
        message: `${line.section || '本栏'}${line.label.core}应等于各项之和`.replace(/^[一二三四五六七八九十]+、/, ''),
      },
    ]
  })
}

/** Lines beside a 合计 in its section: under it when it begins the section, else over it back to the 合计 before. */
function siblingsOf(column: readonly Place[], index: number): Place[] {
  const total = column[index]
  if (!total) return []
  const same = (line: Line): boolean =>
    line.section === total.line.section && line.level === total.line.level && !line.label.total
  const collect = (step: 1 | -1): Place[] => {
    const found: Place[] = []
    for (let at = index + step; column[at]; at += step) {
      const place = column[at]
      if (
        !place ||
        place.line.section !== total.line.section ||
        (place.line.label.total && place.line.level === total.line.level)
      )
        break
      if (same(place.line)) found.push(place)
    }
    return step === 1 ? found : found.reverse()
  }
  const before = collect(-1)
  return before.length > 0 ? before : collect(1)
}

/** 合计 and its parts side by side in the head: 合计, 男, 女. */
function acrossTotals(row: readonly Place[]): Check[] {
  const total = row.find(({ heads }) => isTotalHead(heads.at(-1)))
  if (!total) return []
  const parent = total.heads.slice(0, -1).join('/')
  const others = row.filter(
    (each) =>
      each !== total && each.column > total.column && (parent === '' || each.heads.slice(0, -1).join('/') === parent),
  )
  const [first] = others
  if (!first || others.length < 2 || others.some(({ unit }) => unit !== total.unit)) return []
  const among = others.some(({ heads }) => heads.some((head) => readLabel(head).part))
  const label = total.line.label.core
  if (among) {
    return others
      .filter(({ heads }) => heads.some((head) => readLabel(head).part))
      .map((each) => ({
        kind: 'part' as const,
        confidence: 'sure' as const,
        expression: `${at(each)} <= ${at(total)}`,
        message: `${label}：${each.heads.at(-1) ?? ''}不应大于${total.heads.at(-1) ?? ''}`,
      }))
  }
  return [
    {
      kind: 'total',
      confidence: 'doubtful',
      expression: `${at(total)} = ${others.map(at).join(' + ')}`,
      message: `${label}：${total.heads.at(-1) ?? ''}应等于各栏之和`,
    },
  ]
}

const isTotalHead = (head: string | undefined): boolean => head !== undefined && readLabel(head).total

function groups<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const found = new Map<string, T[]>()
  for (const item of items) found.set(key(item), [...(found.get(key(item)) ?? []), item])
  return [...found.values()]
}
