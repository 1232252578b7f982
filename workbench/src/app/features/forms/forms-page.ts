import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, inject, input, signal } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { FormDraft, FormSummary, FormVersionRef } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { Ask } from '../../ui/ask.js'
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
import { ExpiryNote } from '../../parts/expiry-note.js'
import { effectiveLabel, versionTitle } from '../../parts/version-state.js'
import { VersionTag } from '../../parts/version-tag.js'
import { type NewForm, NewFormDialog } from './new-form-dialog.js'

/** 表样: every form with its versions; from here one opens, begins or revises one. `?search=` filters by code and title. */
@Component({
  selector: 'wt-forms-page',
  imports: [
    EmptyState,
    ErrorPanel,
    ExpiryNote,
    FormMarks,
    Icon,
    Loading,
    PageHeader,
    RouterLink,
    SearchBox,
    TimePipe,
    VersionTag,
  ],
  templateUrl: './forms-page.html',
  styleUrl: './forms-page.css',
})
export class FormsPage {
  private readonly api = inject(ApiClient)
  private readonly router = inject(Router)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)
  private readonly ask = inject(Ask)

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
  protected readonly effectiveLabel = effectiveLabel

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

  /** The two newest versions; undefined where there is nothing to compare. */
  protected compareOf(form: FormSummary): { before: string; after: string } | undefined {
    const [after, before] = this.versionsOf(form)
    return before && after ? { before: `v${before.id}`, after: `v${after.id}` } : undefined
  }

  protected create(): Promise<void> {
    return this.begin(null)
  }

  /** A new form that begins as a copy of the newest version of this one. */
  protected copy(form: FormSummary): Promise<void> {
    const [from] = this.versionsOf(form)
    if (!from) return this.begin(null)
    return this.begin({
      heading: '复制表样',
      action: '开始设计',
      note: `表格、指标、变长表和审核规则都从《${form.title}》复制过来，之后各改各的。`,
      start: { code: '', title: '', periodType: form.periodType },
      create: (fields) => this.api.post<FormDraft>('/forms', { ...fields, fromVersionId: from.id }),
    })
  }

  protected async retire(form: FormSummary): Promise<void> {
    const done = await this.ask.confirm({
      heading: `停用《${form.title}》`,
      lines: ['停用后不能再起草新版本、开启报送任务；已经报送的数据不受影响。需要时可以恢复使用。'],
      action: '停用',
      harsh: true,
      reason: { label: '停用原因', suggestions: ['统计制度已废止', '已并入其他表'] },
      act: async ({ reason }) => void (await this.api.post(`/forms/${form.id}/retire`, { reason })),
    })
    if (done) this.forms.reload()
  }

  protected async reinstate(form: FormSummary): Promise<void> {
    const done = await this.ask.confirm({
      heading: `恢复使用《${form.title}》`,
      action: '恢复使用',
      reason: { label: '恢复原因' },
      act: async ({ reason }) => void (await this.api.post(`/forms/${form.id}/reinstate`, { reason })),
    })
    if (done) this.forms.reload()
  }

  private async begin(data: NewForm | null): Promise<void> {
    const ref = this.dialog.open<FormDraft, NewForm | null>(NewFormDialog, {
      data,
      width: '480px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: data?.heading ?? '新建表样',
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
