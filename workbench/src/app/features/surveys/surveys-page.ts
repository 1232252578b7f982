import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import type { SurveyEntry, SurveyForm, SurveyList } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { businessDay } from '../../ui/days.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { PERIOD_TYPES } from '../../ui/glossary.js'
import { Icon } from '../../ui/icon.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { SearchBox } from '../../ui/search-box.js'
import { PlaceDialog, type Placing } from './place-dialog.js'
import { SurveyDialog } from './survey-dialog.js'
import { hasRunOut, validity } from './survey-words.js'

/** A survey with the forms that are shown of it. */
interface Group {
  readonly survey: SurveyEntry | null
  readonly forms: readonly SurveyForm[]
}

/** 调查: every survey with its forms; forms in no survey come last. `?search=` looks at surveys and forms. */
@Component({
  selector: 'wt-surveys-page',
  imports: [EmptyState, ErrorPanel, Icon, Loading, PageHeader, RouterLink, SearchBox],
  templateUrl: './surveys-page.html',
  styleUrl: './surveys-page.css',
})
export class SurveysPage {
  private readonly router = inject(Router)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)
  private readonly today = businessDay(new Date())

  readonly search = input<string>()
  protected readonly list = loaded(
    () => ({}),
    (api, _params, signal) => api.get<SurveyList>('/surveys', {}, signal),
  )
  protected readonly groups = computed<readonly Group[] | undefined>(() => {
    const list = this.list.value()
    return list && groupsOf(list, (this.search() ?? '').toLowerCase())
  })
  protected readonly periodTypes = PERIOD_TYPES
  protected readonly validity = validity

  /** By number: 1-2 comes before 1-10. */
  protected inOrder(forms: readonly SurveyForm[]): readonly SurveyForm[] {
    return [...forms].sort((a, b) => a.code.localeCompare(b.code, 'zh', { numeric: true }))
  }

  protected ranOut(survey: SurveyEntry): boolean {
    return hasRunOut(survey.validUntil, this.today)
  }

  protected find(search: string): void {
    void this.router.navigate([], { queryParams: { search: search || null }, replaceUrl: true })
  }

  protected async edit(survey: SurveyEntry | null): Promise<void> {
    const ref = this.dialog.open<SurveyEntry, SurveyEntry | null>(SurveyDialog, {
      width: '560px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: survey ? '编辑调查' : '新建调查',
      autoFocus: '#survey-title',
      data: survey,
    })
    const saved = await firstValueFrom(ref.closed)
    if (saved) this.changed(survey ? '调查已保存。' : `调查“${saved.title}”已建立，可以把表样归入其中。`)
  }

  protected async place(form: SurveyForm, from: SurveyEntry | null): Promise<void> {
    const surveys = (this.list.value()?.surveys ?? []).filter(({ kind }) => kind === 'regular')
    const ref = this.dialog.open<string, Placing>(PlaceDialog, {
      width: '480px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: '归入调查',
      data: { form, surveyId: from?.id ?? null, surveys },
    })
    const words = await firstValueFrom(ref.closed)
    if (words) this.changed(words)
  }

  private changed(words: string): void {
    this.notices.good(words)
    this.list.reload()
  }
}

/** A survey whose own words match is shown whole, others with the forms that match. */
function groupsOf({ surveys, unplaced }: SurveyList, part: string): Group[] {
  const has = (...words: readonly string[]): boolean => words.join(' ').toLowerCase().includes(part)
  const matching = (forms: readonly SurveyForm[]) => forms.filter((form) => has(form.code, form.title, form.tableNo))
  const groups = surveys.flatMap((survey): Group[] => {
    if (has(survey.title, survey.maker, survey.documentNo)) return [{ survey, forms: survey.forms }]
    const forms = matching(survey.forms)
    return forms.length > 0 ? [{ survey, forms }] : []
  })
  const rest = matching(unplaced)
  return rest.length > 0 ? [...groups, { survey: null, forms: rest }] : groups
}
