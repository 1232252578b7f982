import type { Page } from './common.js'
import type { OrganisationRef } from './organisations.js'
import type { SubmissionState } from './submissions.js'

/** GET /collections/:id/obligations?organisation=&status=&search=&sort=&page=&size= → Page<ReviewRow> & {counts} */
export interface ReviewRow {
  readonly obligationId: string
  readonly organisation: OrganisationRef
  readonly city: string
  readonly county: string
  readonly categoryName: string
  readonly state: SubmissionState
  readonly overdue: boolean
  readonly submittedAt: string | null
  readonly filledBy: string | null
  readonly phone: string | null
  /** 核实性 findings that carry an explanation. */
  readonly explanations: number
  /** May I pass or return it now? */
  readonly waitsForMe: boolean
}
export type ReviewStatus =
  'all' | 'waiting' | 'not-submitted' | 'overdue' | 'submitted' | 'passed' | 'approved' | 'returned'
export interface ReviewList extends Page<ReviewRow> {
  readonly counts: Readonly<Record<ReviewStatus, number>>
}

/** GET /collections/:id/explanations?organisation= → ExplanationRow[]: every 核实说明 within one's rights, on one screen. */
export interface ExplanationRow {
  readonly obligationId: string
  readonly organisation: OrganisationRef
  readonly state: SubmissionState
  readonly rule: string
  readonly message: string
  readonly explanation: string
  readonly keys: readonly string[]
  readonly by: string
  readonly at: string
}

/**
 * POST /reviews/pass {obligationIds: string[], operationId} → ReviewReply (each id on its own; failures listed)
 * POST /reviews/return {obligationId, reason, key: string | null, operationId} → ReviewReply
 * POST /reviews/unlock {obligationId, reason, operationId} → ReviewReply
 */
export interface ReviewReply {
  readonly done: readonly { readonly obligationId: string; readonly state: SubmissionState }[]
  readonly failed: readonly { readonly obligationId: string; readonly code: string; readonly message: string }[]
}
export interface ReviewEvent {
  readonly at: string
  readonly by: string
  readonly organisation: string
  readonly action: 'submit' | 'withdraw' | 'pass' | 'return' | 'unlock'
  readonly level: 'county' | 'city' | 'province' | null
  readonly reason: string | null
  readonly key: string | null
}
