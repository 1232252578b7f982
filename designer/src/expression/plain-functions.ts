import { birthOf, isCreditCode, isIdCard, sexOf } from './identity-codes.js'
import type { Value } from './value.js'

/** Functions of texts, days and codes: each takes the values of its arguments; a blank or a value of another kind gives blank. */
export const PLAIN_FUNCTIONS: Readonly<Record<string, (args: readonly Value[]) => Value>> = {
  LEFT: ([text, length]) => (isText(text) && isNumber(length) ? text.slice(0, length) : null),
  MID: ([text, start, length]) =>
    isText(text) && isNumber(start) && isNumber(length) ? text.slice(start - 1, start - 1 + length) : null,
  LEN: ([text]) => (isText(text) ? text.length : null),
  CONTAINS: ([text, part]) => (isText(text) && isText(part) ? text.includes(part) : null),
  MOD: ([value, divisor]) =>
    isNumber(value) && isNumber(divisor) && divisor !== 0 ? value - divisor * Math.floor(value / divisor) : null,
  YEARS: ([from, to]) => {
    const months = wholeMonths(from, to)
    return months === null ? null : Math.floor(months / 12)
  },
  /** Calendar days from the second day to the first, as in Excel. */
  DAYS: ([end, start]) => {
    if (!isText(end) || !isText(start)) return null
    const difference = Date.parse(end) - Date.parse(start)
    return Number.isNaN(difference) ? null : Math.round(difference / 86_400_000)
  },
  MONTHS: ([from, to]) => wholeMonths(from, to),
  IDCARD_OK: ([text]) => (isText(text) ? isIdCard(text) : null),
  IDCARD_BIRTH: ([text]) => (isText(text) ? birthOf(text) : null),
  IDCARD_SEX: ([text]) => (isText(text) ? sexOf(text) : null),
  CREDIT_OK: ([text]) => (isText(text) ? isCreditCode(text) : null),
}

function isText(value: Value | undefined): value is string {
  return typeof value === 'string'
}

function isNumber(value: Value | undefined): value is number {
  return typeof value === 'number'
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** Months that are over from one day to another: a person born on the 31st is a month old on the 30th of none. */
function wholeMonths(from: Value | undefined, to: Value | undefined): number | null {
  const [start, end] = [from, to].map((day) => (isText(day) ? DAY.exec(day) : null))
  if (!start || !end) return null
  const months = (Number(end[1]) - Number(start[1])) * 12 + Number(end[2]) - Number(start[2])
  return Number(end[3]) < Number(start[3]) ? months - 1 : months
}
