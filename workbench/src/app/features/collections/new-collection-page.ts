import { Component, computed, inject, input, linkedSignal } from '@angular/core'
import { FormsModule } from '@angular/forms'
import { Router, RouterLink } from '@angular/router'
import { Period } from '@weitong/designer/period'
import { format, parseISO } from 'date-fns'
import { NzDatePickerComponent } from 'ng-zorro-antd/date-picker'
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select'
import { ApiClient } from '../../api/api-client.js'
import type { CollectionInput, CollectionPreview, CollectionSummary, FormSummary } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { ExpiryNote } from '../../parts/expiry-note.js'
import { Ask } from '../../ui/ask.js'
import { businessDay, dayLabel } from '../../ui/days.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { PERIOD_TYPES } from '../../ui/glossary.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { OwedPreview } from './owed-preview.js'
import type { Dues } from './suggested-dues.js'
import { problemWithDues, suggestedDues } from './suggested-dues.js'

/** A published version one may choose. */
interface Choice {
  readonly versionId: string
  readonly label: string
  readonly form: FormSummary
}

const PERIODS_BACK = 13

/** 新建报送任务: which version, which period, by when; shows who would owe before anything is opened. `?version=` preselects. */
@Component({
  selector: 'wt-new-collection-page',
  imports: [
    EmptyState,
    ErrorPanel,
    ExpiryNote,
    FormsModule,
    Loading,
    NzDatePickerComponent,
    NzOptionComponent,
    NzSelectComponent,
    OwedPreview,
    PageHeader,
    RouterLink,
  ],
  templateUrl: './new-collection-page.html',
  styleUrl: './new-collection-page.css',
})
export class NewCollectionPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly notices = inject(Notices)
  private readonly router = inject(Router)
  private readonly today = businessDay(new Date())

  /** Form version to start with. */
  readonly version = input<string>()

  protected readonly forms = loaded(
    () => ({}),
    (api, _params, abort) => api.get<FormSummary[]>('/forms', {}, abort),
  )
  protected readonly choices = computed(() => (this.forms.value() ?? []).flatMap(publishedVersions))
  protected readonly versionId = linkedSignal(() => {
    const wanted = this.version()
    return this.choices().find((choice) => choice.versionId === wanted)?.versionId ?? null
  })
  protected readonly form = computed(
    () => this.choices().find((choice) => choice.versionId === this.versionId())?.form ?? null,
  )
  protected readonly periods = computed(() => {
    const type = this.form()?.periodType
    return type === undefined ? [] : recentPeriods(type, this.today)
  })
  /** The last complete period at first. */
  protected readonly period = linkedSignal(() => this.periods()[1]?.key ?? null)
  protected readonly dues = linkedSignal<Dues | null>(() => {
    const type = this.form()?.periodType
    const key = this.period()
    return type === undefined || key === null ? null : suggestedDues(type, Period.parse(key).end, this.today)
  })
  /** The same days as the pickers want them; a picker must get the same object until the day changes. */
  protected readonly days = computed(() => {
    const dues = this.dues()
    return this.levels.map(({ name, title }) => ({ name, title, day: dues && parseISO(dues[name]) }))
  })
  protected readonly duesProblem = computed(() => {
    const dues = this.dues()
    return dues && problemWithDues(dues)
  })
  protected readonly input = computed<CollectionInput | undefined>(() => {
    const [formVersionId, period, dues] = [this.versionId(), this.period(), this.dues()]
    return formVersionId && period && dues ? { formVersionId, period, ...dues } : undefined
  })
  private readonly asked = computed(() => this.input(), {
    equal: (a, b) => a?.formVersionId === b?.formVersionId && a?.period === b?.period,
  })
  protected readonly preview = loaded(
    () => this.asked(),
    (api, input) => api.post<CollectionPreview>('/collections/preview', input),
  )
  protected readonly levels: readonly { readonly name: keyof Dues; readonly title: string }[] = [
    { name: 'due', title: '填报截止' },
    { name: 'dueCounty', title: '县区审核截止' },
    { name: 'dueCity', title: '市州审核截止' },
    { name: 'dueProvince', title: '省级审批截止' },
  ]

  protected setDay(name: keyof Dues, day: Date | null): void {
    if (day) this.dues.update((dues) => dues && { ...dues, [name]: format(day, 'yyyy-MM-dd') })
  }

  protected async open(): Promise<void> {
    const [form, input, preview] = [this.form(), this.input(), this.preview.value()]
    if (!form || !input || !preview || this.duesProblem()) return
    const label = Period.parse(input.period).label
    await this.ask.confirm({
      heading: `开启「${form.title}」${label}？`,
      lines: [
        `${preview.obligations} 家单位将立即看到这项任务，${dayLabel(input.due)} 截止填报。`,
        '应报名单和各单位的属性在开启时固定下来，以后机构变动不影响本期应报数。',
      ],
      action: '开启',
      act: async () => this.create(input, label),
    })
  }

  private async create(input: CollectionInput, label: string): Promise<void> {
    const collection = await this.api.post<CollectionSummary>('/collections', input)
    this.notices.good(`已开启「${collection.formTitle}」${label}。`)
    void this.router.navigate(['/collections', collection.id], { replaceUrl: true })
  }
}

function publishedVersions(form: FormSummary): readonly Choice[] {
  return form.versions
    .filter((version) => version.state === 'published' && form.retiredAt === null)
    .sort((a, b) => b.number - a.number)
    .map((version) => ({
      versionId: version.id,
      label: `${form.title}（${PERIOD_TYPES[form.periodType]}）第 ${version.number} 版 ${version.edition}`,
      form,
    }))
}

function recentPeriods(
  type: FormSummary['periodType'],
  today: string,
): readonly { readonly key: string; readonly label: string }[] {
  const current = Period.of(type, today)
  return Array.from({ length: PERIODS_BACK + 1 }, (_, back) => current.shift(-back)).map(({ key, label }) => ({
    key,
    label,
  }))
}
