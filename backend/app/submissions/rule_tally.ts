import type { Finding } from '@weitong/designer/check'
import type { CheckRule, Severity } from '@weitong/designer/template'

/** As many failing units of a rule as a person looks through; the count says how many there are. */
const LISTED = 200

export interface FailingUnit {
  readonly name: string
  readonly divisionCode: string
  readonly periodLabel: string
  /** With both values. */
  readonly message: string
}

/** Contract `TestRun`. */
export interface TestRun {
  readonly versionId: string
  readonly periods: readonly string[]
  readonly reports: number
  readonly rules: readonly {
    readonly code: string
    readonly severity: Severity
    readonly message: string
    readonly asked: number
    readonly failed: number
    readonly units: readonly FailingUnit[]
  }[]
  /** Rules that cannot run yet. */
  readonly skipped: readonly { readonly code: string; readonly message: string }[]
}

/** Counts, rule by rule, how many reports were asked and how many would fail. */
export class RuleTally {
  private reports = 0
  private readonly counts: ReadonlyMap<string, { asked: number; failed: number; units: FailingUnit[] }>

  constructor(private readonly rules: readonly CheckRule[]) {
    this.counts = new Map(rules.map(({ code }) => [code, { asked: 0, failed: 0, units: [] }]))
  }

  /** A rule that is asked of every record of a roster fails a report once. */
  add(unit: Omit<FailingUnit, 'message'>, findings: readonly Finding[]): void {
    this.reports += 1
    const asked = new Set<string>()
    const failed = new Map<string, string>()
    for (const { rule, state, message } of findings) {
      const code = rule.split('__')[0] ?? rule
      if (state !== 'not-applicable') asked.add(code)
      if (state === 'failed' && !failed.has(code)) failed.set(code, message)
    }
    for (const [code, count] of this.counts) {
      if (asked.has(code)) count.asked += 1
      const message = failed.get(code)
      if (message === undefined) continue
      count.failed += 1
      if (count.units.length < LISTED) count.units.push({ ...unit, message })
    }
  }

  result(): Pick<TestRun, 'reports' | 'rules'> {
    const rules = this.rules.map(({ code, severity, message }) => {
      const { asked = 0, failed = 0, units = [] } = this.counts.get(code) ?? {}
      return { code, severity, message, asked, failed, units }
    })
    return { reports: this.reports, rules }
  }
}
