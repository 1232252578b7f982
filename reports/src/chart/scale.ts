import { formatNumber } from '@weitong/designer/indicator'
import type { AggregateTable } from '../aggregate/table.js'
import { chartNumbers } from './numbers.js'

/** One hue, light to dark. */
const COLOURS = ['#dce9f7', '#b4cfec', '#86b1dd', '#3a75b4', '#154d8f'] as const
export const NO_DATA_COLOUR = '#e3e6ea'

/** Values from `from` up to, not including, the next class. */
export interface ColourClass {
  readonly from: number
  readonly colour: string
  readonly label: string
}

/**
 * Up to five classes with about as many regions in each, bounds rounded to two digits: with equal steps 武汉 alone would
 * take the dark end and every other city the light one.
 */
export function colourClasses(table: AggregateTable, at: number): ColourClass[] {
  const values = chartNumbers(table, at)
    .flatMap(({ value }) => (value === null ? [] : [value]))
    .sort((a, b) => a - b)
  const lowest = values[0]
  if (lowest === undefined) return []
  const wanted = Math.min(COLOURS.length, new Set(values).size)
  const cuts = Array.from({ length: wanted - 1 }, (_, index) => {
    const place = Math.floor(((index + 1) * values.length) / wanted)
    return roundedBound(values[place] ?? lowest)
  })
  const bounds = [...new Set([-Infinity, ...cuts.filter((cut) => cut > lowest)])]
  return bounds.map((from, index) => ({
    from,
    colour: colourAt(index, bounds.length),
    label: labelOf(from, bounds[index + 1]),
  }))
}

export function colourOf(classes: readonly ColourClass[], value: number): string {
  return classes.reduce((colour, each) => (value >= each.from ? each.colour : colour), classes[0]?.colour ?? COLOURS[0])
}

/** Whether words on it must be white (contrast at least 4.5 to one). */
export function isDark(colour: string): boolean {
  return colour === COLOURS[3] || colour === COLOURS[4]
}

/** Spreads fewer classes over the whole hue. */
function colourAt(index: number, count: number): string {
  const place = count === 1 ? 2 : Math.round((index * (COLOURS.length - 1)) / (count - 1))
  return COLOURS[place] ?? COLOURS[0]
}

function labelOf(from: number, to: number | undefined): string {
  if (from === -Infinity) return to === undefined ? '全部' : `${words(to)} 以下`
  return to === undefined ? `${words(from)} 及以上` : `${words(from)} – ${words(to)}`
}

function words(bound: number): string {
  return formatNumber(String(bound), null)
}

/** Down to two significant digits, so that the value it came from stays above it. */
function roundedBound(value: number): number {
  if (value === 0) return 0
  const digits = Math.floor(Math.log10(Math.abs(value))) - 1
  const step = 10 ** Math.abs(digits)
  return digits >= 0 ? Math.floor(value / step) * step : Math.floor(value * step) / step
}
