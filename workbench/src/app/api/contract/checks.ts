import type { CheckChanges, Severity, WordedChange } from '@weitong/designer/template'
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

/**
 * GET  /form-versions/:id/test-periods → TestPeriod[]: periods with submitted reports within one's rights, newest first
 * POST /form-versions/:id/test-runs {periods} → 202 JobView: runs the rules of a version, draft or not, on what was submitted then;
 *      GET /jobs/:id/file → TestRun (422 E_TEST_PERIOD)
 */
export interface TestPeriod {
  readonly period: string
  readonly label: string
  readonly reports: number
}

export interface TestRun {
  readonly versionId: string
  readonly periods: readonly string[]
  readonly reports: number
  readonly rules: readonly {
    readonly code: string
    readonly severity: Severity
    readonly message: string
    /** Reports the rule was asked of, and those that would fail. */
    readonly asked: number
    readonly failed: number
    /** The first two hundred that would fail. */
    readonly units: readonly {
      readonly name: string
      readonly divisionCode: string
      readonly periodLabel: string
      readonly message: string
    }[]
  }[]
  /** Rules of a draft that cannot run yet, and why. */
  readonly skipped: readonly { readonly code: string; readonly message: string }[]
}
