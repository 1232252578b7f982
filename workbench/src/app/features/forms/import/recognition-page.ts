import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, effect, inject, input, signal } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import { wordChanges } from '@weitong/designer/template'
import { ApiClient } from '../../../api/api-client.js'
import type { FormDraft, FormRecognition, FormSummary } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { Ask } from '../../../ui/ask.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Icon } from '../../../ui/icon.js'
import { Loading } from '../../../ui/loading.js'
import { Notices } from '../../../ui/notices.js'
import { type NewForm, NewFormDialog } from '../new-form-dialog.js'
import { ChangePanel } from './change-panel.js'
import { CheckPanel } from './check-panel.js'
import { DroppedPanel } from './dropped-panel.js'
import { ImportDesk } from './import-desk.js'
import { ProposalPanel } from './proposal-panel.js'
import { SheetPicture } from './sheet-picture.js'

type Tab = 'places' | 'checks' | 'dropped' | 'changes'

/** What was recognised in a file, beside the file itself: each proposal is taken, changed or refused, then a draft is made of it. */
@Component({
  selector: 'wt-recognition-page',
  imports: [ChangePanel, CheckPanel, DroppedPanel, ErrorPanel, Icon, Loading, ProposalPanel, RouterLink, SheetPicture],
  providers: [ImportDesk],
  templateUrl: './recognition-page.html',
  styleUrl: './recognition-page.css',
})
export class RecognitionPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)
  private readonly router = inject(Router)
  protected readonly desk = inject(ImportDesk)

  readonly recognitionId = input.required<string>()
  readonly into = input<string>()
  protected readonly tab = signal<Tab>('places')
  protected readonly files = loaded(
    () => ({ id: this.recognitionId(), into: this.into() }),
    async (api, { id, into }, signal) => {
      const [recognition, draft] = await Promise.all([
        api.get<FormRecognition>(`/form-recognitions/${id}`, {}, signal),
        into ? api.get<FormDraft>(`/form-versions/${into}`, {}, signal) : null,
      ])
      return { recognition, draft }
    },
  )
  private readonly forms = loaded(
    () => (this.into() ? undefined : {}),
    (api, _params, signal) => api.get<FormSummary[]>('/forms', {}, signal),
  )
  protected readonly counts = computed(() => {
    const items = this.desk.items()
    const of = (as: string): number => items.filter(({ outcome }) => outcome.as === as).length
    return { all: items.length, open: of('open'), fresh: of('fresh'), bound: of('bound'), refused: of('refused') }
  })
  protected readonly dropped = computed(() => [
    ...(this.desk.sheet()?.proposal.dropped ?? []),
    ...(this.desk.recognition()?.dropped ?? []),
  ])
  protected readonly tabs = computed<readonly { tab: Tab; name: string; count: number; urgent: boolean }[]>(() => [
    { tab: 'places', name: '填报格', count: this.counts().open, urgent: true },
    { tab: 'checks', name: '审核关系', count: this.desk.checks().length, urgent: false },
    { tab: 'dropped', name: '未带入', count: this.dropped().length, urgent: false },
    ...(this.desk.into()
      ? [{ tab: 'changes' as const, name: '与现在的差异', count: this.desk.changes().length, urgent: false }]
      : []),
  ])
  /** A form of the dictionary that the sheet looks like: importing into it may be what is wanted. */
  protected readonly like = computed(() => {
    const code = this.desk.sheet()?.proposal.likeForm
    const form = this.forms.value()?.find((each) => each.code === code)
    const newest = form && [...form.versions].sort((a, b) => b.number - a.number)[0]
    return form && newest ? { title: form.title, code: form.code, versionId: newest.id } : null
  })

  constructor() {
    effect(() => {
      const files = this.files.value()
      if (files) this.desk.open(files.recognition, files.draft)
    })
  }

  protected choose(event: Event): void {
    this.desk.choose((event.target as HTMLSelectElement).value)
  }

  protected takeCertain(): void {
    this.desk.decideAll(
      this.desk.certain().map(({ binding }) => binding.address),
      { as: 'accepted' },
    )
  }

  /** Leads from a place on the picture or in a list to its proposal. */
  protected show(address: string): void {
    const item = this.desk.byAddress().get(address)
    if (!item) return
    this.tab.set('places')
    if (!this.desk.listed().includes(item)) this.desk.shown.set('all')
    this.desk.current.set(address)
  }

  protected async make(): Promise<void> {
    if (this.desk.into()) await this.update()
    else await this.create()
  }

  private async create(): Promise<void> {
    const proposal = this.desk.sheet()?.proposal
    if (!proposal) return
    const data: NewForm = {
      heading: '建立草稿',
      action: '建立草稿',
      note: this.remark(),
      start: { code: '', title: proposal.title, periodType: proposal.periodType ?? 'month' },
      create: (form) =>
        this.api.post<FormDraft>(`/form-recognitions/${this.recognitionId()}/forms`, { ...this.decided(), ...form }),
    }
    const ref = this.dialog.open<FormDraft>(NewFormDialog, {
      data,
      width: '480px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: '建立草稿',
      autoFocus: '#form-code',
    })
    const draft = await firstValueFrom(ref.closed)
    if (draft) await this.leave(draft)
  }

  private async update(): Promise<void> {
    const into = this.desk.into()
    if (!into) return
    const isDraft = into.version.state === 'draft'
    await this.ask.confirm({
      heading: isDraft ? `更新《${into.template.title}》的草稿` : `按文件起草《${into.template.title}》的新版本`,
      lines: [
        `${wordChanges(this.desk.changes())}。`,
        '表内的值按指标对应，报表里已有的数和规则不会错位。',
        this.remark(),
      ].filter((line) => line !== ''),
      action: isDraft ? '更新草稿' : '起草新版本',
      act: async () => {
        const body = { ...this.decided(), versionId: into.version.id, revision: into.revision }
        await this.leave(await this.api.post<FormDraft>(`/form-recognitions/${this.recognitionId()}/drafts`, body))
      },
    })
  }

  private decided() {
    return { sheet: this.desk.sheetName(), decisions: this.desk.decisions() }
  }

  private remark(): string {
    const { open } = this.counts()
    return open > 0 ? `还有 ${open} 格待确认：先留空，可以到设计器里绑定。` : ''
  }

  private async leave(draft: FormDraft): Promise<void> {
    this.desk.finish()
    this.notices.good(`《${draft.template.title}》的草稿已按文件画好，请核对后发布。`)
    await this.router.navigate(['/design/forms', draft.version.id])
  }
}
