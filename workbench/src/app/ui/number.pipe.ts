import type { PipeTransform } from '@angular/core'
import { Pipe } from '@angular/core'

/**
 * `{{ '1234567.5' | num: 2 }}` → 1,234,567.50. Works on the digits of the decimal string, never through a double.
 * Without decimals the digits stay as they are. Null and '' show nothing: blank is not zero.
 */
@Pipe({ name: 'num' })
export class NumberPipe implements PipeTransform {
  transform(value: string | number | null | undefined, decimals?: number | null): string {
    return separated(value, decimals)
  }
}

/** The function behind `NumberPipe`. Pads with zeros to `decimals`, and never cuts digits that are there. */
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
