import { computed, effect, inject, Injectable, signal, untracked } from '@angular/core'
import { ApiClient } from '../api/api-client.js'
import type { JobView } from '../api/contract.js'
import { SessionStore } from '../api/session-store.js'
import { Notices } from '../ui/notices.js'

const POLL_MS = 500

export function isUnfinished({ state }: JobView): boolean {
  return state === 'waiting' || state === 'running'
}

/**
 * The person's own jobs of the last days. What is asked for here is followed on whatever page the person goes to, and its file
 * handed over when it is done; until it expires it can be fetched again from the list in the top bar.
 */
@Injectable({ providedIn: 'root' })
export class JobDesk {
  private readonly api = inject(ApiClient)
  private readonly notices = inject(Notices)
  private readonly list = signal<readonly JobView[]>([])
  /** Asked for on this page since it was loaded: their files are handed over without another click. */
  private readonly awaited = new Set<string>()
  private following = false

  readonly jobs = this.list.asReadonly()
  readonly unfinished = computed(() => this.list().filter(isUnfinished).length)

  constructor() {
    const { account } = inject(SessionStore)
    effect(() => {
      const signedIn = account() !== null
      untracked(() => (signedIn ? void this.follow() : this.list.set([])))
    })
  }

  find(id: string | undefined): JobView | undefined {
    return this.list().find((job) => job.id === id)
  }

  /** Asks for a job; throws `ApiFailure`. */
  async begin(path: string, body: object): Promise<JobView> {
    const job = await this.api.post<JobView>(path, body)
    this.watch(job)
    return job
  }

  /** Follows a job that another act has begun. */
  watch(job: JobView): void {
    this.awaited.add(job.id)
    this.list.update((list) => [job, ...list.filter(({ id }) => id !== job.id)])
    void this.follow()
  }

  /** Throws `ApiFailure`, as when it has just finished. */
  async cancel(id: string): Promise<void> {
    this.awaited.delete(id)
    await this.api.post<JobView>(`/jobs/${id}/cancel`)
    await this.refresh()
  }

  fileOf(job: JobView): string {
    return `/api/jobs/${job.id}/file`
  }

  /** Reads the list until nothing in it is on its way. A lost connection only makes it wait for the next answer. */
  private async follow(): Promise<void> {
    if (this.following) return
    this.following = true
    try {
      do {
        await this.refresh().catch(() => undefined)
        if (this.unfinished() > 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      } while (this.unfinished() > 0)
    } finally {
      this.following = false
    }
  }

  private async refresh(): Promise<void> {
    this.list.set(await this.api.get<JobView[]>('/jobs'))
    for (const job of this.list()) {
      if (!isUnfinished(job) && this.awaited.delete(job.id)) this.deliver(job)
    }
  }

  private deliver(job: JobView): void {
    if (job.state === 'failed') this.notices.bad(`${job.title}：${job.message}`)
    if (job.state !== 'done') return
    if (job.fileName === null) {
      this.notices.good(`${job.title}：${job.message}`)
      return
    }
    const link = document.createElement('a')
    link.href = this.fileOf(job)
    link.download = job.fileName
    link.click()
    this.notices.good(`已生成 ${job.fileName}`)
  }
}
