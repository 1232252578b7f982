/**
 * Days and times as Chinese readers write them. Business time is Asia/Shanghai wherever the browser is, so a day is
 * never made with the browser's own zone.
 */
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** Parts of an instant in business time, zero-padded. */
export function businessTime(
  instant: string | Date,
): Readonly<Record<'year' | 'month' | 'day' | 'hour' | 'minute', string>> {
  const parts = { year: '', month: '', day: '', hour: '', minute: '' }
  for (const { type, value } of CLOCK.formatToParts(typeof instant === 'string' ? new Date(instant) : instant)) {
    if (type in parts) parts[type as keyof typeof parts] = value
  }
  return parts
}

/** `YYYY-MM-DD` of an instant in business time. */
export function businessDay(instant: string | Date): string {
  const { year, month, day } = businessTime(instant)
  return `${year}-${month}-${day}`
}

/** A day `YYYY-MM-DD` as `11月25日`, with the year where it is not this one. */
export function dayLabel(day: string, today = businessDay(new Date())): string {
  const [year, month, date] = day.split('-').map(Number)
  const short = `${month}月${date}日`
  return day.startsWith(today.slice(0, 4)) ? short : `${year}年${short}`
}

/** `周三` of a day `YYYY-MM-DD`. */
export function weekday(day: string): string {
  return WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

/** An instant as `今天 17:03`, `11月23日 17:03` or `2025年11月23日 17:03`. */
export function timeLabel(instant: string, now = new Date()): string {
  const { hour, minute } = businessTime(instant)
  const day = businessDay(instant)
  const today = businessDay(now)
  return `${day === today ? '今天' : dayLabel(day, today)} ${hour}:${minute}`
}

/** A day `n` days after `day`, both `YYYY-MM-DD`. */
export function addDays(day: string, n: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + n)
  return at.toISOString().slice(0, 10)
}

/** Whole days from one day to another, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
