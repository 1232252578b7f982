import { Component, computed, inject, input, signal } from '@angular/core'
import { RouterLink } from '@angular/router'
import { ApiClient } from '../../api/api-client.js'
import type { CollectionSummary, RegionProgress } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { SessionStore } from '../../api/session-store.js'
import { Ask } from '../../ui/ask.js'
import { businessDay, daysBetween } from '../../ui/days.js'
import { DayPipe, TimePipe } from '../../ui/day.pipes.js'
import { DueLabel } from '../../ui/due-label.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { percent } from '../../ui/numbers.js'
import { PageHeader } from '../../ui/page-header.js'
import { showPlace } from '../../ui/place.js'
import { ProgressLegend, ReportProgress } from '../../ui/report-progress.js'
import { ReopenForm } from './reopen-form.js'

/** One 报送任务: its days, its counts, its progress by region; closing it and opening it again, each with a reason. */
@Component({
  selector: 'wt-collection-page',
  imports: [
    DayPipe,
    DueLabel,
    ErrorPanel,
    Loading,
    PageHeader,
    ProgressLegend,
    ReopenForm,
    ReportProgress,
    RouterLink,
    TimePipe,
  ],
  templateUrl: './collection-page.html',
  styleUrl: './collection-page.css',
})
export class CollectionPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly notices = inject(Notices)
  protected readonly today = businessDay(new Date())

  readonly collectionId = input.required<string>()
  protected readonly mayReview = computed(() => this.session.can('review'))
  protected readonly mayDesign = computed(() => this.session.can('design'))
  private readonly session = inject(SessionStore)
  protected readonly collection = loaded(
    () => this.collectionId(),
    (api, id, abort) => api.get<CollectionSummary>(`/collections/${id}`, {}, abort),
  )
  protected readonly regions = loaded(
    () => this.collectionId(),
    (api, id, abort) => api.get<RegionProgress[]>(`/collections/${id}/regions`, {}, abort),
  )
  protected readonly reopening = signal(false)
  protected readonly figures = computed(() => {
    const counts = this.collection.value()?.progress
    if (!counts) return []
    return [
      { label: '应报', count: counts.due, share: '' },
      { label: '已上报', count: counts.submitted, share: percent(counts.submitted, counts.due) },
      { label: '县审通过', count: counts.countyPassed, share: percent(counts.countyPassed, counts.due) },
      { label: '市审通过', count: counts.cityPassed, share: percent(counts.cityPassed, counts.due) },
      { label: '已审批', count: counts.approved, share: percent(counts.approved, counts.due) },
      { label: '退回', count: counts.returned, share: '' },
      { label: '逾期', count: counts.overdue, share: '' },
    ]
  })

  constructor() {
    showPlace(computed(() => ({ period: this.collection.value()?.periodLabel })))
  }

  protected daysLeft(due: string): number {
    return daysBetween(this.today, due)
  }

  protected async close(collection: CollectionSummary): Promise<void> {
    const missing = collection.progress.due - collection.progress.submitted
    const done = await this.ask.confirm({
      heading: `关闭「${collection.formTitle}」${collection.periodLabel}？`,
      lines: [
        missing > 0 ? `还有 ${missing} 家没有上报，关闭后不能再填报、上报或审核。` : '关闭后不能再填报、上报或审核。',
        '需要时可以重新开放。',
      ],
      action: '关闭',
      harsh: true,
      reason: { label: '关闭原因' },
      act: async ({ reason }) => {
        await this.api.post(`/collections/${collection.id}/close`, { reason })
      },
    })
    if (done) this.changed('已关闭。')
  }

  protected reopened(): void {
    this.reopening.set(false)
    this.changed('已重新开放。')
  }

  private changed(words: string): void {
    this.notices.good(words)
    this.collection.reload()
    this.regions.reload()
  }
}
