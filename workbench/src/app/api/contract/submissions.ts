import type { StartValue } from '@weitong/designer/entry'
import type { CellFiller, OtherReports, Severity, Template } from '@weitong/designer/template'
import type { ReportChecks } from './checks.js'
import type { CollectionKind, CollectionSummary } from './collections.js'
import type { OrganisationRef } from './organisations.js'
import type { ReviewEvent } from './reviews.js'

export type SubmissionState =
  | 'empty'
  | 'draft'
  | 'checked'
  | 'submitted'
  | 'returned'
  | 'county-passed'
  | 'city-passed'
  | 'province-approved'
  | 'carried'
  | 'national-accepted'
  | 'national-returned'

/** GET /tasks → FillTask[]: what I owe (own unit, and the units my unit reports for), open collections first by due day. */
export interface FillTask {
  readonly obligationId: string
  readonly organisation: OrganisationRef
  readonly collectionId: string
  readonly formCode: string
  readonly formTitle: string
  readonly tableNo: string
  readonly period: string
  readonly periodLabel: string
  readonly due: string
  /** `HH:MM` on the due day; null: its end. */
  readonly dueTime: string | null
  readonly kind: CollectionKind
  readonly daysLeft: number
  readonly state: SubmissionState
  readonly overdue: boolean
  readonly collectionState: 'open' | 'closed'
  /** Share of applicable input cells that are filled, 0 to 100. */
  readonly filled: number
  readonly returnReason: string | null
  readonly savedAt: string | null
}

/** A draft keeps what was typed even when it is no value. */
export type DraftValue = string | null | { readonly invalid: string }
export type DraftValues = Readonly<Record<string, DraftValue>>

/** GET /submissions/:obligationId → SubmissionView: everything the page needs in one reply (creates nothing). */
export interface SubmissionView {
  readonly obligationId: string
  /** null until the first save. */
  readonly submissionId: string | null
  readonly organisation: OrganisationRef
  /** `OrgAttributes` frozen by the obligation. */
  readonly org: Readonly<Record<string, string>>
  readonly collection: CollectionSummary
  readonly formVersionId: string
  readonly checks: ReportChecks
  /** Immutable, cached for ever: GET /form-versions/:id/form → PublishedForm. */
  readonly state: SubmissionState
  readonly stateLabel: string
  readonly overdue: boolean
  readonly revision: number
  readonly values: DraftValues
  /** Values of the head and foot items by id. */
  readonly header: Readonly<Record<string, string>>
  /** 核实说明 by rule code. */
  readonly explanations: Readonly<Record<string, string>>
  /** Last submitted values of the period before and of the same period last year, by key; null when that report does not exist. */
  readonly previous: Readonly<Record<string, string | null>> | null
  readonly lastYear: Readonly<Record<string, string | null>> | null
  /** What the unit submitted in the other forms the rules name: values by key, by period, by form. */
  readonly others: OtherReports
  /** What an empty report begins with, by key: defaults, and what is carried in from earlier periods and other forms. */
  readonly starts: Readonly<Record<string, StartValue>>
  /** The reader's roles for this report and the levels they hold them at: cells with `fillers` go by that. */
  readonly held: readonly CellFiller[]
  readonly previousLabel: string
  readonly lastYearLabel: string
  readonly savedAt: string | null
  readonly submittedAt: string | null
  readonly submittedBy: string | null
  readonly reviewSteps: readonly {
    readonly level: 'county' | 'city' | 'province'
    readonly label: string
    readonly organisation: string
    readonly passedAt: string | null
  }[]
  readonly history: readonly ReviewEvent[]
  readonly lock: {
    readonly reason: string
    readonly by: string
    readonly at: string
    readonly until: string | null
  } | null
  readonly can: SubmissionAbilities
}

export interface SubmissionAbilities {
  readonly save: boolean
  readonly check: boolean
  readonly submit: boolean
  readonly withdraw: boolean
  readonly pass: boolean
  readonly return: boolean
  readonly unlock: boolean
  /** Chinese sentence for the page head when `save` is false. */
  readonly whyReadOnly: string | null
}

/** GET /form-versions/:id/form → PublishedForm; `Cache-Control: immutable`. */
export interface PublishedForm {
  readonly versionId: string
  readonly template: Template
  /** Formily JSON schema compiled at publish. */
  readonly schema: Readonly<Record<string, unknown>>
}

/**
 * GET /form-versions/:id/preview?organisation=&period=&role=&level=&state= → FormPreview: a version of any state as somebody of that role
 * and level would see it for a real unit; without `organisation` the first that would owe it. Creates nothing. 404 E_PREVIEW_UNIT, 422 E_PREVIEW_PERIOD.
 */
export interface FormPreview {
  readonly unit: { readonly id: string; readonly name: string; readonly category: string }
  /** Periods that may be looked at, newest first. */
  readonly periods: readonly { readonly key: string; readonly label: string }[]
  /** `own`: what the unit has reported; `none`: it has reported nothing; `not-allowed`: the reader may not see its numbers. */
  readonly data: 'own' | 'none' | 'not-allowed'
  readonly view: SubmissionView
  readonly form: PublishedForm
}

/**
 * POST /submissions/:obligationId/save SaveRequest → SaveReply
 * 409 E_SUBMISSION_CONFLICT with `conflicts` (cells both changed; nothing of the request is stored), 409 E_SUBMISSION_LOCKED,
 * 409 E_COLLECTION_CLOSED, 409 E_SUBMISSION_STATE, 422 E_SUBMISSION_UNKNOWN_CELL (a place for each cell: E_CELL_UNKNOWN,
 * E_CELL_COMPUTED, E_CELL_NOT_APPLICABLE, E_CELL_NOT_YOURS), 404 E_OBLIGATION_NOT_FOUND.
 * A repeated operation id gets the first reply again; one used for something else is refused (409 E_OPERATION_REUSED).
 * `explanations`: only those that changed; two persons at one rule are a conflict with the key `explanations.<rule>`.
 * `header`: the last one stands; read-only items are ignored.
 */
export interface SaveRequest {
  readonly operationId: string
  readonly baseRevision: number
  readonly values: DraftValues
  readonly header?: Readonly<Record<string, string>>
  readonly explanations?: Readonly<Record<string, string>>
}
export interface SaveReply {
  readonly revision: number
  readonly savedAt: string
  readonly state: SubmissionState
  /** Cells that others changed since `baseRevision` and that this request did not touch. */
  readonly merged: DraftValues
  /** A page whose `checks.revisionId` is another one reads the report again. */
  readonly checkRevisionId: string | null
}

export interface CellConflict {
  readonly key: string
  readonly mine: DraftValue
  readonly theirs: DraftValue
  readonly by: string
  readonly at: string
}

/** POST /submissions/:obligationId/check {operationId, baseRevision} → CheckReply: runs every rule on the stored draft; clean of errors → 已审核. */
export interface CheckReply {
  readonly revision: number
  readonly state: SubmissionState
  readonly checkRevisionId: string | null
  readonly findings: readonly FindingView[]
}
export interface FindingView {
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  /** Keys of the cells concerned. */
  readonly keys: readonly string[]
  readonly explanation: string | null
}

/**
 * POST /submissions/:obligationId/submit {operationId, baseRevision} → SubmitReply
 * 422 E_SUBMISSION_HAS_FINDINGS (errors: open 强制性 findings), 422 E_SUBMISSION_NEEDS_EXPLANATION, 409 E_SUBMISSION_STALE with
 * `revision` when a colleague saved since `baseRevision`: what is sent must be what the page shows.
 * POST …/withdraw {operationId} → SubmitReply (409 E_SUBMISSION_ALREADY_SEEN)
 */
export interface SubmitReply {
  readonly revision: number
  readonly state: SubmissionState
  readonly submittedAt: string | null
  readonly overdue: boolean
  readonly receipt: string
}
