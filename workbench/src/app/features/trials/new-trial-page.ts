import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { Period } from '@weitong/designer/period'
import { ApiClient } from '../../api/api-client.js'
import { messageOf, toApiFailure } from '../../api/api-failure.js'
import type { FormSummary, TrialInput, TrialSummary, UnitChoice } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { NOBODY, UnitChooser } from '../../parts/unit-chooser.js'
import { addDays, businessDay } from '../../ui/days.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'

/** A version that can be tried: any that is not retired. */
interface Choice {
  readonly id: string
  readonly label: string
  readonly form: FormSummary
}

const USUAL_DAYS = 7
const PERIODS = 4

/** 发起试填: which version, by whom, until when. `?version=` preselects. */
@Component({
  selector: 'wt-new-trial-page',
  imports: [ErrorPanel, Loading, PageHeader, RouterLink, UnitChooser],
  templateUrl: './new-trial-page.html',
  styleUrl: './new-trial-page.css',
})
export class NewTrialPage {
  private readonly api = inject(ApiClient)
  private readonly router = inject(Router)
  private readonly notices = inject(Notices)
  private readonly today = businessDay(new Date())

  readonly version = input<string>()
  protected readonly forms = loaded(
    () => ({}),
    (api, _params, abort) => api.get<FormSummary[]>('/forms', {}, abort),
  )
  protected readonly choices = computed(() => (this.forms.value() ?? []).flatMap(choicesOf))
  protected readonly versionId = linkedSignal(() => {
    const wanted = this.version()
    return this.choices().find(({ id }) => id === wanted)?.id ?? ''
  })
  protected readonly periods = computed(() => {
    const type = this.choices().find(({ id }) => id === this.versionId())?.form.periodType
    if (!type) return []
    const current = Period.of(type, this.today)
    return Array.from({ length: PERIODS }, (_, back) => current.shift(-back))
  })
  /** The last complete period: the one whose figures the units have. */
  protected readonly period = linkedSignal(() => this.periods()[1]?.key ?? '')
  protected readonly due = signal(addDays(this.today, USUAL_DAYS))
  protected readonly choice = signal<UnitChoice>(NOBODY)
  protected readonly count = signal<number | undefined>(0)
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  /** What hinders trying a draft, place by place. */
  protected readonly problems = signal<readonly { readonly where: string; readonly message: string }[]>([])

  protected text(event: Event): string {
    const field = event.target
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : ''
  }

  protected async open(): Promise<void> {
    if (this.busy()) return
    this.failure.set(this.versionId() === '' ? '请选择表样版本。' : this.count() === 0 ? '请选定试填单位。' : null)
    if (this.failure()) return
    this.busy.set(true)
    this.problems.set([])
    const [formVersionId, period, due, choice] = [this.versionId(), this.period(), this.due(), this.choice()]
    try {
      const trial = await this.api.post<TrialSummary>('/trials', {
        formVersionId,
        period,
        due,
        choice,
      } satisfies TrialInput)
      this.notices.good(`已请 ${trial.units} 家单位试填。`)
      await this.router.navigate(['/design/trials', trial.id], { replaceUrl: true })
    } catch (error) {
      this.failure.set(messageOf(error))
      this.problems.set(toApiFailure(error).errors)
      this.busy.set(false)
    }
  }
}

function choicesOf(form: FormSummary): Choice[] {
  return form.versions
    .filter(({ state }) => state !== 'retired')
    .map(({ id, number, edition, state }) => ({
      id,
      form,
      label: `${form.title} 第 ${number} 版 ${state === 'draft' ? '草稿' : edition}`,
    }))
}
