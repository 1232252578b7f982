import { Component, computed, inject, input } from '@angular/core'
import { Router } from '@angular/router'
import type { CollectionSummary } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { dayLabel } from '../../ui/days.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import type { Chip } from '../../ui/filter-chips.js'
import { FilterChips } from '../../ui/filter-chips.js'
import { PageHeader } from '../../ui/page-header.js'
import { showPlace } from '../../ui/place.js'
import { ExplanationList } from './explanation-list.js'
import type { Region } from './region-filter.js'
import { RegionFilter } from './region-filter.js'
import { ReviewList } from './review-list.js'
import { reviewDue } from './review-due.js'
import { reviewedRegion } from './reviewed-region.js'

/**
 * One collection as its reviewers see it: the reports of the whole region on one screen, or all 核实说明.
 * `?view=explanations`, `?city=`, `?county=` (organisation ids) and the list's own filters are in the address.
 */
@Component({
  selector: 'wt-review-page',
  imports: [ErrorPanel, ExplanationList, FilterChips, PageHeader, RegionFilter, ReviewList],
  templateUrl: './review-page.html',
  styleUrl: './review-page.css',
})
export class ReviewPage {
  private readonly router = inject(Router)
  private readonly organisation = reviewedRegion()

  readonly collectionId = input.required<string>()
  readonly view = input<string>()
  readonly city = input<string>()
  readonly county = input<string>()
  readonly status = input<string>()
  readonly search = input<string>()
  readonly sort = input<string>()
  readonly page = input<string>()

  protected readonly collection = loaded(
    () => this.collectionId(),
    (api, id, signal) => api.get<CollectionSummary>(`/collections/${id}`, {}, signal),
  )
  protected readonly shown = computed(() => (this.view() === 'explanations' ? 'explanations' : 'reports'))
  protected readonly region = computed(() => this.county() || this.city() || '')
  protected readonly views: readonly Chip[] = [
    { value: 'reports', label: '报表', count: null },
    { value: 'explanations', label: '核实说明', count: null },
  ]
  protected readonly note = computed(() => {
    const collection = this.collection.value()
    if (!collection) return ''
    const due = dayLabel(reviewDue(collection, this.organisation()?.level ?? null))
    const state = collection.state === 'closed' ? '任务已关闭' : `填报截止 ${dayLabel(collection.due)}，审核截止 ${due}`
    return `${collection.tableNo} · ${collection.edition} · ${state}`
  })

  constructor() {
    showPlace(computed(() => ({ period: this.collection.value()?.periodLabel })))
  }

  protected narrow({ city, county }: Region): void {
    this.go({ city: city || null, county: county || null, page: null })
  }

  /** Writes what is shown into the address; null takes a name out. */
  protected go(change: Readonly<Record<string, string | null>>): void {
    void this.router.navigate([], { queryParams: change, queryParamsHandling: 'merge', replaceUrl: true })
  }
}
