import { Component, DestroyRef, inject, input, signal } from '@angular/core'
import { ApiClient } from '../../api/api-client.js'
import { messageOf } from '../../api/api-failure.js'
import type { JobView } from '../../api/contract.js'
import type { Question } from './question.js'

const POLL_MS = 500

/** 导出 Excel: asks for the workbook, shows how far it is, and hands over the file; it can be cancelled on the way. */
@Component({
  selector: 'wt-export-button',
  template: `
    <span class="state" role="status">
      @if (problem(); as message) {
        <span class="bad">{{ message }}</span>
      }
      @if (job(); as current) {
        @if (running()) {
          <progress max="100" [value]="current.progress" aria-label="导出进度"></progress>
          <span>{{ current.message }} {{ current.progress }}%</span>
        } @else if (current.state === 'done') {
          <a [href]="fileOf(current)" [attr.download]="current.fileName">下载 {{ current.fileName }}</a>
        } @else if (current.state === 'failed') {
          <span class="bad">{{ current.message }}</span>
        }
      }
    </span>
    @if (running()) {
      <button type="button" class="btn" (click)="cancel()">取消导出</button>
    } @else {
      <button type="button" class="btn" [disabled]="rows() === 0" (click)="begin()">导出 Excel</button>
    }
  `,
  styles: `
    :host,
    .state {
      display: flex;
      align-items: center;
      gap: 12px;
    }
    .state {
      color: var(--text-2);
      font-size: var(--size-small);
    }
    progress {
      width: 120px;
      height: 8px;
      accent-color: var(--accent);
    }
    .bad {
      color: var(--bad);
    }
    a {
      max-width: 360px;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class ExportButton {
  readonly question = input.required<Question>()
  readonly rows = input.required<number>()

  private readonly api = inject(ApiClient)
  private readonly ended = inject(DestroyRef)
  protected readonly job = signal<JobView | undefined>(undefined)
  protected readonly running = signal(false)
  protected readonly problem = signal<string | null>(null)

  protected fileOf(job: JobView): string {
    return `/api/jobs/${job.id}/file`
  }

  protected async begin(): Promise<void> {
    const { form, period, to, indicators, status, organisation } = this.question()
    await this.attempt(async () => {
      this.job.set(
        await this.api.post<JobView>('/analysis/exports', {
          form: form.code,
          period,
          periodTo: to || null,
          indicators: indicators.map(({ key }) => key),
          status,
          organisation: organisation || null,
        }),
      )
      await this.follow()
    })
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

  private async follow(): Promise<void> {
    for (let job = this.job(); job && !this.ended.destroyed; job = this.job()) {
      if (job.state === 'done') this.download(job)
      if (job.state !== 'waiting' && job.state !== 'running') return
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      const asked = await this.api.get<JobView>(`/jobs/${job.id}`)
      if (this.job()?.state !== 'cancelled') this.job.set(asked)
    }
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    this.problem.set(null)
    this.job.set(undefined)
    this.running.set(true)
    try {
      await work()
    } catch (error) {
      this.problem.set(messageOf(error))
    } finally {
      this.running.set(false)
    }
  }

  private download(job: JobView): void {
    const link = document.createElement('a')
    link.href = this.fileOf(job)
    link.download = job.fileName ?? ''
    link.click()
  }
}
