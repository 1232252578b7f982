import { Component, computed, inject, input, signal } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { PROCESSES } from '@weitong/designer/submission'
import { NzQRCodeComponent } from 'ng-zorro-antd/qr-code'
import { ApiClient } from '../../api/api-client.js'
import type { CollectionSummary, QuickSurvey } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { JobButton } from '../../parts/job-button.js'
import { Ask } from '../../ui/ask.js'
import { businessDay, daysBetween } from '../../ui/days.js'
import { DueLabel } from '../../ui/due-label.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { type Chip, FilterChips } from '../../ui/filter-chips.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { ReportProgress } from '../../ui/report-progress.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { AnswerTable } from './answer-table.js'
import { UnitTable } from './unit-table.js'

type View = 'not-submitted' | 'overdue' | 'submitted' | 'answers'

/** One 应急快速调查: its link to send out, how far it has come, whom to remind, and what was answered. */
@Component({
  selector: 'wt-quick-survey-page',
  imports: [
    AnswerTable,
    DueLabel,
    ErrorPanel,
    FilterChips,
    JobButton,
    Loading,
    NzQRCodeComponent,
    PageHeader,
    ReportProgress,
    RouterLink,
    TimePipe,
    UnitTable,
  ],
  templateUrl: './quick-survey-page.html',
  styleUrl: './quick-survey-page.css',
})
export class QuickSurveyPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly notices = inject(Notices)
  private readonly router = inject(Router)
  private readonly today = businessDay(new Date())

  readonly surveyId = input.required<string>()
  readonly show = input<string>()
  protected readonly survey = loaded(
    () => this.surveyId(),
    (api, id, signal) => api.get<QuickSurvey>(`/quick-surveys/${id}`, {}, signal),
  )
  protected readonly link = computed(() => `${location.origin}/fill/of/${this.surveyId()}`)
  protected readonly copied = signal(false)
  protected readonly shown = computed<View>(() => {
    const asked = this.show()
    return asked === 'overdue' || asked === 'submitted' || asked === 'answers' ? asked : 'not-submitted'
  })
  protected readonly chips = computed<readonly Chip<View>[]>(() => {
    const counts = this.survey.value()?.collection.progress
    if (!counts) return []
    return [
      { value: 'not-submitted', label: '未报（催报）', count: counts.due - counts.submitted, urgent: true },
      { value: 'overdue', label: '逾期', count: counts.overdue },
      { value: 'submitted', label: '已报', count: counts.submitted },
      { value: 'answers', label: '结果', count: null },
    ]
  })

  protected process({ process }: CollectionSummary): string {
    return PROCESSES[process].title
  }

  protected daysLeft({ due }: CollectionSummary): number {
    return daysBetween(this.today, due)
  }

  protected setView(view: string): void {
    void this.router.navigate([], { queryParams: { show: view === 'not-submitted' ? null : view }, replaceUrl: true })
  }

  /** Works over plain HTTP too, where browsers keep the clipboard from pages. */
  protected copy(field: HTMLInputElement): void {
    field.select()
    this.copied.set(document.execCommand('copy'))
  }

  protected async close({ id, formTitle, progress }: CollectionSummary): Promise<void> {
    const missing = progress.due - progress.submitted
    const done = await this.ask.confirm({
      heading: `结束「${formTitle}」？`,
      lines: [missing > 0 ? `还有 ${missing} 家没有上报，结束后不能再填。` : '结束后不能再填。'],
      action: '结束调查',
      harsh: true,
      reason: { label: '结束原因', suggestions: ['已经收齐', '情况已经处置完毕'] },
      act: async ({ reason }) => {
        await this.api.post(`/collections/${id}/close`, { reason })
      },
    })
    if (!done) return
    this.notices.good('已结束。')
    this.survey.reload()
  }
}
