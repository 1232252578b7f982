import { Component, DestroyRef, inject, input, signal } from '@angular/core'
import { ApiClient } from '../api/api-client.js'
import { messageOf } from '../api/api-failure.js'
import type { JobView } from '../api/contract.js'

const POLL_MS = 500

/** Asks for a PDF, shows how far it is on the button itself, and hands over the file. */
@Component({
  selector: 'wt-paper-button',
  template: `
    <button type="button" class="btn" [disabled]="running()" [title]="problem() ?? ''" (click)="begin()">
      {{ running() ? '正在生成 ' + (job()?.progress ?? 0) + '%' : label() }}
    </button>
    @if (problem(); as message) {
      <span class="bad" role="alert">{{ message }}</span>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 8px;
    }
    .bad {
      max-width: 240px;
      color: var(--bad);
      font-size: var(--size-small);
    }
  `,
})
export class PaperButton {
  readonly label = input.required<string>()
  /** Path of the request, such as `/submissions/1/paper`. */
  readonly path = input.required<string>()
  /** What must be done first, e.g. saving what is typed; false stops. */
  readonly before = input<() => Promise<boolean>>(() => Promise.resolve(true))

  private readonly api = inject(ApiClient)
  private readonly ended = inject(DestroyRef)
  protected readonly job = signal<JobView | undefined>(undefined)
  protected readonly running = signal(false)
  protected readonly problem = signal<string | null>(null)

  protected async begin(): Promise<void> {
    this.problem.set(null)
    this.job.set(undefined)
    this.running.set(true)
    try {
      if (!(await this.before()())) throw new Error('还有改动没有保存，请先解决保存的问题。')
      this.job.set(await this.api.post<JobView>(this.path(), { size: 'A4' }))
      await this.follow()
    } catch (error) {
      this.problem.set(messageOf(error))
    } finally {
      this.running.set(false)
    }
  }

  private async follow(): Promise<void> {
    for (let job = this.job(); job && !this.ended.destroyed; job = this.job()) {
      if (job.state === 'done') return this.download(job)
      if (job.state !== 'waiting' && job.state !== 'running') throw new Error(job.message)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      this.job.set(await this.api.get<JobView>(`/jobs/${job.id}`))
    }
  }

  private download(job: JobView): void {
    const link = document.createElement('a')
    link.href = `/api/jobs/${job.id}/file`
    link.download = job.fileName ?? ''
    link.click()
  }
}
