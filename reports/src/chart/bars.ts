import type { AggregateTable } from '../aggregate/table.js'
import { chartNumbers, type ChartPoint, TOOLTIP, tooltipWords } from './numbers.js'

/** More bars than this are not told apart; the table has them all. */
export const BARS = 20

/** Lines that have a value, largest first, at most `BARS`. */
export function barRows(table: AggregateTable, at: number): ChartPoint[] {
  return chartNumbers(table, at)
    .filter(({ value }) => value !== null)
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0))
    .slice(0, BARS)
}

/** ECharts option of horizontal bars; the bar with index i is `barRows(table, at)[i]`. */
export function barOption(table: AggregateTable, at: number) {
  const points = barRows(table, at)
  return {
    animation: false,
    tooltip: {
      ...TOOLTIP,
      formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
        const point = points[dataIndex]
        return point ? tooltipWords(table, at, point) : ''
      },
    },
    grid: {
      left: 4,
      right: 76,
      top: 4,
      bottom: 4,
      outerBoundsMode: 'same' as const,
      outerBoundsContain: 'axisLabel' as const,
    },
    xAxis: { type: 'value' as const, axisLabel: { show: false }, splitLine: { show: false } },
    yAxis: {
      type: 'category' as const,
      inverse: true,
      data: points.map(({ line }) => line.organisation.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: '#b9c0c8' } },
      axisLabel: { color: '#1f2328', width: 132, overflow: 'truncate' as const, interval: 0, fontSize: 12 },
    },
    series: [
      {
        type: 'bar' as const,
        barMaxWidth: 14,
        itemStyle: { color: '#3a75b4' },
        emphasis: { itemStyle: { color: '#154d8f' } },
        label: {
          show: true,
          position: 'right' as const,
          color: '#4f5862',
          fontSize: 12,
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => points[dataIndex]?.words.split(' ')[0] ?? '',
        },
        data: points.map(({ value }) => value ?? 0),
      },
    ],
  }
}
