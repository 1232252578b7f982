import type { PipeTransform } from '@angular/core'
import { Pipe } from '@angular/core'
import { separated } from './numbers.js'

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
