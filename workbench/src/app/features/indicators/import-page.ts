import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core'
import { RouterLink } from '@angular/router'
import { ApiClient } from '../../api/api-client.js'
import { ApiFailure, messageOf } from '../../api/api-failure.js'
import type { ImportReport, ImportVerdict } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { JobButton } from '../../parts/job-button.js'
import type { Chip } from '../../ui/filter-chips.js'
import { FilterChips } from '../../ui/filter-chips.js'
import { NumberPipe } from '../../ui/number.pipe.js'
import { PageHeader } from '../../ui/page-header.js'
import { Pager } from '../../ui/pager.js'

const SIZE = 100
const VERDICTS: Readonly<Record<ImportVerdict, string>> = {
  refused: '不能导入',
  new: '新增',
  changed: '有改动',
  removed: '删除',
  unchanged: '无变化',
}

/** 导入 of indicators, or of the code list named in the address: choose a file, read what it would do, then do it. */
@Component({
  selector: 'wt-import-page',
  imports: [FilterChips, JobButton, NumberPipe, PageHeader, Pager, RouterLink],
  templateUrl: './import-page.html',
  styleUrl: './import-page.css',
})
export class ImportPage {
  private readonly api = inject(ApiClient)
  /** Code of the list; absent for the dictionary. */
  readonly list = input<string>()

  protected readonly size = SIZE
  protected readonly checked = signal<ImportReport | null>(null)
  protected readonly stage = signal<'idle' | 'checking' | 'applying'>('idle')
  protected readonly failure = signal<{ readonly message: string; readonly places: ApiFailure['errors'] } | null>(null)
  protected readonly hovered = signal(false)
  protected readonly verdict = linkedSignal<ImportReport | null, string>({
    source: this.checked,
    computation: (report) => (report && report.counts.refused > 0 ? 'refused' : 'all'),
  })
  protected readonly page = linkedSignal({ source: this.verdict, computation: () => 1 })
  protected readonly back = computed(() => {
    const list = this.list()
    return list
      ? { path: `/design/code-lists/${list}`, title: '代码表' }
      : { path: '/design/indicators', title: '指标' }
  })
  protected readonly chips = computed<readonly Chip[]>(() => {
    const counts = this.checked()?.counts
    if (!counts) return []
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
    return [
      { value: 'all', label: '全部', count: all },
      ...(Object.keys(VERDICTS) as ImportVerdict[])
        .filter((verdict) => verdict !== 'removed' || this.list() !== undefined)
        .map((verdict) => ({
          value: verdict,
          label: VERDICTS[verdict],
          count: counts[verdict],
          urgent: verdict === 'refused',
        })),
    ]
  })
  protected readonly shown = loaded(
    () => {
      const report = this.checked()
      if (!report) return undefined
      const verdict = this.verdict()
      return { id: report.id, query: { verdict: verdict === 'all' ? '' : verdict, page: this.page(), size: SIZE } }
    },
    (api, { id, query }, signal) => api.get<ImportReport>(`/dictionary-imports/${id}`, query, signal),
  )
  /** How many rows would be written. */
  protected readonly writes = computed(() => {
    const counts = this.checked()?.counts
    return counts ? counts.new + counts.changed + counts.removed : 0
  })
  protected readonly words = VERDICTS

  protected chosen(event: Event): void {
    const field = event.target as HTMLInputElement
    const [file] = field.files ?? []
    field.value = ''
    if (file) void this.check(file)
  }

  protected hover(event: DragEvent, over: boolean): void {
    event.preventDefault()
    this.hovered.set(over)
  }

  protected dropped(event: DragEvent): void {
    this.hover(event, false)
    const [file] = event.dataTransfer?.files ?? []
    if (file) void this.check(file)
  }

  protected again(): void {
    this.checked.set(null)
    this.failure.set(null)
  }

  protected async apply(): Promise<void> {
    const report = this.checked()
    if (!report) return
    await this.attempt('applying', async () => {
      this.checked.set(await this.api.post<ImportReport>(`/dictionary-imports/${report.id}/apply`))
      this.verdict.set('all')
    })
  }

  private check(file: File): Promise<void> {
    const list = this.list()
    const path = list ? `/code-lists/${list}/imports` : '/indicator-imports'
    return this.attempt('checking', async () => {
      this.checked.set(await this.api.upload<ImportReport>(path, file, { query: { fileName: file.name.slice(-200) } }))
    })
  }

  private async attempt(stage: 'checking' | 'applying', work: () => Promise<void>): Promise<void> {
    if (this.stage() !== 'idle') return
    this.stage.set(stage)
    this.failure.set(null)
    try {
      await work()
    } catch (error) {
      this.failure.set({ message: messageOf(error), places: error instanceof ApiFailure ? error.errors : [] })
    } finally {
      this.stage.set('idle')
    }
  }
}
