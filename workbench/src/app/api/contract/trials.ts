import type { UnitChoice } from './unit-choices.js'
import type { SubmissionState } from './submissions.js'

/**
 * 试填: chosen units try a form, also a draft. Nothing of it is counted anywhere.
 *
 * GET /trials?form= → TrialSummary[] · GET /trials/:id → TrialView
 * POST /trials TrialInput → 201 TrialSummary (422 E_TEMPLATE_INVALID, E_TRIAL_DUE, E_TRIAL_PERIOD, E_COLLECTION_NOBODY)
 * POST /trials/:id/end → TrialSummary (409 E_TRIAL_OVER)
 * POST /trials/:id/comments/:commentId/settle {settled} → TrialComment[]
 * GET /submissions/:obligationId/comments · POST … {cellId, text} → 201 TrialComment[]: of one's own report (409 E_TRIAL_NO_TRIAL)
 */
export interface TrialInput {
  readonly formVersionId: string
  readonly period: string
  /** Last day one may fill; the trial ends by itself after it. */
  readonly due: string
  readonly choice: UnitChoice
}

export interface TrialSummary {
  readonly id: string
  readonly formCode: string
  readonly formTitle: string
  readonly tableNo: string
  readonly versionNumber: number
  readonly edition: string
  /** A draft was tried: it may have been changed since. */
  readonly ofDraft: boolean
  readonly period: string
  readonly periodLabel: string
  readonly due: string
  readonly state: 'open' | 'closed'
  readonly openedAt: string
  readonly openedBy: string
  readonly units: number
  readonly submitted: number
  readonly comments: number
  readonly unsettled: number
}

export interface TrialUnit {
  readonly obligationId: string
  readonly name: string
  readonly state: SubmissionState
  readonly filled: number
  readonly savedAt: string | null
  readonly filledBy: string | null
  readonly comments: number
}

export interface TrialComment {
  readonly id: string
  readonly obligationId: string
  readonly organisation: string
  /** null: about the whole form. */
  readonly cellId: string | null
  /** Address and name of the cell when it was said: `D6 诊疗人次`. */
  readonly place: string
  readonly text: string
  readonly by: string
  readonly phone: string
  readonly at: string
  readonly settledAt: string | null
  readonly settledBy: string | null
}

export interface TrialView {
  readonly trial: TrialSummary
  readonly units: readonly TrialUnit[]
  readonly comments: readonly TrialComment[]
}
