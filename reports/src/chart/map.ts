import type { AggregateTable } from '../aggregate/table.js'
import { chartNumbers, TOOLTIP, tooltipWords } from './numbers.js'
import { colourClasses, colourOf, isDark, NO_DATA_COLOUR } from './scale.js'

const DARK = '#1f2328'

/** `武汉`, `恩施`, `神农架`: what fits on the map. */
export function shortName(name: string): string {
  return name.replace(/(土家族苗族自治州|林区|地区|市|州)$/, '')
}

/**
 * ECharts option of a map by division code. The map registered under `map` must carry the codes in the property `code`.
 *
 * @param at position of the indicator shown
 */
export function mapOption(table: AggregateTable, { map, at }: { readonly map: string; readonly at: number }) {
  const points = chartNumbers(table, at)
  const classes = colourClasses(table, at)
  const byCode = new Map(points.map((point) => [point.line.code, point]))
  return {
    animation: false,
    tooltip: {
      ...TOOLTIP,
      formatter: ({ name }: { readonly name: string }) => {
        const point = byCode.get(name)
        return point ? tooltipWords(table, at, point) : '无数据'
      },
    },
    series: [
      {
        type: 'map' as const,
        map,
        nameProperty: 'code',
        selectedMode: false as const,
        left: 4,
        right: 4,
        top: 4,
        bottom: 4,
        label: {
          show: true,
          fontSize: 11,
          color: DARK,
          formatter: ({ name }: { readonly name: string }) => shortName(byCode.get(name)?.line.organisation.name ?? ''),
        },
        itemStyle: { areaColor: NO_DATA_COLOUR, borderColor: '#ffffff', borderWidth: 1 },
        emphasis: { itemStyle: { borderColor: DARK, borderWidth: 1.5 } },
        data: points.map(({ line, value }) => {
          const areaColor = value === null ? NO_DATA_COLOUR : colourOf(classes, value)
          const label = { color: isDark(areaColor) ? '#ffffff' : DARK }
          return {
            name: line.code,
            value: value ?? NaN,
            label,
            itemStyle: { areaColor },
            emphasis: { label, itemStyle: { areaColor } },
          }
        }),
      },
    ],
  }
}
