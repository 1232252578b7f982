import { Component, computed, DestroyRef, inject, signal } from '@angular/core'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { JobView, TestPeriod, TestRun } from '../../../api/contract.js'
import { NumberPipe } from '../../../ui/number.pipe.js'
import { DesignSession } from './design-session.js'

const POLL_MS = 400
/** Chosen at first: the newest period. */
const FIRST = 1

/** 试审: the rules as they are drawn, run on reports that were really submitted; says which units would fail, and by how much. */
@Component({
  selector: 'wt-test-bench',
  imports: [NumberPipe],
  templateUrl: './test-bench.html',
  styleUrls: ['./panels.css', './test-bench.css'],
})
export class TestBench {
  private readonly api = inject(ApiClient)
  private readonly session = inject(DesignSession)
  private readonly ended = inject(DestroyRef)

  protected readonly periods = signal<readonly TestPeriod[] | null>(null)
  protected readonly chosen = signal<ReadonlySet<string>>(new Set())
  protected readonly job = signal<JobView | null>(null)
  protected readonly run = signal<TestRun | null>(null)
  protected readonly problem = signal<string | null>(null)
  protected readonly open = signal<string | null>(null)
  protected readonly running = computed(() => {
    const state = this.job()?.state
    return state === 'waiting' || state === 'running'
  })
  /** Rules that would fail most come first. */
  protected readonly rules = computed(() =>
    [...(this.run()?.rules ?? [])].sort((a, b) => b.failed - a.failed).filter(({ failed }) => failed > 0),
  )
  protected readonly clean = computed(() => (this.run()?.rules.length ?? 0) - this.rules().length)

  protected async toggled(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open || this.periods() !== null) return
    try {
      const periods = await this.api.get<TestPeriod[]>(`/form-versions/${this.versionId}/test-periods`)
      this.periods.set(periods)
      this.chosen.set(new Set(periods.slice(0, FIRST).map(({ period }) => period)))
    } catch (error) {
      this.problem.set(messageOf(error))
    }
  }

  protected choose(period: string): void {
    this.chosen.update((chosen) => {
      const next = new Set(chosen)
      if (!next.delete(period)) next.add(period)
      return next
    })
  }

  /** The draft as it is drawn goes to the server first. */
  protected async begin(): Promise<void> {
    this.problem.set(null)
    this.run.set(null)
    try {
      const autosave = this.session.autosave()
      if (autosave && !this.session.readOnly() && !(await autosave.flush())) {
        throw new Error('草稿还没有保存成功，请先解决保存的问题。')
      }
      const body = { periods: [...this.chosen()] }
      this.job.set(await this.api.post<JobView>(`/form-versions/${this.versionId}/test-runs`, body))
      await this.follow()
    } catch (error) {
      this.problem.set(messageOf(error))
    }
  }

  protected async cancel(): Promise<void> {
    const job = this.job()
    if (!job) return
    try {
      this.job.set(await this.api.post<JobView>(`/jobs/${job.id}/cancel`))
    } catch (error) {
      this.problem.set(messageOf(error))
    }
  }

  private get versionId(): string {
    return this.session.draft()?.version.id ?? ''
  }

  private async follow(): Promise<void> {
    for (let job = this.job(); job && !this.ended.destroyed; job = this.job()) {
      if (job.state === 'failed') throw new Error(job.message)
      if (job.state === 'done') this.run.set(await this.api.get<TestRun>(`/jobs/${job.id}/file`))
      if (!this.running()) return
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      const asked = await this.api.get<JobView>(`/jobs/${job.id}`)
      if (this.running()) this.job.set(asked)
    }
  }
}
