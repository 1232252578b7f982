import type { Kind, Value } from '../expression/index.js'
import type { OrgAttributes } from '../organisation/index.js'
import { Period } from '../period/index.js'
import type { Say } from './check-template.js'
import type { Template, Threshold, ThresholdRow } from './template.js'

/** Thresholds as they are for a unit in a period, by name. */
export function thresholdFrame(
  thresholds: readonly Threshold[] | undefined,
  org: OrgAttributes,
  period: Period,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    (thresholds ?? []).map(({ name, rows }) => [name, rows.find((row) => fits(row, org, period))?.value ?? null]),
  )
}

function fits({ category, level, from, to }: ThresholdRow, org: OrgAttributes, { start, end }: Period): boolean {
  return (
    (category === null || org.category.startsWith(category)) &&
    (level === null || org.level === level) &&
    (from === null || Period.parse(from).start <= start) &&
    (to === null || Period.parse(to).end >= end)
  )
}

/** Names of thresholds as expressions may use them. */
export function thresholdKinds(thresholds: readonly Threshold[] | undefined): Readonly<Record<string, Kind>> {
  return Object.fromEntries((thresholds ?? []).map(({ name }) => [`LIMIT.${name}`, 'number']))
}

export function checkThresholds({ thresholds = [] }: Template, say: Say): void {
  const names = new Set<string>()
  for (const { name, title, rows } of thresholds) {
    const where = `阈值 ${title || name}`
    if (title.trim() === '') say('E_TEMPLATE_THRESHOLD', `请填写阈值 ${name} 的名称。`, { where })
    if (names.has(name)) say('E_TEMPLATE_THRESHOLD', `阈值名 ${name} 重复。`, { where })
    names.add(name)
    if (rows.length === 0) say('E_TEMPLATE_THRESHOLD', `${where}还没有数值，请至少写一行。`, { where })
    for (const period of rows.flatMap(({ from, to }) => [from, to])) {
      if (period !== null && !Period.isValid(period)) {
        say('E_TEMPLATE_THRESHOLD', `${where}的报表期“${period}”不对，形如 2026 或 2026-01。`, { where })
      }
    }
  }
}
