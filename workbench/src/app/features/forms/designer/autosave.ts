import type { Signal } from '@angular/core'
import { signal } from '@angular/core'
import type { ApiClient } from '../../../api/api-client.js'
import { ApiFailure, messageOf } from '../../../api/api-failure.js'
import type { FormDraft, Template, TemplateProblem } from '../../../api/contract.js'

export type SaveState =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'changed' }
  | { readonly kind: 'saving' }
  /** Tried again by itself. */
  | { readonly kind: 'failed'; readonly message: string }
  /** The server has something newer; nothing is saved until somebody decides. */
  | { readonly kind: 'stale'; readonly message: string }

const PAUSE_MS = 1_200
const AGAIN_MS = 5_000

/**
 * Saves a draft a moment after the last change, one request at a time, always on the revision it came from. A draft
 * that somebody else has saved meanwhile is never overwritten without being asked.
 */
export class Autosave {
  private readonly current = signal<SaveState>({ kind: 'saved', at: '' })
  private readonly found = signal<readonly TemplateProblem[]>([])
  private revision: number
  private saved: string
  private savedAt: string
  private wanted: Template
  private timer: ReturnType<typeof setTimeout> | null = null
  private running: Promise<void> | null = null
  private apart = false
  readonly state: Signal<SaveState> = this.current.asReadonly()
  /** What the server said about the last saved draft. */
  readonly problems = this.found.asReadonly()

  constructor(
    private readonly api: ApiClient,
    private readonly draft: FormDraft,
  ) {
    this.revision = draft.revision
    this.wanted = draft.template
    this.saved = JSON.stringify(draft.template)
    this.found.set(draft.problems)
    this.savedAt = draft.savedAt
    this.current.set({ kind: 'saved', at: draft.savedAt })
  }

  get isClean(): boolean {
    return this.current().kind === 'saved'
  }

  get baseRevision(): number {
    return this.revision
  }

  /** Takes the newest template. */
  offer(template: Template): void {
    this.wanted = template
    if (this.current().kind === 'stale') return
    if (JSON.stringify(template) === this.saved) return this.unchanged()
    if (this.current().kind !== 'saving') this.current.set({ kind: 'changed' })
    this.later(PAUSE_MS)
  }

  /** Tells what the untouched template looks like once it has been through the sheet, so that opening changes nothing. */
  settle(template: Template): void {
    this.wanted = template
    this.saved = JSON.stringify(template)
  }

  /** Saves what is not saved yet; resolves when the server has it, or when it could not. */
  async flush(): Promise<boolean> {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    await this.running
    if (JSON.stringify(this.wanted) !== this.saved && this.current().kind !== 'stale') await this.save()
    return this.isClean
  }

  /** What the last saved draft and the one here began with, and what somebody else has saved since. */
  async conflict(): Promise<{ base: Template; mine: Template; theirs: FormDraft }> {
    const theirs = await this.api.get<FormDraft>(`/form-versions/${this.draft.version.id}`)
    return { base: JSON.parse(this.saved) as Template, mine: this.wanted, theirs }
  }

  /** Saves what is here over a revision that the person has looked at, as an entry of the history of its own. */
  async overwrite(revision: number): Promise<void> {
    this.revision = revision
    this.apart = true
    this.current.set({ kind: 'changed' })
    await this.save()
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  /** A change that was taken back before it was saved. */
  private unchanged(): void {
    if (this.current().kind === 'changed') this.current.set({ kind: 'saved', at: this.savedAt })
    if (this.current().kind === 'saved') this.stop()
  }

  private later(ms: number): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.flush(), ms)
  }

  private save(): Promise<void> {
    this.running ??= this.send().finally(() => (this.running = null))
    return this.running
  }

  private async send(): Promise<void> {
    const template = this.wanted
    const sent = JSON.stringify(template)
    this.current.set({ kind: 'saving' })
    try {
      const reply = await this.api.put<FormDraft>(`/form-versions/${this.draft.version.id}`, {
        revision: this.revision,
        template,
        ...(this.apart && { apart: true }),
      })
      this.apart = false
      this.revision = reply.revision
      this.saved = sent
      this.savedAt = reply.savedAt
      this.found.set(reply.problems)
      this.current.set({ kind: 'saved', at: reply.savedAt })
      if (JSON.stringify(this.wanted) !== sent) this.offer(this.wanted)
    } catch (error) {
      this.failed(error)
    }
  }

  private failed(error: unknown): void {
    if (error instanceof ApiFailure && error.code === 'E_FORM_DRAFT_STALE') {
      this.current.set({ kind: 'stale', message: error.message })
      return
    }
    const place = error instanceof ApiFailure ? error.errors[0]?.message : undefined
    this.current.set({ kind: 'failed', message: place ?? messageOf(error) })
    if (error instanceof ApiFailure && error.isTemporary) this.later(AGAIN_MS)
  }
}
