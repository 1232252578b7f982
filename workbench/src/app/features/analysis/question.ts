import type { AggregateStatus, AnalysisForm, AnalysisIndicator } from '../../api/contract.js'
import type { JobRequest } from '../../parts/job-button.js'

/** What the address says; anything in it may be missing or out of date. */
export interface Address {
  readonly form?: string
  readonly period?: string
  readonly to?: string
  readonly indicators?: string
  readonly split?: string
  readonly status?: string
  readonly organisation?: string
}

/** What is asked of the server, made whole and possible. */
export interface Question {
  readonly form: AnalysisForm
  readonly period: string
  /** Last period of a range; '' for one period. */
  readonly to: string
  readonly indicators: readonly AnalysisIndicator[]
  /** Indicators of the address that these periods do not allow, with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[]
  /** Key of the code that every indicator is given for one by one; '' for none. */
  readonly split: string
  readonly status: AggregateStatus
  readonly organisation: string
}

const SHOWN_AT_FIRST = 3
const STATUSES: readonly string[] = ['submitted', 'county', 'city', 'approved'] satisfies AggregateStatus[]

/** Fills what the address leaves open: the form collected most often, its newest period, its first indicators. */
export function questionOf(forms: readonly AnalysisForm[], address: Address): Question | undefined {
  const collected = forms.filter(({ periods }) => periods.length > 0)
  const [usual] = [...collected].sort((a, b) => b.periods.length - a.periods.length)
  const form = collected.find(({ code }) => code === address.form) ?? usual
  const newest = form?.periods[0]
  if (!form || !newest) return undefined
  const known = (key: string | undefined) => form.periods.some((period) => period.key === key)
  const period = address.period && known(address.period) ? address.period : newest.key
  const to = address.to && known(address.to) && address.to > period ? address.to : ''
  const keys = address.indicators?.split(',') ?? []
  const asked = form.indicators.filter(({ key }) => keys.includes(key))
  const wanted =
    asked.length > 0 ? asked : form.indicators.filter((each) => why(each, to) === null).slice(0, SHOWN_AT_FIRST)
  return {
    form,
    period,
    to,
    indicators: wanted.filter((each) => why(each, to) === null),
    leftOut: wanted.flatMap((each) => {
      const reason = why(each, to)
      return reason === null ? [] : [{ name: each.name, reason }]
    }),
    split: form.splits.some(({ key }) => key === address.split) ? (address.split ?? '') : '',
    status: isStatus(address.status) ? address.status : 'submitted',
    organisation: address.organisation ?? '',
  }
}

/** Why an indicator cannot be shown for one period, or for a range when `to` is not ''. */
export function why(indicator: AnalysisIndicator, to: string): string | null {
  return to === '' ? indicator.whyNot : indicator.whyNotOverPeriods
}

function isStatus(status: string | undefined): status is AggregateStatus {
  return status !== undefined && STATUSES.includes(status)
}

/** The same question as a workbook. */
export function exportOf({ form, period, to, indicators, split, status, organisation }: Question): JobRequest {
  return {
    path: '/analysis/exports',
    body: {
      form: form.code,
      period,
      periodTo: to || null,
      indicators: indicators.map(({ key }) => key),
      ...(split && { split }),
      status,
      organisation: organisation || null,
    },
  }
}

/** The list behind the numbers of a 变长表, for one period. */
export function listExportOf({ form, period, status, organisation }: Question): JobRequest {
  return {
    path: '/analysis/record-exports',
    body: { form: form.code, period, status, organisation: organisation || null },
  }
}
