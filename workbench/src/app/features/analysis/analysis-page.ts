import { Component, computed, inject, input } from '@angular/core'
import type { Params } from '@angular/router'
import { Router, RouterLink } from '@angular/router'
import { STATUS_LABELS } from '@weitong/reports/aggregate'
import type { AggregateReply, AggregateRow, AnalysisForm } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { SessionStore } from '../../api/session-store.js'
import { JobButton } from '../../parts/job-button.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import type { Chip } from '../../ui/filter-chips.js'
import { FilterChips } from '../../ui/filter-chips.js'
import { Loading } from '../../ui/loading.js'
import { NumberPipe } from '../../ui/number.pipe.js'
import { percent } from '../../ui/numbers.js'
import { PageHeader } from '../../ui/page-header.js'
import { showPlace } from '../../ui/place.js'
import { AggregateCharts } from './aggregate-charts.js'
import { AggregateTable } from './aggregate-table.js'
import { IndicatorPicker } from './indicator-picker.js'
import { exportOf, listExportOf, questionOf } from './question.js'

/**
 * Three-level sums: a place, its parts, and how many of the reports due are in each number; down to the report of a facility.
 * Everything chosen is in the address: `form, period, to, indicators, split, status, organisation, show, sort, charts`.
 */
@Component({
  selector: 'wt-analysis-page',
  imports: [
    AggregateCharts,
    AggregateTable,
    EmptyState,
    ErrorPanel,
    FilterChips,
    IndicatorPicker,
    JobButton,
    Loading,
    NumberPipe,
    PageHeader,
    RouterLink,
  ],
  templateUrl: './analysis-page.html',
  styleUrl: './analysis-page.css',
})
export class AnalysisPage {
  private readonly router = inject(Router)
  private readonly session = inject(SessionStore)

  readonly form = input<string>()
  readonly period = input<string>()
  readonly to = input<string>()
  readonly indicators = input<string>()
  readonly split = input<string>()
  readonly status = input<string>()
  readonly organisation = input<string>()
  /** Key of the indicator that map and bars show. */
  readonly show = input<string>()
  readonly sort = input<string>()
  readonly charts = input<string>()

  protected readonly forms = loaded(
    () => true,
    (api, _, abort) => api.get<AnalysisForm[]>('/analysis/forms', {}, abort),
  )
  protected readonly question = computed(() =>
    questionOf(this.forms.value() ?? [], {
      form: this.form(),
      period: this.period(),
      to: this.to(),
      indicators: this.indicators(),
      split: this.split(),
      status: this.status(),
      organisation: this.organisation(),
    }),
  )
  protected readonly choices = computed(() => (this.forms.value() ?? []).filter(({ periods }) => periods.length > 0))
  protected readonly laterPeriods = computed(() => {
    const question = this.question()
    return question?.form.periods.filter(({ key }) => key >= question.period) ?? []
  })
  /** What goes over the wire, by value: the same question asked anew does not load again. */
  private readonly wire = computed(
    () => {
      const question = this.question()
      if (!question || question.indicators.length === 0) return undefined
      return {
        form: question.form.code,
        period: question.period,
        periodTo: question.to,
        indicator: question.indicators.map(({ key }) => key).join(','),
        split: question.split,
        status: question.status,
        organisation: question.organisation,
      }
    },
    { equal: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  )
  protected readonly sums = loaded(
    () => this.wire(),
    (api, wire, abort) => api.get<AggregateReply>('/analysis/aggregate', wire, abort),
  )
  protected readonly shownAt = computed(() =>
    Math.max(0, this.sums.value()?.indicators.findIndex(({ key }) => key === this.show()) ?? 0),
  )
  protected readonly withCharts = computed(() => this.charts() !== 'off')
  protected readonly statuses: readonly Chip[] = Object.entries(STATUS_LABELS).map(([value, label]) => ({
    value,
    label,
    count: null,
  }))
  /** Subtrees of the analyst's grants; most have one. */
  protected readonly tops = computed(() => {
    const grants = this.session.session()?.grants.filter(({ role }) => role === 'analyst') ?? []
    return [...new Map(grants.map(({ organisation }) => [organisation.id, organisation])).values()]
  })
  protected readonly share = percent
  protected readonly exportOf = exportOf
  protected readonly listExportOf = listExportOf

  constructor() {
    showPlace(
      computed(() => ({
        period: this.sums.value()?.periodLabel,
        organisation: this.sums.value()?.organisation.name,
      })),
    )
  }

  /** The address with something changed, for links. */
  protected at(organisation: string): Params {
    return { organisation, sort: null }
  }

  protected drill(row: AggregateRow): void {
    if (row.drillable) this.go(this.at(row.organisation.id), false)
    else if (row.obligationId !== null) void this.router.navigate(['/fill', row.obligationId])
  }

  protected chooseForm(code: string): void {
    this.go({ form: code, period: null, to: null, indicators: null, split: null, show: null, sort: null })
  }

  protected choosePeriod(period: string): void {
    const to = this.question()?.to ?? ''
    this.go({ period, to: to > period ? to : null })
  }

  protected chooseEnd(period: string): void {
    this.go({ to: period === this.question()?.period ? null : period })
  }

  protected valueOf(event: Event): string {
    return event.target instanceof HTMLSelectElement ? event.target.value : ''
  }

  /** Writes into the address; null takes a name out. Going down a level is a step one can go back. */
  protected go(change: Params, replaceUrl = true): void {
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge', replaceUrl })
  }
}
