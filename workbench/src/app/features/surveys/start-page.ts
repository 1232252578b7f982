import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input, signal } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { CollectionPlan, SurveyEntry, SurveyList } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { StartForm } from './start-form.js'
import { SurveyDialog } from './survey-dialog.js'

const STEPS = ['选定调查', '选定表样', '设计并发布', '谁来报、报表期和截止', '核对并开启'] as const
const STEP_OF: Readonly<Record<CollectionPlan['step'], number>> = { survey: 0, form: 1, design: 2, open: 3 }

const WHERE: Readonly<Record<CollectionPlan['step'], string>> = {
  survey: '待选调查',
  form: '待选表样',
  design: '表样待发布',
  open: '待开启',
}

/**
 * 从零开启报送任务: survey, form, its design, then who reports, period and days, and opening. Every step is the act of a page there is
 * already; what was decided is kept, so one may leave at any step and go on another day. `?plan=` is the one that goes on.
 */
@Component({
  selector: 'wt-start-page',
  imports: [ErrorPanel, Loading, PageHeader, RouterLink, StartForm, TimePipe],
  templateUrl: './start-page.html',
  styleUrl: './start-page.css',
})
export class StartPage {
  private readonly api = inject(ApiClient)
  private readonly router = inject(Router)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)

  readonly plan = input<string>()
  protected readonly steps = STEPS
  protected readonly where = WHERE
  protected readonly busy = signal(false)
  protected readonly plans = loaded(
    () => ({}),
    (api, _params, signal) => api.get<CollectionPlan[]>('/collection-plans', {}, signal),
  )
  protected readonly surveys = loaded(
    () => ({}),
    (api, _params, signal) => api.get<SurveyList>('/surveys', {}, signal),
  )
  protected readonly current = computed(() => this.plans.value()?.find(({ id }) => id === this.plan()) ?? null)
  /** Position of the step that is to be done. */
  protected readonly at = computed(() => STEP_OF[this.current()?.step ?? 'survey'])
  protected readonly regular = computed(() =>
    (this.surveys.value()?.surveys ?? []).filter(({ kind }) => kind === 'regular'),
  )

  protected async chooseSurvey(surveyId: string): Promise<void> {
    await this.keep(surveyId, null)
  }

  protected async createSurvey(): Promise<void> {
    const ref = this.dialog.open<SurveyEntry>(SurveyDialog, {
      width: '560px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: '新建调查',
      autoFocus: '#survey-title',
      data: null,
    })
    const created = await firstValueFrom(ref.closed)
    if (!created) return
    this.surveys.reload()
    await this.keep(created.id, null)
  }

  /** Notes a decision; the first one begins the plan. */
  protected async keep(surveyId: string | null, formId: string | null): Promise<void> {
    if (this.busy()) return
    this.busy.set(true)
    try {
      const id = this.current()?.id ?? (await this.api.post<CollectionPlan>('/collection-plans')).id
      await this.api.put(`/collection-plans/${id}`, { surveyId, formId })
      this.plans.reload()
      await this.router.navigate([], { queryParams: { plan: id }, replaceUrl: true })
    } catch (error) {
      this.notices.bad(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }

  protected async giveUp(id: string): Promise<void> {
    try {
      await this.api.delete(`/collection-plans/${id}`)
      this.plans.reload()
    } catch (error) {
      this.notices.bad(messageOf(error))
    }
  }
}
