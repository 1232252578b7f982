import { Component, computed, inject, input, signal } from '@angular/core'
import { messageOf } from '../api/api-failure.js'
import { isUnfinished, JobDesk } from './job-desk.js'

/** What is asked of the server. */
export interface JobRequest {
  /** Such as `/submissions/1/paper`. */
  readonly path: string
  readonly body: object
}

/** Asks for a file that takes a while, says on itself how far it is, and can be cancelled on the way. */
@Component({
  selector: 'wt-job-button',
  template: `
    @if (problem(); as message) {
      <span class="bad" role="alert">{{ message }}</span>
    }
    @if (busy()) {
      <button type="button" class="btn" disabled role="status">正在生成 {{ job()?.progress ?? 0 }}%</button>
      @if (job(); as current) {
        <button type="button" class="btn" (click)="cancel(current.id)">取消</button>
      }
    } @else {
      <button type="button" class="btn" [disabled]="disabled()" (click)="begin()">{{ label() }}</button>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 8px;
    }
    .bad {
      max-width: 320px;
      color: var(--bad);
      font-size: var(--size-small);
    }
    [role='status'] {
      font-variant-numeric: tabular-nums;
    }
  `,
})
export class JobButton {
  readonly label = input.required<string>()
  readonly request = input.required<JobRequest>()
  readonly disabled = input(false)
  /** What must be done first, e.g. saving what is typed; false stops. */
  readonly before = input<() => Promise<boolean>>(() => Promise.resolve(true))

  private readonly desk = inject(JobDesk)
  private readonly asked = signal<string | undefined>(undefined)
  private readonly asking = signal(false)
  protected readonly problem = signal<string | null>(null)
  protected readonly job = computed(() => {
    const job = this.desk.find(this.asked())
    return job && isUnfinished(job) ? job : undefined
  })
  protected readonly busy = computed(() => this.asking() || this.job() !== undefined)

  protected async begin(): Promise<void> {
    this.problem.set(null)
    this.asking.set(true)
    try {
      if (!(await this.before()())) throw new Error('还有改动没有保存，请先解决保存的问题。')
      const { path, body } = this.request()
      this.asked.set((await this.desk.begin(path, body)).id)
    } catch (error) {
      this.problem.set(messageOf(error))
    } finally {
      this.asking.set(false)
    }
  }

  protected async cancel(id: string): Promise<void> {
    try {
      await this.desk.cancel(id)
    } catch (error) {
      this.problem.set(messageOf(error))
    }
  }
}
