import { formatNumber } from '@weitong/designer/indicator'
import type { AggregateLine, AggregateTable } from '../aggregate/table.js'

/** One line of the table as a chart sees it. `value` is for drawing only; `words` carry the exact number. */
export interface ChartPoint {
  readonly line: AggregateLine
  readonly value: number | null
  readonly words: string
}

/** @param at position of the indicator among those of the table */
export function chartNumbers(table: AggregateTable, at: number): ChartPoint[] {
  const indicator = table.indicators[at]
  return table.rows.map((line) => {
    const exact = line.values[at] ?? null
    return {
      line,
      value: exact === null ? null : Number(exact),
      words:
        exact === null
          ? '无数据'
          : `${formatNumber(exact, indicator?.decimals ?? null)} ${indicator?.unit ?? ''}`.trim(),
    }
  })
}

/** Plain text on white: names are never markup. */
export const TOOLTIP = {
  trigger: 'item',
  renderMode: 'richText',
  borderColor: '#b9c0c8',
  textStyle: { color: '#1f2328', fontSize: 12, lineHeight: 20 },
} as const

/** What a tooltip says, line by line. */
export function tooltipWords(table: AggregateTable, at: number, point: ChartPoint): string {
  const { line, words } = point
  return [
    line.organisation.name,
    `${table.indicators[at]?.name ?? ''}：${words}`,
    `纳入 ${formatNumber(line.included, 0)} 份 / 应报 ${formatNumber(line.due, 0)} 份`,
  ].join('\n')
}
