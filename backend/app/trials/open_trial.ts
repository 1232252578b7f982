import { Period } from '@weitong/designer/period'
import { recordAuditEvent } from '#audit'
import { chooseUnits, insertCollection, type UnitChoice } from '#collections'
import { trialVersion, type VersionRef } from '#forms'
import { type Acting, inTransaction, today } from '#platform'
import { E } from './errors.js'
import { type TrialSummary, viewTrial } from './view_trials.js'

export interface TrialInput {
  readonly formVersionId: string
  readonly period: string
  /** Last day one may fill; the trial ends by itself after it. */
  readonly due: string
  readonly choice: UnitChoice
}

/** A trial is short: whoever needs longer opens the next one. */
const LONGEST_DAYS = 90

/**
 * Asks chosen units to try a form, a draft too. They fill it like any other; nobody reviews it and nothing counts it. One transaction:
 * the frozen copy of a draft, the collection, its obligations, the event.
 */
export function openTrial(acting: Acting, input: TrialInput): Promise<TrialSummary> {
  checkDue(input.due)
  const seeing = { ...acting, trials: '*' } as const
  return inTransaction(seeing, async (trx) => {
    const version = await trialVersion(trx, acting, input.formVersionId)
    const period = periodOf(version, input.period)
    const units = await chooseUnits(trx, acting, { choice: input.choice, process: 'none' })
    const { due } = input
    const id = await insertCollection(trx, acting, {
      version,
      period,
      kind: 'trial',
      process: 'none',
      due,
      dueCounty: due,
      dueCity: due,
      dueProvince: due,
      dueTime: null,
      units,
    })
    await recordAuditEvent(trx, acting, {
      action: 'trial.open',
      subjectType: 'collection',
      subjectId: id,
      after: { ...input, form: version.template.code, obligations: units.length },
    })
    return viewTrial(trx, acting, id)
  })
}

function checkDue(due: string): void {
  const last = new Date(`${today()}T00:00:00Z`)
  last.setUTCDate(last.getUTCDate() + LONGEST_DAYS)
  if (due < today() || due > last.toISOString().slice(0, 10)) throw E.E_TRIAL_DUE()
}

function periodOf({ template: { periodType } }: VersionRef, text: string): Period {
  if (!Period.isValid(text) || Period.parse(text).type !== periodType) {
    throw E.E_TRIAL_PERIOD({ month: '月', quarter: '季度', half: '半年', year: '年' }[periodType])
  }
  return Period.parse(text)
}
