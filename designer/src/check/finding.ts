import type { Severity } from '../template/index.js'

/**
 * What a rule says about a report. `not-applicable` is neither passed nor failed: something it needs is blank, or it is not
 * meant for this unit. Only failed ones are kept and shown.
 */
export interface Finding {
  /** Rule code, or `REQUIRED.<key>`, `INVALID.<key>`, `REQUIRED.header.<id>` for what every form asks. */
  readonly rule: string
  readonly severity: Severity
  readonly state: 'passed' | 'failed' | 'not-applicable'
  /** Chinese, with the values of both sides where the rule compares. */
  readonly message: string
  /** Cells to mark and to jump to. */
  readonly cells: readonly string[]
  readonly keys: readonly string[]
}

export function isOpenError(finding: Finding): boolean {
  return finding.state === 'failed' && finding.severity === 'error'
}

export function isOpenWarning(finding: Finding): boolean {
  return finding.state === 'failed' && finding.severity === 'warning'
}
