import { Component, computed, inject, signal } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { PROCESSES } from '@weitong/designer/submission'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { QuickSurvey, QuickSurveyInput, UnitChoice } from '../../api/contract.js'
import { NOBODY, UnitChooser } from '../../parts/unit-chooser.js'
import { timeLabel } from '../../ui/days.js'
import { Icon } from '../../ui/icon.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { QuestionFields } from './question-fields.js'
import { asked, type DraftQuestion, newQuestion, problemWith } from './questions.js'

const HOUR_MS = 3_600_000
/** What is usual between “before the evening meeting” and “by the end of the week”. */
const HOURS: readonly number[] = [2, 4, 8, 24, 48, 72, 168]

/** 新建快速调查: questions at the left, who and until when at the right; one button publishes and opens. */
@Component({
  selector: 'wt-new-quick-survey-page',
  imports: [Icon, PageHeader, QuestionFields, RouterLink, UnitChooser],
  templateUrl: './new-quick-survey-page.html',
  styleUrl: './new-quick-survey-page.css',
})
export class NewQuickSurveyPage {
  private readonly api = inject(ApiClient)
  private readonly router = inject(Router)
  private readonly notices = inject(Notices)

  protected readonly title = signal('')
  protected readonly basis = signal('')
  protected readonly questions = signal<readonly DraftQuestion[]>([newQuestion()])
  protected readonly choice = signal<UnitChoice>(NOBODY)
  protected readonly count = signal<number | undefined>(0)
  protected readonly hours = signal(24)
  protected readonly process = signal<QuickSurveyInput['process']>('none')
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  protected readonly processes = Object.entries(PROCESSES).map(([name, { title }]) => ({ name, title }))
  protected readonly hourChoices = HOURS
  protected readonly due = computed(() => timeLabel(new Date(Date.now() + this.hours() * HOUR_MS).toISOString()))
  /** Why it cannot be published yet. */
  protected readonly hindrance = computed(() => {
    if (this.title().trim().length < 2) return '请写调查名称。'
    const problem = problemWith(this.questions())
    if (problem) return problem
    return this.count() === 0 ? '请选定单位。' : null
  })

  protected change(question: DraftQuestion): void {
    this.questions.update((questions) => questions.map((each) => (each.id === question.id ? question : each)))
  }

  protected remove(id: number): void {
    this.questions.update((questions) => questions.filter((each) => each.id !== id))
  }

  protected move(at: number, by: -1 | 1): void {
    this.questions.update((questions) => {
      const [moved, rest] = [questions[at], questions.filter((_, index) => index !== at)]
      return moved ? [...rest.slice(0, at + by), moved, ...rest.slice(at + by)] : questions
    })
  }

  /** The next question is most likely of the kind of the last. */
  protected add(): void {
    this.questions.update((questions) => [...questions, newQuestion('', questions.at(-1)?.type)])
  }

  protected text(event: Event): string {
    const field = event.target
    return field instanceof HTMLInputElement || field instanceof HTMLSelectElement ? field.value : ''
  }

  protected setProcess(event: Event): void {
    this.process.set(this.text(event) as QuickSurveyInput['process'])
  }

  protected async publish(): Promise<void> {
    if (this.busy() || this.hindrance()) {
      this.failure.set(this.hindrance())
      return
    }
    this.busy.set(true)
    this.failure.set(null)
    try {
      const { collection } = await this.api.post<QuickSurvey>('/quick-surveys', {
        title: this.title().trim(),
        questions: asked(this.questions()),
        choice: this.choice(),
        hours: this.hours(),
        process: this.process(),
        basis: this.basis().trim(),
      } satisfies QuickSurveyInput)
      this.notices.good(`已发布，${collection.progress.due} 家单位现在就能填。`)
      await this.router.navigate(['/quick-surveys', collection.id], { replaceUrl: true })
    } catch (error) {
      this.failure.set(messageOf(error))
      this.busy.set(false)
    }
  }
}
