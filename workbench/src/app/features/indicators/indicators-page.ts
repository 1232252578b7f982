import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import type { FormSummary, IndicatorEntry, Page } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { AGGREGATIONS_SHORT, VALUE_TYPES } from '../../parts/indicator-words.js'
import { JobButton } from '../../parts/job-button.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Icon } from '../../ui/icon.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { NumberPipe } from '../../ui/number.pipe.js'
import { PageHeader } from '../../ui/page-header.js'
import { Pager } from '../../ui/pager.js'
import { SearchBox } from '../../ui/search-box.js'
import { IndicatorDialog } from './indicator-dialog.js'

const SIZE = 50

/** What the address may hold beside the page. */
interface Filter {
  readonly search?: string | null
  readonly type?: string | null
  readonly aggregation?: string | null
  readonly form?: string | null
  readonly retired?: string | null
}

/** 指标: the dictionary. Search, filters and page are in the address; a row leads to the indicator. */
@Component({
  selector: 'wt-indicators-page',
  imports: [EmptyState, ErrorPanel, Icon, JobButton, Loading, NumberPipe, PageHeader, Pager, RouterLink, SearchBox],
  templateUrl: './indicators-page.html',
  styleUrl: './indicators-page.css',
})
export class IndicatorsPage {
  private readonly router = inject(Router)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)

  readonly search = input<string>()
  readonly type = input<string>()
  readonly aggregation = input<string>()
  readonly form = input<string>()
  readonly retired = input<string>()
  readonly page = input<string>()
  protected readonly size = SIZE
  protected readonly types = Object.entries(VALUE_TYPES)
  protected readonly aggregations = Object.entries(AGGREGATIONS_SHORT)
  protected readonly at = computed(() => Math.max(1, Number(this.page()) || 1))
  protected readonly filter = computed(() => ({
    search: this.search(),
    type: this.type(),
    aggregation: this.aggregation(),
    form: this.form(),
    retired: this.retired(),
  }))
  /** The filter as a request body: what is not asked for is left out. */
  protected readonly exported = computed(() =>
    Object.fromEntries(Object.entries(this.filter()).filter(([, value]) => value)),
  )
  protected readonly filtered = computed(() => Object.values(this.filter()).some(Boolean))
  protected readonly forms = loaded(
    () => ({}),
    (api, _params, signal) => api.get<FormSummary[]>('/forms', {}, signal),
  )
  protected readonly indicators = loaded(
    () => ({ ...this.filter(), page: this.at(), size: SIZE }),
    (api, query, signal) => api.get<Page<IndicatorEntry>>('/indicators', query, signal),
  )

  protected typeOf({ type, decimals }: IndicatorEntry): string {
    return type === 'decimal' ? `小数 ${decimals ?? 0} 位` : VALUE_TYPES[type]
  }

  protected addsUp(indicator: IndicatorEntry): string {
    return AGGREGATIONS_SHORT[indicator.aggregation]
  }

  /** Another filter begins on its first page. */
  protected filterBy(filter: Filter): void {
    this.show({ ...filter, page: null })
  }

  protected chosen(event: Event): string | null {
    return (event.target as HTMLSelectElement).value || null
  }

  protected clear(): void {
    this.filterBy({ search: null, type: null, aggregation: null, form: null, retired: null })
  }

  protected show(query: Filter & { readonly page?: number | null }): void {
    void this.router.navigate([], { queryParams: query, queryParamsHandling: 'merge', replaceUrl: true })
  }

  protected async create(): Promise<void> {
    const ref = this.dialog.open<IndicatorEntry>(IndicatorDialog, {
      width: '520px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: '新建指标',
      autoFocus: '#indicator-code',
    })
    const created = await firstValueFrom(ref.closed)
    if (!created) return
    this.notices.good(`指标 ${created.code} ${created.name} 已建立。`)
    this.indicators.reload()
  }
}
