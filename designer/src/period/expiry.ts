import { Period } from './period.js'

/** How long before its end the 有效期 of a form is warned of. */
export const EXPIRY_WARNING_DAYS = 90

export interface Expiry {
  /** The last day, `YYYY-MM-DD`. */
  readonly day: string
  /** Days from today to that day; negative when it has passed. */
  readonly daysLeft: number
}

/**
 * When a 有效期 that is written as a day or a month ends, if that is within 90 days or has passed; null while there is time, and for
 * what names no day.
 */
export function expiryOf(validUntil: string, today: string): Expiry | null {
  const day = lastDayOf(validUntil.trim())
  if (day === null) return null
  const daysLeft = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
  return daysLeft <= EXPIRY_WARNING_DAYS ? { day, daysLeft } : null
}

function lastDayOf(text: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Number.isNaN(Date.parse(text)) ? null : text
  return /^\d{4}-\d{2}$/.test(text) && Period.isValid(text) ? Period.parse(text).end : null
}
