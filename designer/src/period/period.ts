export type PeriodType = 'month' | 'quarter' | 'half' | 'year'

/** A period text that names no period. */
export class PeriodError extends Error {
  readonly code = 'E_PERIOD_INVALID'
}

const MONTHS: Readonly<Record<PeriodType, number>> = { month: 1, quarter: 3, half: 6, year: 12 }
const PATTERN = /^(\d{4})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?$/

/**
 * A reporting period as a value: `2026`, `2026H1`, `2026Q3`, `2026-10`. Immutable; days are ISO `YYYY-MM-DD`, without a
 * time zone, since a period is a run of calendar days.
 */
export class Period {
  /** @param first months since year 0 of its first month */
  private constructor(
    readonly type: PeriodType,
    private readonly first: number,
  ) {}

  /** Throws PeriodError for anything but the four notations. */
  static parse(text: string): Period {
    const [matched, year, month, quarter, half] = PATTERN.exec(text) ?? []
    if (!matched) throw new PeriodError(`报表期“${text}”无法识别，应形如 2026、2026H1、2026Q3 或 2026-10。`)
    const january = Number(year) * 12
    if (month) return new Period('month', january + Number(month) - 1)
    if (quarter) return new Period('quarter', january + (Number(quarter) - 1) * 3)
    if (half) return new Period('half', january + (Number(half) - 1) * 6)
    return new Period('year', january)
  }

  static isValid(text: string): boolean {
    return PATTERN.test(text)
  }

  /** The period of that type a day lies in. */
  static of(type: PeriodType, day: string): Period {
    const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
    return new Period(type, month - (month % MONTHS[type]))
  }

  get year(): number {
    return Math.floor(this.first / 12)
  }

  /** The text `parse` takes; sorts by time within a type. */
  get key(): string {
    const year = String(this.year).padStart(4, '0')
    const month = this.first % 12
    if (this.type === 'month') return `${year}-${String(month + 1).padStart(2, '0')}`
    if (this.type === 'quarter') return `${year}Q${month / 3 + 1}`
    if (this.type === 'half') return `${year}H${month / 6 + 1}`
    return year
  }

  get label(): string {
    const month = this.first % 12
    if (this.type === 'month') return `${this.year}年${month + 1}月`
    if (this.type === 'quarter') return `${this.year}年第${month / 3 + 1}季度`
    if (this.type === 'half') return `${this.year}年${month === 0 ? '上' : '下'}半年`
    return `${this.year}年`
  }

  get start(): string {
    return dayOne(this.first)
  }

  get end(): string {
    const days = daysOf(this.last)
    return `${dayOne(this.last).slice(0, 8)}${String(days).padStart(2, '0')}`
  }

  /** Calendar days in it. */
  get days(): number {
    let days = 0
    for (let month = this.first; month <= this.last; month++) days += daysOf(month)
    return days
  }

  private get last(): number {
    return this.first + MONTHS[this.type] - 1
  }

  shift(periods: number): Period {
    return new Period(this.type, this.first + periods * MONTHS[this.type])
  }

  lastYear(): Period {
    return new Period(this.type, this.first - 12)
  }

  contains(other: Period): boolean {
    return this.first <= other.first && other.last <= this.last
  }

  /** Negative when this begins before the other. */
  compare(other: Period): number {
    return this.first - other.first
  }

  toString(): string {
    return this.key
  }
}

function dayOne(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

function daysOf(month: number): number {
  return new Date(Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0)).getUTCDate()
}
