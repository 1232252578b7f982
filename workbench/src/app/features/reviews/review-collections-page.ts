import { Component, computed, inject, input } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import type { CollectionSummary, Home } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { businessDay, daysBetween } from '../../ui/days.js'
import { DueLabel } from '../../ui/due-label.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import type { Chip } from '../../ui/filter-chips.js'
import { FilterChips } from '../../ui/filter-chips.js'
import { Loading } from '../../ui/loading.js'
import { PageHeader } from '../../ui/page-header.js'
import { ProgressLegend, ReportProgress } from '../../ui/report-progress.js'
import { reviewDue } from './review-due.js'
import { reviewedRegion } from './reviewed-region.js'

interface ReviewableCollection extends CollectionSummary {
  readonly waiting: number
  readonly reviewDue: string
}

/** 审核审批: the collections, with how many reports wait for me in each. `?state=open|closed`, open by default. */
@Component({
  selector: 'wt-review-collections-page',
  imports: [
    DueLabel,
    EmptyState,
    ErrorPanel,
    FilterChips,
    Loading,
    PageHeader,
    ProgressLegend,
    ReportProgress,
    RouterLink,
  ],
  templateUrl: './review-collections-page.html',
  styleUrl: './review-collections-page.css',
})
export class ReviewCollectionsPage {
  private readonly router = inject(Router)
  private readonly region = reviewedRegion()

  readonly state = input<string>()
  protected readonly shown = computed(() => (this.state() === 'closed' ? 'closed' : 'open'))
  protected readonly chips: readonly Chip[] = [
    { value: 'open', label: '进行中', count: null },
    { value: 'closed', label: '已关闭', count: null },
  ]

  protected readonly collections = loaded(
    () => ({ state: this.shown() }),
    async (api, query, signal): Promise<readonly ReviewableCollection[]> => {
      const [collections, home] = await Promise.all([
        api.get<CollectionSummary[]>('/collections', query, signal),
        api.get<Home>('/home', {}, signal),
      ])
      const waiting = new Map(home.reviews.map((review) => [review.collectionId, review.waiting]))
      const level = this.region()?.level ?? null
      return collections.map((each) => ({
        ...each,
        waiting: waiting.get(each.id) ?? 0,
        reviewDue: reviewDue(each, level),
      }))
    },
  )
  private readonly today = businessDay(new Date())

  protected daysLeft(due: string): number {
    return daysBetween(this.today, due)
  }

  protected show(state: string): void {
    void this.router.navigate([], { queryParams: { state: state === 'open' ? null : state }, replaceUrl: true })
  }
}
