import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input, signal } from '@angular/core'
import { Router } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import type { IndicatorEntry, Page } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { AGGREGATIONS_SHORT, VALUE_TYPES } from '../../parts/indicator-words.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Icon } from '../../ui/icon.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { Pager } from '../../ui/pager.js'
import { SearchBox } from '../../ui/search-box.js'
import { NewIndicatorDialog } from './new-indicator-dialog.js'

const SIZE = 50

/** 指标: the dictionary. `?search=` and `?page=` are in the address; a row opens to its 指标解释. */
@Component({
  selector: 'wt-indicators-page',
  imports: [EmptyState, ErrorPanel, Icon, Loading, PageHeader, Pager, SearchBox],
  templateUrl: './indicators-page.html',
  styleUrl: './indicators-page.css',
})
export class IndicatorsPage {
  private readonly router = inject(Router)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)

  readonly search = input<string>()
  readonly page = input<string>()
  protected readonly size = SIZE
  protected readonly at = computed(() => Math.max(1, Number(this.page()) || 1))
  protected readonly opened = signal<string | null>(null)
  protected readonly indicators = loaded(
    () => ({ search: this.search(), page: this.at(), size: SIZE }),
    (api, query, signal) => api.get<Page<IndicatorEntry>>('/indicators', query, signal),
  )

  protected typeOf({ type, decimals }: IndicatorEntry): string {
    return type === 'decimal' ? `小数 ${decimals ?? 0} 位` : VALUE_TYPES[type]
  }

  protected addsUp(indicator: IndicatorEntry): string {
    return AGGREGATIONS_SHORT[indicator.aggregation]
  }

  protected toggle(code: string): void {
    this.opened.update((opened) => (opened === code ? null : code))
  }

  protected show(query: { readonly search?: string | null; readonly page?: number | null }): void {
    void this.router.navigate([], { queryParams: query, queryParamsHandling: 'merge', replaceUrl: true })
  }

  protected async create(): Promise<void> {
    const ref = this.dialog.open<IndicatorEntry>(NewIndicatorDialog, {
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
