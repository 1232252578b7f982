import type { PipeTransform } from '@angular/core'
import { Pipe } from '@angular/core'
import { dayLabel, timeLabel } from './days.js'

/** `{{ '2026-11-25' | day }}` → 11月25日; nothing for null. */
@Pipe({ name: 'day' })
export class DayPipe implements PipeTransform {
  transform(day: string | null): string {
    return day === null ? '' : dayLabel(day)
  }
}

/** `{{ iso | time }}` → 今天 17:03 or 11月23日 17:03; nothing for null. */
@Pipe({ name: 'time' })
export class TimePipe implements PipeTransform {
  transform(instant: string | null): string {
    return instant === null ? '' : timeLabel(instant)
  }
}
