import type { PeriodType } from '@weitong/designer/template'
import type { OrganisationRef } from './organisations.js'

export type AggregateStatus = 'submitted' | 'county' | 'city' | 'approved'

/**
 * GET /analysis/forms → AnalysisForm[]
 * GET /analysis/aggregate?form=&period=&periodTo=&indicator=a,b&split=&status=&organisation= → AggregateReply: one row per child of `organisation`
 *     (province → cities → counties → facilities).
 *     `split` is a code of the form: every indicator once for each of its codes.
 * POST /analysis/exports {form, period, periodTo, indicators, split?, status, organisation} → 202 JobView; xlsx equals the screen.
 * POST /analysis/record-exports {form, period, status, organisation} → 202 JobView: the list of a 变长表, one line per record.
 */
export interface AnalysisForm {
  readonly code: string
  readonly title: string
  readonly kind: 'fixed' | 'roster'
  readonly periodType: PeriodType
  readonly periods: readonly { readonly key: string; readonly label: string }[]
  readonly indicators: readonly AnalysisIndicator[]
  /** Codes that numbers can be given for one by one. */
  readonly splits: readonly { readonly key: string; readonly name: string }[]
}
export interface AnalysisIndicator {
  /** `*`: how many records (reports) there are; `key=code` in a reply that is split. */
  readonly key: string
  readonly name: string
  readonly unit: string
  readonly decimals: number | null
  readonly section: string
  /** null when it can be summed, else a Chinese sentence. */
  readonly whyNot: string | null
  /** null when it can be summed over several periods too. */
  readonly whyNotOverPeriods: string | null
}
export interface AggregateReply {
  readonly organisation: OrganisationRef
  /** From the province down to `organisation`, for the breadcrumb, within one's rights. */
  readonly trail: readonly OrganisationRef[]
  readonly periodLabel: string
  readonly indicators: readonly AnalysisIndicator[]
  readonly rows: readonly AggregateRow[]
  readonly total: AggregateRow
  /** Units that stand here and are reviewed above one's rights: not in any number of the reply. */
  readonly outside: number
}
export interface AggregateRow {
  readonly organisation: OrganisationRef
  /** GB code for the map, 6 digits. */
  readonly code: string
  readonly drillable: boolean
  readonly due: number
  readonly included: number
  /** In the order of `indicators`; null when nothing is in it. */
  readonly values: readonly (string | null)[]
  /** Facility rows open their report. */
  readonly obligationId: string | null
}
