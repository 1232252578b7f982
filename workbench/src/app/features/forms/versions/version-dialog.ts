import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, computed, inject, linkedSignal, signal } from '@angular/core'
import { Router } from '@angular/router'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { DraftHistoryEntry, FormDraft, FormSummary } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { Ask } from '../../../ui/ask.js'
import { TimePipe } from '../../../ui/day.pipes.js'
import { DialogFrame } from '../../../ui/dialog-frame.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Loading } from '../../../ui/loading.js'
import { VERSION_STATES, versionTitle } from '../../../parts/version-state.js'

/** The version in view; `flush` brings what is drawn to the server and answers with the revision, null where that failed. */
export interface VersionQuestion {
  readonly draft: FormDraft
  readonly flush: () => Promise<number | null>
}

const KINDS: Readonly<Record<DraftHistoryEntry['kind'], string>> = {
  begin: '最初',
  save: '保存',
  restore: '恢复',
  aside: '未采用',
  publish: '发布',
}

/** 版本: compare with others, 生效期间, 停用, and what this one has been. Closes with the draft when it was changed. */
@Component({
  selector: 'wt-version-dialog',
  imports: [DialogFrame, ErrorPanel, Loading, TimePipe],
  templateUrl: './version-dialog.html',
  styleUrl: './version-dialog.css',
})
export class VersionDialog {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly router = inject(Router)
  private readonly question = inject<VersionQuestion>(DIALOG_DATA)
  protected readonly ref = inject<DialogRef<FormDraft>>(DialogRef)

  protected readonly draft = signal(this.question.draft)
  protected readonly version = computed(() => this.draft().version)
  protected readonly heading = computed(
    () => `${versionTitle(this.version())}（${VERSION_STATES[this.version().state]}）`,
  )
  protected readonly path = `/form-versions/${this.question.draft.version.id}`
  protected readonly history = loaded(
    () => ({}),
    (api, _params, signal) => api.get<DraftHistoryEntry[]>(`${this.path}/history`, {}, signal),
  )
  private readonly forms = loaded(
    () => ({}),
    (api, _params, signal) => api.get<FormSummary[]>('/forms', {}, signal),
  )
  protected readonly others = computed(() => {
    const form = this.forms.value()?.find(({ id }) => id === this.draft().formId)
    return [...(form?.versions ?? [])].filter(({ id }) => id !== this.version().id).sort((a, b) => b.number - a.number)
  })
  protected readonly from = linkedSignal(() => this.version().effectiveFrom ?? '')
  protected readonly to = linkedSignal(() => this.version().effectiveTo ?? '')
  protected readonly effectiveChanged = computed(
    () => this.from() !== (this.version().effectiveFrom ?? '') || this.to() !== (this.version().effectiveTo ?? ''),
  )
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  protected readonly kinds = KINDS
  protected readonly titleOf = versionTitle
  private changed = false

  protected text(event: Event): string {
    return (event.target as HTMLInputElement).value
  }

  protected close(): void {
    this.ref.close(this.changed ? this.draft() : undefined)
  }

  /** On the page of differences: this version beside another state. */
  protected compare(before: string): void {
    this.ref.close()
    void this.router.navigate(['/design/forms/compare'], { queryParams: { before, after: `v${this.version().id}` } })
  }

  protected async saveEffective(): Promise<void> {
    await this.act(() =>
      this.api.put<FormDraft>(`${this.path}/effective`, { from: this.from() || null, to: this.to() || null }),
    )
  }

  protected async retire(): Promise<void> {
    await this.ask.confirm({
      heading: `停用${versionTitle(this.version())}`,
      lines: ['停用后不能再用它开启报送任务；已经报送的数据不受影响。需要时可以恢复使用。'],
      action: '停用',
      harsh: true,
      reason: { label: '停用原因', suggestions: ['已由新版本取代', '统计制度已废止'] },
      act: async ({ reason }) => this.take(await this.api.post<FormDraft>(`${this.path}/retire`, { reason })),
    })
  }

  protected async reinstate(): Promise<void> {
    await this.ask.confirm({
      heading: `恢复使用${versionTitle(this.version())}`,
      action: '恢复使用',
      reason: { label: '恢复原因' },
      act: async ({ reason }) => this.take(await this.api.post<FormDraft>(`${this.path}/reinstate`, { reason })),
    })
  }

  protected async restore(entry: DraftHistoryEntry): Promise<void> {
    const done = await this.ask.confirm({
      heading: '恢复到这一份',
      lines: ['草稿将变回那时的样子。现在的内容也保存在历史里，随时可以再恢复回来。'],
      action: '恢复',
      act: async () => {
        const revision = await this.question.flush()
        if (revision === null) throw new Error('草稿还没有保存成功，请先解决保存的问题。')
        this.take(await this.api.post<FormDraft>(`${this.path}/restore`, { revision, entryId: entry.id }))
      },
    })
    if (done) this.close()
  }

  private async act(work: () => Promise<FormDraft>): Promise<void> {
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    try {
      this.take(await work())
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }

  private take(draft: FormDraft): void {
    this.draft.set(draft)
    this.changed = true
  }
}
