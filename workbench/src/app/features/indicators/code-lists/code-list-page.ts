import { Dialog } from '@angular/cdk/dialog'
import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core'
import { Router, RouterLink } from '@angular/router'
import type { CodeItem } from '@weitong/designer/indicator'
import { checkCodeItems, diffCodeItems } from '@weitong/designer/indicator'
import { firstValueFrom } from 'rxjs'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { CodeListDetail, CodeListVersion, CodeListVersionRef } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { JobButton } from '../../../parts/job-button.js'
import { versionTitle } from '../../../parts/version-state.js'
import { VersionTag } from '../../../parts/version-tag.js'
import { Ask } from '../../../ui/ask.js'
import { DayPipe } from '../../../ui/day.pipes.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Loading } from '../../../ui/loading.js'
import { Notices } from '../../../ui/notices.js'
import { PageHeader } from '../../../ui/page-header.js'
import { ChangeList } from '../change-list.js'
import { CodeDifference } from './code-difference.js'
import { CodeTree } from './code-tree.js'
import { PublishListDialog } from './publish-list-dialog.js'

/** One code list: its versions, the codes of one of them as a tree, what differs between two, who uses it, and who changed what. */
@Component({
  selector: 'wt-code-list-page',
  imports: [
    ChangeList,
    CodeDifference,
    CodeTree,
    DayPipe,
    ErrorPanel,
    JobButton,
    Loading,
    PageHeader,
    RouterLink,
    VersionTag,
  ],
  templateUrl: './code-list-page.html',
  styleUrl: './code-list-page.css',
  host: { '(window:beforeunload)': 'warn($event)' },
})
export class CodeListPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly dialog = inject(Dialog)
  private readonly notices = inject(Notices)
  private readonly router = inject(Router)

  readonly code = input.required<string>()
  /** Number of the version shown; the newest unless told. */
  readonly version = input<string>()
  /** Number of the version it is compared with. */
  readonly compare = input<string>()

  protected readonly detail = loaded(
    () => ({ code: this.code() }),
    (api, { code }, signal) => api.get<CodeListDetail>(`/code-lists/${code}/detail`, {}, signal),
  )
  protected readonly chosen = computed(() => this.numbered(this.version()) ?? this.detail.value()?.versions[0])
  protected readonly shown = loaded(
    () => this.chosen()?.id,
    (api, id, signal) => api.get<CodeListVersion>(`/code-list-versions/${id}`, {}, signal),
  )
  private readonly other = computed(() => this.numbered(this.compare()))
  protected readonly compared = loaded(
    () => this.other()?.id,
    (api, id, signal) => api.get<CodeListVersion>(`/code-list-versions/${id}`, {}, signal),
  )
  /** The codes as they are drawn: those of the version, or what has been made of them. */
  protected readonly items = linkedSignal<readonly CodeItem[]>(() => plain(this.shown.value()?.items ?? []))
  protected readonly note = linkedSignal(() => this.shown.value()?.note ?? '')
  protected readonly editable = computed(() => this.shown.value()?.state === 'draft')
  protected readonly problems = computed(() => (this.editable() ? checkCodeItems(this.items()) : []))
  protected readonly dirty = computed(() => {
    const shown = this.shown.value()
    if (!shown || !this.editable()) return false
    const { added, removed, changed, moved } = diffCodeItems(plain(shown.items), this.items())
    return added.length + removed.length + changed.length > 0 || moved || this.note() !== shown.note
  })
  protected readonly hasDraft = computed(() => this.detail.value()?.versions.some(({ state }) => state === 'draft'))
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  protected readonly versionTitle = versionTitle

  constructor() {
    effect(() => {
      this.shown.value()
      this.failure.set(null)
    })
  }

  canLeave(): Promise<boolean> {
    if (!this.dirty()) return Promise.resolve(true)
    return this.ask.confirm({
      heading: '还有修改没有保存',
      lines: ['离开后，没有保存的修改会丢失。'],
      action: '不保存，离开',
      harsh: true,
      act: async () => undefined,
    })
  }

  protected warn(event: BeforeUnloadEvent): void {
    if (this.dirty()) event.preventDefault()
  }

  protected titleOf(version: CodeListVersionRef): string {
    if (version.state === 'draft') return `第 ${version.number} 版（草稿）`
    return `第 ${version.number} 版${version.effectiveFrom ? `（${version.effectiveFrom} 起）` : ''}`
  }

  protected show(query: { readonly version?: string | null; readonly compare?: string | null }): void {
    void this.router.navigate([], { queryParams: query, queryParamsHandling: 'merge', replaceUrl: true })
  }

  protected async showVersion(event: Event): Promise<void> {
    const select = event.target as HTMLSelectElement
    if (await this.canLeave()) this.show({ version: select.value, compare: null })
    else select.value = String(this.chosen()?.number ?? '')
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement).value
  }

  protected async revise(): Promise<void> {
    await this.attempt(async () => {
      await this.api.post<CodeListVersion>(`/code-lists/${this.code()}/drafts`)
      this.show({ version: null, compare: null })
      this.detail.reload()
    })
  }

  protected async save(): Promise<void> {
    const { id, revision } = this.shown.value() ?? { id: '', revision: 0 }
    await this.attempt(async () => {
      await this.api.put(`/code-list-versions/${id}`, { revision, note: this.note(), items: this.items() })
      this.notices.good('草稿已保存。')
      this.reload()
    })
  }

  protected async publish(): Promise<void> {
    const draft = this.shown.value()
    const detail = this.detail.value()
    if (!draft || !detail) return
    const ref = this.dialog.open<CodeListVersion>(PublishListDialog, {
      data: { draft, before: detail.versions.find(({ state }) => state === 'published') ?? null, uses: detail.uses },
      width: '480px',
      maxWidth: 'calc(100vw - 48px)',
      ariaLabel: '发布代码表',
      autoFocus: '#effective-from',
    })
    const published = await firstValueFrom(ref.closed)
    if (!published) return
    this.notices.good(`第 ${published.number} 版已发布，以后的表样使用这一版。`)
    this.reload()
  }

  protected async discard(): Promise<void> {
    const draft = this.shown.value()
    if (!draft) return
    const gone = await this.ask.confirm({
      heading: `删除第 ${draft.number} 版草稿？`,
      lines: ['草稿里的修改会丢失，已发布的版本不受影响。'],
      action: '删除草稿',
      harsh: true,
      act: async () => this.api.delete(`/code-list-versions/${draft.id}?revision=${draft.revision}`),
    })
    if (!gone) return
    this.items.set(plain(draft.items))
    this.note.set(draft.note)
    if (draft.number === 1) return void this.router.navigate(['/design/code-lists'])
    this.show({ version: null, compare: null })
    this.detail.reload()
  }

  protected reload(): void {
    this.detail.reload()
    this.shown.reload()
  }

  private numbered(number: string | undefined): CodeListVersionRef | undefined {
    return this.detail.value()?.versions.find((each) => String(each.number) === number)
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    try {
      await work()
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}

function plain(items: readonly CodeItem[]): readonly CodeItem[] {
  return items.map(({ code, name, parent }) => ({ code, name, parent }))
}
