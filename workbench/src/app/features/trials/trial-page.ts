import { Component, computed, inject, input, linkedSignal } from '@angular/core'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { TrialComment, TrialSummary, TrialView } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { Ask } from '../../ui/ask.js'
import { DayPipe, TimePipe } from '../../ui/day.pipes.js'
import { EmptyState } from '../../ui/empty-state.js'
import { ErrorPanel } from '../../ui/error-panel.js'
import { KindMark } from '../../ui/kind-mark.js'
import { Loading } from '../../ui/loading.js'
import { Notices } from '../../ui/notices.js'
import { PageHeader } from '../../ui/page-header.js'
import { StateTag } from '../../ui/state-tag.js'

/** Everything said about one place of the form. */
interface Place {
  readonly place: string
  readonly comments: readonly TrialComment[]
}

/** One 试填: what was said, place by place, to be dealt with; and how far each unit has come. */
@Component({
  selector: 'wt-trial-page',
  imports: [DayPipe, EmptyState, ErrorPanel, KindMark, Loading, PageHeader, StateTag, TimePipe],
  templateUrl: './trial-page.html',
  styleUrl: './trial-page.css',
})
export class TrialPage {
  private readonly api = inject(ApiClient)
  private readonly ask = inject(Ask)
  private readonly notices = inject(Notices)

  readonly trialId = input.required<string>()
  protected readonly view = loaded(
    () => this.trialId(),
    (api, id, signal) => api.get<TrialView>(`/trials/${id}`, {}, signal),
  )
  protected readonly comments = linkedSignal(() => this.view.value()?.comments ?? [])
  protected readonly places = computed<readonly Place[]>(() => {
    const places = new Map<string, TrialComment[]>()
    for (const comment of this.comments()) places.set(comment.place, [...(places.get(comment.place) ?? []), comment])
    return [...places]
      .map(([place, comments]) => ({ place, comments }))
      .sort((a, b) => a.place.localeCompare(b.place, 'zh', { numeric: true }))
  })
  protected readonly unsettled = computed(() => this.comments().filter(({ settledAt }) => settledAt === null).length)

  protected async settle({ id, settledAt }: TrialComment): Promise<void> {
    try {
      const path = `/trials/${this.trialId()}/comments/${id}/settle`
      this.comments.set(await this.api.post<TrialComment[]>(path, { settled: settledAt === null }))
    } catch (error) {
      this.notices.bad(messageOf(error))
    }
  }

  protected async end({ id, formTitle }: TrialSummary): Promise<void> {
    const done = await this.ask.confirm({
      heading: `结束「${formTitle}」的试填？`,
      lines: ['结束后试填单位不能再填写和提意见，已有内容保留。'],
      action: '结束试填',
      act: async () => {
        await this.api.post(`/trials/${id}/end`)
      },
    })
    if (!done) return
    this.notices.good('试填已结束。')
    this.view.reload()
  }
}
