import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, effect, inject, input, signal } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import { firstValueFrom } from 'rxjs'
import { emptyPaper } from '@weitong/reports/document'
import { ApiClient } from '../../../api/api-client.js'
import { ApiFailure, messageOf } from '../../../api/api-failure.js'
import type { FormDraft } from '../../../api/contract.js'
import { Ask } from '../../../ui/ask.js'
import { JobButton } from '../../../parts/job-button.js'
import { printsPaper } from '../../../parts/print-paper.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { FormMarks } from '../../../ui/form-marks.js'
import { Icon } from '../../../ui/icon.js'
import { Loading } from '../../../ui/loading.js'
import { Notices } from '../../../ui/notices.js'
import { VersionDialog, type VersionQuestion } from '../versions/version-dialog.js'
import { VersionTag } from '../../../parts/version-tag.js'
import { versionTitle } from '../../../parts/version-state.js'
import { CellPanel } from './cell-panel.js'
import { CheckRevising } from './check-revising.js'
import type { PanelTab } from './design-session.js'
import { DesignSession } from './design-session.js'
import { FormPanel } from './form-panel.js'
import { Pointing } from './pointing.js'
import { ProblemPanel } from './problem-panel.js'
import { RulePanel } from './rule-panel.js'
import { SaveLine } from './save-line.js'
import { SectionPanel } from './section-panel.js'
import { loadSheet, SheetHost } from './sheet-host.js'
import { SheetToolbar } from './sheet-toolbar.js'
import { UnitCategories } from './unit-categories.js'

/** 设计表样: the sheet, the panel beside it, and the way from draft to published. `?cell=` begins at a cell. */
@Component({
  selector: 'wt-designer-page',
  imports: [
    CellPanel,
    ErrorPanel,
    FormMarks,
    FormPanel,
    Icon,
    Loading,
    JobButton,
    ProblemPanel,
    RouterLink,
    RulePanel,
    SaveLine,
    SectionPanel,
    SheetHost,
    SheetToolbar,
    VersionTag,
  ],
  providers: [DesignSession, CheckRevising, Pointing, UnitCategories],
  templateUrl: './designer-page.html',
  styleUrl: './designer-page.css',
  host: { '(window:beforeunload)': 'warn($event)', '(keydown)': 'key($event)' },
})
export class DesignerPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)
  private readonly router = inject(Router)
  protected readonly session = inject(DesignSession)

  readonly versionId = input.required<string>()
  /** Id of a cell to bring into view. */
  readonly cell = input<string>()

  protected readonly failure = signal<string | null>(null)
  protected readonly busy = signal(false)
  /** Changes with every load, so that the sheet begins anew with it. */
  protected readonly loads = signal<readonly number[]>([])
  protected readonly versionTitle = versionTitle
  protected readonly tabs = computed<
    readonly { readonly tab: PanelTab; readonly name: string; readonly count: number }[]
  >(() => [
    { tab: 'cell', name: '单元格', count: 0 },
    { tab: 'sections', name: '章节', count: this.session.template()?.sections.length ?? 0 },
    { tab: 'rules', name: '审核规则', count: this.session.template()?.rules.length ?? 0 },
    { tab: 'form', name: '表属性', count: 0 },
    { tab: 'problems', name: '问题', count: this.session.problems().length },
  ])

  constructor() {
    // On its way while the form is being read; where it fails, the sheet's own place says so and tries again.
    loadSheet().catch(() => undefined)
    printsPaper(() => {
      const template = this.session.template()
      return template && emptyPaper(template, 'A4')
    })
    effect(() => void this.load(this.versionId()))
    effect(() => {
      const cell = this.cell()
      if (cell) this.session.surface()?.showCell(cell)
    })
  }

  /** Saves before leaving; asks where that fails. */
  async canLeave(): Promise<boolean> {
    const autosave = this.session.autosave()
    if (!autosave || this.session.readOnly() || (await autosave.flush())) return true
    return this.ask.confirm({
      heading: '还有修改没有保存',
      lines: ['离开后，没有保存的修改会丢失。'],
      action: '不保存，离开',
      harsh: true,
      act: async () => undefined,
    })
  }

  /** The draft as it is drawn goes to the server first, so that the paper shows it. */
  protected readonly settle = async (): Promise<boolean> => {
    const autosave = this.session.autosave()
    return !autosave || this.session.readOnly() || autosave.flush()
  }

  protected warn(event: BeforeUnloadEvent): void {
    if (!this.session.readOnly() && this.session.autosave()?.isClean === false) event.preventDefault()
  }

  /** Ctrl+S saves at once. */
  protected key(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 's') return
    event.preventDefault()
    if (!this.session.readOnly()) void this.session.autosave()?.flush()
  }

  protected reload(): void {
    void this.load(this.versionId())
  }

  /** The preview shows what the server has. */
  protected async preview(): Promise<void> {
    if (await this.settle()) await this.router.navigate(['/design/preview', this.versionId()])
  }

  protected async publish(): Promise<void> {
    const template = this.session.template()
    if (!template || this.busy()) return
    if (this.session.problems().length > 0) {
      this.session.tab.set('problems')
      return
    }
    await this.ask.confirm({
      heading: `发布《${template.title}》${template.edition}`,
      lines: [
        `共 ${template.indicators.length} 个指标、${template.rules.length} 条审核规则。`,
        '发布后这一版不能再改；要改就起草新版本。',
        '发布后即可开启报送任务，请有关单位填报。',
      ],
      action: '发布',
      act: async () => this.publishNow(),
    })
  }

  /** 版本: history, comparison, 生效期间, 停用. */
  protected async versions(draft: FormDraft): Promise<void> {
    const data: VersionQuestion = {
      draft,
      flush: async () => ((await this.settle()) ? (this.session.autosave()?.baseRevision ?? draft.revision) : null),
    }
    const ref = this.dialog.open<FormDraft, VersionQuestion>(VersionDialog, {
      data,
      width: '760px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: '版本',
    })
    const changed = await firstValueFrom(ref.closed)
    if (changed) this.begin(changed)
  }

  protected async revise(draft: FormDraft): Promise<void> {
    if (this.busy()) return
    this.busy.set(true)
    try {
      const next = await this.api.post<FormDraft>(`/forms/${draft.formId}/drafts`, { fromVersionId: draft.version.id })
      await this.router.navigate(['/design/forms', next.version.id])
    } catch (error) {
      this.notices.bad(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }

  private async publishNow(): Promise<void> {
    const autosave = this.session.autosave()
    if (!autosave || !(await autosave.flush())) throw new Error('草稿还没有保存成功，请先解决保存的问题。')
    try {
      const draft = await this.api.post<FormDraft>(`/form-versions/${this.versionId()}/publish`, {
        revision: autosave.baseRevision,
      })
      this.begin(draft)
      this.notices.good(`《${draft.template.title}》已发布。`)
    } catch (error) {
      if (error instanceof ApiFailure && error.errors.length > 0) {
        const places = error.errors.map(({ where, message }) => `${where}：${message}`)
        throw new Error([error.message, ...places].join('\n'))
      }
      throw error
    }
  }

  private async load(versionId: string): Promise<void> {
    this.failure.set(null)
    try {
      const draft = await this.api.get<FormDraft>(`/form-versions/${versionId}`)
      if (versionId === this.versionId()) this.begin(draft)
    } catch (error) {
      this.failure.set(messageOf(error))
    }
  }

  private begin(draft: FormDraft): void {
    this.session.open(draft)
    this.loads.update(([last = 0]) => [last + 1])
  }
}
