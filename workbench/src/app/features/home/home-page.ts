import { Component, computed, inject } from '@angular/core'
import { RouterLink } from '@angular/router'
import type { FillTask, Home } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { SessionStore } from '../../api/session-store.js'
import { ExpiryNote } from '../../parts/expiry-note.js'
import { businessDay, dayLabel, daysBetween, weekday } from '../../ui/days.js'
import { DueLabel } from '../../ui/due-label.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { PageHeader } from '../../ui/page-header.js'
import { ProgressLegend, ReportProgress } from '../../ui/report-progress.js'
import { StateTag } from '../../ui/state-tag.js'

const NEXT_STEP: Partial<Record<FillTask['state'], string>> = {
  empty: '开始填报',
  draft: '继续填报',
  checked: '去上报',
  returned: '去修改',
}

/** 工作台: what is due, what waits for my review, how the open collections stand. One call. */
@Component({
  selector: 'wt-home-page',
  imports: [
    DueLabel,
    EmptyState,
    ErrorPanel,
    ExpiryNote,
    Loading,
    PageHeader,
    ProgressLegend,
    ReportProgress,
    RouterLink,
    StateTag,
  ],
  templateUrl: './home-page.html',
  styleUrl: './home-page.css',
})
export class HomePage {
  private readonly store = inject(SessionStore)
  protected readonly home = loaded(
    () => ({}),
    (api, _params, signal) => api.get<Home>('/home', {}, signal),
  )
  protected readonly session = this.store.session
  protected readonly today = businessDay(new Date())
  protected readonly date = `${dayLabel(this.today)} ${weekday(this.today)}`

  protected readonly headline = computed(() => {
    const home = this.home.value()
    if (!home) return ''
    const open = home.tasks.filter((task) => NEXT_STEP[task.state]).length
    const overdue = home.tasks.filter((task) => task.overdue && NEXT_STEP[task.state]).length
    const waiting = home.reviews.reduce((sum, review) => sum + review.waiting, 0)
    const parts = [
      open > 0 ? `${open} 张报表待上报` : '',
      overdue > 0 ? `其中 ${overdue} 张已逾期` : '',
      waiting > 0 ? `${waiting} 张报表等您审核` : '',
    ].filter(Boolean)
    return parts.join('，')
  })

  /** Units are named in the list only where one person fills for several. */
  protected readonly severalUnits = computed(() => {
    const own = this.session()?.organisation.id
    return this.home.value()?.tasks.some((task) => task.organisation.id !== own) ?? false
  })

  protected readonly onlyAnalyses = computed(() => {
    const can = this.session()?.can
    return can !== undefined && can.analyse && !can.fill && !can.review && !can.openCollection
  })

  protected readonly hasNothing = computed(() => {
    const can = this.session()?.can
    return can !== undefined && !Object.values(can).some(Boolean)
  })

  protected nextStep(task: FillTask): string {
    return NEXT_STEP[task.state] ?? '查看'
  }

  protected isDone(task: FillTask): boolean {
    return NEXT_STEP[task.state] === undefined
  }

  protected daysLeft(due: string): number {
    return daysBetween(this.today, due)
  }
}
