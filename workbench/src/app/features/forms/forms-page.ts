import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input, signal } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { FormDraft, FormSummary, FormVersionRef } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { TimePipe } from '../../ui/day.pipes.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { PERIOD_TYPES } from '../../ui/glossary.js'
import { FormMarks } from '../../ui/form-marks.js'
import { Icon } from '../../ui/icon.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { SearchBox } from '../../ui/search-box.js'
import { NewFormDialog } from './new-form-dialog.js'
import { versionTitle } from '../../parts/version-state.js'
import { VersionTag } from '../../parts/version-tag.js'

/** 表样: every form with its versions; from here one opens, begins or revises one. `?search=` filters by code and title. */
@Component({
  selector: 'wt-forms-page',
  imports: [EmptyState, ErrorPanel, FormMarks, Icon, Loading, PageHeader, RouterLink, SearchBox, TimePipe, VersionTag],
  templateUrl: './forms-page.html',
  styleUrl: './forms-page.css',
})
export class FormsPage {
  private readonly api = inject(ApiClient)
  private readonly router = inject(Router)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)

  readonly search = input<string>()
  protected readonly busy = signal(false)
  protected readonly forms = loaded(
    () => ({}),
    (api, _params, signal) => api.get<FormSummary[]>('/forms', {}, signal),
  )
  protected readonly shown = computed(() => {
    const part = (this.search() ?? '').toLowerCase()
    return this.forms.value()?.filter(({ code, title }) => `${code} ${title}`.toLowerCase().includes(part))
  })
  protected readonly periodTypes = PERIOD_TYPES
  protected readonly toCompare = '部分内容按公开资料重建，使用前请与正式印发的表样核对。'
  protected readonly versionTitle = versionTitle

  /** Newest first. */
  protected versionsOf(form: FormSummary): readonly FormVersionRef[] {
    return [...form.versions].sort((a, b) => b.number - a.number)
  }

  protected draftOf(form: FormSummary): FormVersionRef | undefined {
    return form.versions.find((version) => version.state === 'draft')
  }

  protected find(search: string): void {
    void this.router.navigate([], { queryParams: { search: search || null }, replaceUrl: true })
  }

  protected async create(): Promise<void> {
    const ref = this.dialog.open<FormDraft>(NewFormDialog, {
      width: '480px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: '新建表样',
      autoFocus: '#form-code',
    })
    const draft = await firstValueFrom(ref.closed)
    if (draft) await this.open(draft.version.id)
  }

  /** The newest version that is no draft becomes the beginning of the next one. */
  protected async revise(form: FormSummary): Promise<void> {
    const from = this.versionsOf(form)[0]
    if (!from || this.busy()) return
    this.busy.set(true)
    try {
      const draft = await this.api.post<FormDraft>(`/forms/${form.id}/drafts`, { fromVersionId: from.id })
      await this.open(draft.version.id)
    } catch (error) {
      this.notices.bad(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }

  private async open(versionId: string): Promise<void> {
    await this.router.navigate(['/design/forms', versionId])
  }
}
