import { Component, computed, DestroyRef, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core'
import { RouterLink } from '@angular/router'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { CollectionSummary, FormSummary, VersionSwitch } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { Ask } from '../../../ui/ask.js'
import { TimePipe } from '../../../ui/day.pipes.js'
import { EmptyState } from '../../../ui/empty-state.js'
import { ErrorPanel } from '../../../ui/error-panel.js'
import { Loading } from '../../../ui/loading.js'
import { PageHeader } from '../../../ui/page-header.js'
import { showPlace } from '../../../ui/place.js'
import { SwitchUnits } from './switch-units.js'

const POLL_MS = 700

/** 换版: an open 报送任务 goes over to another version of its form, after a trial that says what happens to every report. */
@Component({
  selector: 'wt-switch-page',
  imports: [EmptyState, ErrorPanel, Loading, PageHeader, RouterLink, SwitchUnits, TimePipe],
  templateUrl: './switch-page.html',
  styleUrl: './switch-page.css',
})
export class SwitchPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly ended = inject(DestroyRef)

  readonly collectionId = input.required<string>()
  protected readonly collection = loaded(
    () => this.collectionId(),
    (api, id, abort) => api.get<CollectionSummary>(`/collections/${id}`, {}, abort),
  )
  private readonly forms = loaded(
    () => ({}),
    (api, _params, abort) => api.get<FormSummary[]>('/forms', {}, abort),
  )
  protected readonly switches = loaded(
    () => this.collectionId(),
    (api, id, abort) => api.get<VersionSwitch[]>(`/collections/${id}/switches`, {}, abort),
  )
  /** Published versions one may go over to; the present one too, for reports that were left on an older one. */
  protected readonly choices = computed(() => {
    const collection = this.collection.value()
    const form = this.forms.value()?.find(({ id }) => id === collection?.formId)
    return (form?.versions ?? [])
      .filter(({ state }) => state === 'published')
      .sort((a, b) => b.number - a.number)
      .map(({ id, number, edition }) => {
        const now = id === collection?.formVersionId ? '（现在的版本，只处理留在旧版的报表）' : ''
        return { id, label: `第 ${number} 版 ${edition}${now}` }
      })
  })
  protected readonly chosen = linkedSignal(() => {
    const present = this.collection.value()?.formVersionId
    return this.choices().find(({ id }) => id !== present)?.id ?? null
  })
  /** The newest switch, kept up to date while its job runs. */
  protected readonly current = linkedSignal<VersionSwitch | null>(() => this.switches.value()?.[0] ?? null)
  protected readonly running = computed(() => {
    const state = this.current()?.job?.state
    return state === 'waiting' || state === 'running'
  })
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  protected readonly returns = signal(true)

  constructor() {
    showPlace(computed(() => ({ period: this.collection.value()?.periodLabel })))
    effect(() => {
      if (this.running()) untracked(() => void this.follow())
    })
  }

  protected choose(event: Event): void {
    this.chosen.set((event.target as HTMLSelectElement).value)
  }

  protected async try(): Promise<void> {
    const formVersionId = this.chosen()
    if (!formVersionId || this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    try {
      this.current.set(
        await this.api.post<VersionSwitch>(`/collections/${this.collectionId()}/switches`, { formVersionId }),
      )
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }

  protected async run(tried: VersionSwitch): Promise<void> {
    const again = tried.counts.again ?? 0
    const returns = this.returns()
    await this.ask.confirm({
      heading: `换为第 ${tried.to.number} 版`,
      lines: [
        `${(tried.counts.moves ?? 0) + (tried.counts.keeps ?? 0)} 份报表随迁，${tried.counts.locked ?? 0} 份已审批或加锁的保留原版。`,
        again > 0
          ? `${again} 份已上报的须重新核对：${returns ? '退回各单位' : '暂留原版'}。`
          : '没有已上报的报表需要退回。',
        '换版期间填报会短暂等待。被删除格的值保留在修改记录里。',
      ],
      action: '换版',
      harsh: true,
      reason: { label: '换版原因' },
      act: async ({ reason }) => {
        this.current.set(await this.api.post<VersionSwitch>(`/switches/${tried.id}/run`, { returns, reason }))
      },
    })
  }

  private following = false

  private async follow(): Promise<void> {
    if (this.following) return
    this.following = true
    try {
      while (!this.ended.destroyed && this.running()) {
        await new Promise((resolve) => setTimeout(resolve, POLL_MS))
        const id = this.current()?.id
        if (id) this.current.set(await this.api.get<VersionSwitch>(`/switches/${id}`))
      }
      if (!this.ended.destroyed) this.collection.reload()
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.following = false
    }
  }
}
