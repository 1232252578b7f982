import { Component, computed, inject, input, output, signal } from '@angular/core'
import { RouterLink } from '@angular/router'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { FormDraft, PeriodType, SurveyForm, SurveyList } from '../../api/contract.js'
import { PERIOD_TYPES } from '../../ui/glossary.js'

type Way = 'here' | 'blank' | 'copy' | 'file'

const WAYS: readonly { readonly way: Way; readonly title: string }[] = [
  { way: 'here', title: '用现有表样' },
  { way: 'blank', title: '从空白表开始' },
  { way: 'copy', title: '复制一张表样' },
  { way: 'file', title: '从 Excel 文件导入' },
]

/** Which form a survey is collected with: one there is, a blank one, a copy, or one that was imported from a file. */
@Component({
  selector: 'wt-start-form',
  imports: [RouterLink],
  templateUrl: './start-form.html',
  styleUrl: './start-form.css',
})
export class StartForm {
  private readonly api = inject(ApiClient)

  readonly list = input.required<SurveyList>()
  readonly surveyId = input.required<string>()
  /** Id of the form that was decided for. */
  readonly chosen = output<string>()

  protected readonly ways = WAYS
  protected readonly way = signal<Way>('here')
  protected readonly periodTypes = Object.entries(PERIOD_TYPES)
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  protected readonly own = computed(() => this.list().surveys.find(({ id }) => id === this.surveyId())?.forms ?? [])
  /** Every form there is: the shipped ones too. */
  protected readonly all = computed(() => [
    ...this.list().surveys.flatMap(({ kind, forms }) => (kind === 'regular' ? forms : [])),
    ...this.list().unplaced,
  ])
  /** Forms of other surveys and of none: to be taken over into this one. */
  protected readonly others = computed(() => this.all().filter(({ id }) => !this.own().some((form) => form.id === id)))

  protected versionOf(form: SurveyForm): string {
    return form.publishedVersionId ? '已发布' : '草稿'
  }

  /** A form that is in no survey yet is put into this one; one of another survey stays where it is. */
  protected async take(form: SurveyForm): Promise<void> {
    await this.act(async () => {
      const unplaced = this.list().unplaced.some(({ id }) => id === form.id)
      if (unplaced) await this.api.put(`/forms/${form.id}/survey`, { surveyId: this.surveyId() })
      return form.id
    })
  }

  /** A blank sheet, or a copy of a version, in this survey. */
  protected async create(event: Event): Promise<void> {
    event.preventDefault()
    if (!(event.target instanceof HTMLFormElement)) return
    const said = new FormData(event.target)
    const [code, title, periodType, from] = ['code', 'title', 'periodType', 'from'].map((name) =>
      String(said.get(name) ?? '').trim(),
    )
    const source = this.all().find(({ id }) => id === from)
    await this.act(async () => {
      const body = source
        ? { code, title, periodType: source.periodType, fromVersionId: source.newestVersionId }
        : { code, title, periodType: periodType as PeriodType }
      const { formId } = await this.api.post<FormDraft>('/forms', body)
      await this.api.put(`/forms/${formId}/survey`, { surveyId: this.surveyId() })
      return formId
    })
  }

  private async act(work: () => Promise<string>): Promise<void> {
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    try {
      this.chosen.emit(await work())
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}
