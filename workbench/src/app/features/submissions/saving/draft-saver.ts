import type { CellConflict, DraftValues, SaveReply, SaveRequest } from '../../../api/contract.js'
import { type Changes, countChanges } from './changes.js'
import type { LocalDraft, Sending } from './local-draft.js'

/** How the draft stands with the server. */
export type SaveStatus =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  /** No answer, or one that a later try may better. */
  | { readonly kind: 'retrying'; readonly message: string }
  /** Cells that both changed wait for a choice. */
  | { readonly kind: 'conflict'; readonly conflicts: readonly CellConflict[] }
  /** The report takes no changes any more (locked, closed, submitted by a colleague): what is unsaved stays here. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }

/** Why a save failed, as far as the next step depends on it. */
export interface SaveFailure {
  readonly code: string
  readonly message: string
  /** Trying the same again may help. */
  readonly temporary: boolean
  readonly conflicts: readonly CellConflict[]
  readonly revision: number | null
}

/** The report that is saved: the page gives it, tests fake it. */
export interface DraftHost {
  /** What differs from the last acknowledged state. */
  unsaved(): Changes
  send(request: SaveRequest): Promise<SaveReply | SaveFailure>
  /** The server has these changes now. */
  acknowledged(changes: Changes, reply: SaveReply): void
  /** Values that colleagues saved in cells nobody changed here. */
  merged(values: DraftValues): void
  show(status: SaveStatus): void
}

export interface SaverOptions {
  readonly baseRevision: number
  readonly savedAt: string | null
  readonly local: LocalDraft
  readonly newOperationId: () => string
}

/** Refusals of what was typed: typing on may mend it, so the next change is tried again. */
const MENDABLE: ReadonlySet<string> = new Set(['E_ROSTER_TOO_MANY_ROWS'])

/** Silence after which a change is sent, the longest a change waits while typing goes on, and the pauses between tries. */
const QUIET_MS = 1_500
const LONGEST_MS = 5_000
const RETRY_MS: readonly number[] = [2_000, 5_000, 10_000, 30_000]

/**
 * Autosave of one report. One save is under way at a time, each with an operation id and the revision it builds on; all that
 * is not acknowledged is kept in the browser, the save under way included, so that a reload sends it again and loses nothing.
 */
export class DraftSaver {
  private revision: number
  private sending: Sending | null = null
  private running: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | undefined
  private waitingSince: number | null = null
  private failures = 0
  private status: SaveStatus
  private closed = false
  private savedAt: string | null

  constructor(
    private readonly host: DraftHost,
    private readonly options: SaverOptions,
  ) {
    this.revision = options.baseRevision
    this.savedAt = options.savedAt
    this.status = { kind: 'saved', at: options.savedAt }
    const kept = options.local.read()
    if (!kept) return
    // What is kept was typed on top of this revision; the server finds out what has changed since.
    this.revision = Math.min(kept.baseRevision, options.baseRevision)
    this.sending = kept.sending
  }

  get baseRevision(): number {
    return this.revision
  }

  /** Something was typed: kept in the browser at once, sent after a moment of quiet. */
  touch(): void {
    this.keep()
    if (this.isBlocked()) return
    if (!this.hasUnsaved()) {
      clearTimeout(this.timer)
      this.waitingSince = null
      this.say({ kind: 'saved', at: this.savedAt })
      return
    }
    const now = Date.now()
    this.waitingSince ??= now
    if (!this.running) this.say({ kind: 'waiting' })
    this.later(Math.max(0, Math.min(QUIET_MS, this.waitingSince + LONGEST_MS - now)))
  }

  /** Sends what is unsaved now, and what is typed meanwhile; true when the server has everything. */
  async flush(): Promise<boolean> {
    do await this.saveOnce()
    while (!this.sending && !this.isBlocked() && this.hasUnsaved())
    return !this.hasUnsaved()
  }

  hasUnsaved(): boolean {
    return this.sending !== null || countChanges(this.host.unsaved()) > 0
  }

  /** Cells that turn out to have been changed by others while they were edited here. */
  raise(conflicts: readonly CellConflict[]): void {
    const earlier = this.status.kind === 'conflict' ? this.status.conflicts : []
    const keys = new Set(conflicts.map(({ key }) => key))
    clearTimeout(this.timer)
    this.say({ kind: 'conflict', conflicts: [...earlier.filter(({ key }) => !keys.has(key)), ...conflicts] })
    this.keep()
  }

  /** The choice is made and applied to the report; saving goes on from the revision that was shown. */
  resolved(): void {
    if (this.status.kind !== 'conflict') return
    this.status = { kind: 'waiting' }
    this.touch()
  }

  /** The report was read again at this revision, and everything not unsaved was taken over from it. */
  rebase(revision: number, savedAt: string | null): void {
    this.revision = revision
    this.savedAt = savedAt
    this.keep()
    if (this.status.kind === 'refused') this.status = { kind: 'waiting' }
    if (!this.hasUnsaved()) this.say({ kind: 'saved', at: savedAt })
    else if (this.status.kind === 'waiting') this.later(0)
  }

  close(): void {
    this.closed = true
    clearTimeout(this.timer)
  }

  private isBlocked(): boolean {
    const { status } = this
    return status.kind === 'conflict' || (status.kind === 'refused' && !MENDABLE.has(status.code))
  }

  private later(ms: number): void {
    clearTimeout(this.timer)
    if (this.closed) return
    this.timer = setTimeout(() => void this.saveOnce(), ms)
  }

  private async saveOnce(): Promise<void> {
    clearTimeout(this.timer)
    while (this.running) await this.running
    if (this.isBlocked() || !this.hasUnsaved()) return
    this.running = this.save()
    await this.running
  }

  private async save(): Promise<void> {
    this.waitingSince = null
    this.sending ??= {
      operationId: this.options.newOperationId(),
      baseRevision: this.revision,
      changes: this.host.unsaved(),
    }
    const sending = this.sending
    this.keep()
    this.say({ kind: 'saving' })
    const { operationId, baseRevision, changes } = sending
    const answer = await this.host.send({ operationId, baseRevision, ...changes })
    this.running = null
    if ('code' in answer) this.failed(answer)
    else this.done(sending.changes, answer)
  }

  private done(changes: Changes, reply: SaveReply): void {
    this.sending = null
    this.failures = 0
    this.savedAt = reply.savedAt
    this.host.acknowledged(changes, reply)
    const unsaved = this.host.unsaved().values
    const both = Object.keys(reply.merged).filter((key) => key in unsaved)
    this.host.merged(Object.fromEntries(Object.entries(reply.merged).filter(([key]) => !(key in unsaved))))
    this.revision = Math.max(this.revision, reply.revision)
    if (both.length > 0) {
      // Changed here after the save was sent, by others before it arrived: the next save would overwrite theirs unasked.
      const by = { by: '', at: reply.savedAt }
      this.raise(both.map((key) => ({ key, mine: unsaved[key] ?? null, theirs: reply.merged[key] ?? null, ...by })))
      return
    }
    this.keep()
    if (this.hasUnsaved()) {
      this.say({ kind: 'waiting' })
      this.later(QUIET_MS)
    } else this.say({ kind: 'saved', at: reply.savedAt })
  }

  private failed(failure: SaveFailure): void {
    if (failure.temporary) {
      this.say({ kind: 'retrying', message: failure.message })
      this.later(RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 0)
      this.failures += 1
      return
    }
    this.sending = null
    if (failure.conflicts.length > 0) {
      this.revision = failure.revision ?? this.revision
      this.raise(failure.conflicts)
      return
    }
    this.keep()
    this.say({ kind: 'refused', code: failure.code, message: failure.message })
  }

  private keep(): void {
    const changes = this.host.unsaved()
    if (!this.sending && countChanges(changes) === 0) this.options.local.clear()
    else this.options.local.write({ baseRevision: this.revision, changes, sending: this.sending })
  }

  private say(status: SaveStatus): void {
    this.status = status
    this.host.show(status)
  }
}
