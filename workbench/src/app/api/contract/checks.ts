import type { CheckChanges, WordedChange } from '@weitong/designer/template'
import type { JobView } from './jobs.js'

/**
 * GET  /form-versions/:id/checks → VersionChecks: the checks of a published version as they are now.
 * POST /form-versions/:id/checks ReviseRequest → 201 VersionChecks, with the job that checks open reports again
 *      409 E_CHECKS_STALE · 409 E_CHECKS_TIGHTER says what happens; repeat with `tighter: true` · 422 E_CHECKS_INVALID with errors ·
 *      422 E_CHECKS_NOTHING, E_CHECKS_UNKNOWN
 */
export interface VersionChecks {
  readonly versionId: string
  /** Number of the newest revision; 0: as published. */
  readonly number: number
  /** What differs from the published version. */
  readonly changes: CheckChanges
  /** Newest first. */
  readonly revisions: readonly CheckRevisionView[]
  readonly collections: readonly {
    readonly id: string
    readonly periodLabel: string
    readonly filling: number
    readonly checked: number
    readonly submitted: number
    readonly locked: number
  }[]
  /** One's own last one. */
  readonly recheck: JobView | null
}

export interface CheckRevisionView {
  readonly number: number
  readonly at: string
  readonly by: string
  readonly reason: string
  readonly words: readonly WordedChange[]
}

export interface ReviseRequest {
  readonly baseNumber: number
  readonly changes: CheckChanges
  readonly reason: string
  /** Whether the person was told that reports may fail that passed. */
  readonly tighter: boolean
}

/** The checks a report goes by, in its view. */
export interface ReportChecks {
  /** null: as published. */
  readonly revisionId: string | null
  readonly changes: CheckChanges
  readonly revisions: readonly CheckRevisionView[]
}
