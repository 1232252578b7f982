import type { ReviewProcess } from '@weitong/designer/submission'
import { dayOf } from '#platform'

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface Dues {
  readonly due: string
  readonly dueTime: string
  readonly dueCounty: string
  readonly dueCity: string
  readonly dueProvince: string
}

/** Due days of something asked now, so many hours ahead; each level that reviews has a day after the one below. */
export function dueAfter(from: Date, { hours, process }: { hours: number; process: ReviewProcess }): Dues {
  const at = new Date(from.getTime() + hours * HOUR_MS)
  const later = (days: number): string => dayOf(new Date(at.getTime() + days * DAY_MS))
  const days = { levels: [1, 2, 3], province: [0, 0, 1], none: [0, 0, 0] }[process]
  const [dueCounty = '', dueCity = '', dueProvince = ''] = days.map(later)
  return { due: dayOf(at), dueTime: CLOCK.format(at), dueCounty, dueCity, dueProvince }
}
