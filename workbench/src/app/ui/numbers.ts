/** Numbers as text. Pure: no Angular, no locale of the machine. */

/**
 * A decimal string with thousands separators: `1234567.5` → `1,234,567.5`. Pads with zeros to `decimals` and never cuts
 * digits that are there. Works on the digits, never through a double. Null and '' give '': blank is not zero.
 */
export function separated(value: string | number | null | undefined, decimals?: number | null): string {
  if (value === null || value === undefined || value === '') return ''
  const match = /^(-?)(\d+)(?:\.(\d*))?$/.exec(String(value))
  if (!match) return String(value)
  const [, sign = '', whole = '', fraction = ''] = match
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  const tail = fraction.padEnd(decimals ?? 0, '0')
  return `${sign}${grouped}${tail === '' ? '' : `.${tail}`}`
}

/** A share as `98.3%`; `—` where there is nothing to share. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—'
  const tenths = Math.floor((part / whole) * 1000)
  return `${tenths % 10 === 0 ? tenths / 10 : (tenths / 10).toFixed(1)}%`
}
