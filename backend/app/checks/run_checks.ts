import { checkHeader, type DraftValues, type EntryContext, evaluate } from '@weitong/designer/entry'
import type { Severity } from '@weitong/designer/template'
import type { PublishedVersion } from '#forms'

/** A rule that does not hold, with the values it is about by key: what findings are stored and sent as. */
export interface CheckFinding {
  /** Rule code; `REQUIRED.<key>`, `INVALID.<key>`, `REQUIRED.header.<item>` for what every form asks. */
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly keys: readonly string[]
  /** Where to look: address of its first cell, or `rule` when it names none. */
  readonly where: string
}

export interface CheckRun {
  /** Inputs and computed values by key: canonical strings; null for blank, for what does not apply and for what is no value. */
  readonly values: Readonly<Record<string, string | null>>
  readonly findings: readonly CheckFinding[]
}

export interface CheckInput extends EntryContext {
  readonly values: DraftValues
  readonly header: Readonly<Record<string, string>>
}

/** Runs every rule of a version over given values; the same code ran in the browser, this is the truth. Fetches nothing. */
export function runChecks({ compiled, template }: PublishedVersion, input: CheckInput): CheckRun {
  const evaluation = evaluate(compiled, input.values, input)
  const findings = [...evaluation.findings, ...checkHeader(template.headerItems, input.header)]
    .filter(({ state }) => state === 'failed')
    .map(({ rule, severity, message, cells, keys }) => {
      const where = (cells[0] && compiled.layout.addressOfCell(cells[0])) ?? rule
      return { rule, severity, message, keys, where }
    })
  return { values: evaluation.values, findings }
}
