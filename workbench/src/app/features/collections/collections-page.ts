import { Component, computed, inject, input } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import type { CollectionSummary } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { businessDay, daysBetween } from '../../ui/days.js'
import { DueLabel } from '../../ui/due-label.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import type { Chip } from '../../ui/filter-chips.js'
import { FilterChips } from '../../ui/filter-chips.js'
import { Icon } from '../../ui/icon.js'
import { Loading } from '../../ui/loading.js'
import { PageHeader } from '../../ui/page-header.js'
import { ProgressLegend, ReportProgress } from '../../ui/report-progress.js'

/** 报送任务: what has been asked of whom, and how far it has come. `?state=closed` shows the closed ones. */
@Component({
  selector: 'wt-collections-page',
  imports: [
    DueLabel,
    EmptyState,
    ErrorPanel,
    FilterChips,
    Icon,
    Loading,
    PageHeader,
    ProgressLegend,
    ReportProgress,
    RouterLink,
  ],
  templateUrl: './collections-page.html',
  styleUrl: './collections-page.css',
})
export class CollectionsPage {
  private readonly router = inject(Router)
  private readonly today = businessDay(new Date())

  readonly state = input<string>()
  protected readonly shown = computed(() => (this.state() === 'closed' ? 'closed' : 'open'))
  protected readonly chips: readonly Chip[] = [
    { value: 'open', label: '进行中', count: null },
    { value: 'closed', label: '已关闭', count: null },
  ]
  protected readonly collections = loaded(
    () => ({ state: this.shown() }),
    (api, query, signal) => api.get<CollectionSummary[]>('/collections', query, signal),
  )

  protected daysLeft(due: string): number {
    return daysBetween(this.today, due)
  }

  protected show(state: string): void {
    void this.router.navigate([], { queryParams: { state: state === 'open' ? null : state }, replaceUrl: true })
  }
}
