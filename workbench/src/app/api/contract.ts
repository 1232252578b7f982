/**
 * What goes over the wire, by hand. Every type is JSON: ids are strings, numbers of a report are decimal strings,
 * times are ISO 8601 with offset, days are `YYYY-MM-DD`. The HTTP tests check real replies against this file.
 *
 * Every path starts with `/api`. Changing requests carry the header `X-Weitong: 1` and a JSON body.
 */
import type {
  HeaderItem,
  LegalHead,
  PeriodType,
  Secrecy,
  Template,
  TemplateProblem,
  Severity,
  TemplateIndicator,
} from '@weitong/designer/template'

export type { Template, TemplateProblem, Severity, PeriodType, Secrecy }

/** Every refusal. `code` is stable; `message` is Chinese and says what to do; `errors` say where. */
export interface ApiError {
  readonly code: string
  readonly message: string
  readonly errors?: readonly { readonly code: string; readonly message: string; readonly where: string }[]
  /** `E_SUBMISSION_CONFLICT`: the cells both changed. */
  readonly conflicts?: readonly CellConflict[]
  /** The current revision, where a stale one was sent. */
  readonly revision?: number
}

export interface Page<T> {
  readonly rows: readonly T[]
  readonly total: number
}

// ── identity ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** Roles a grant may give, each over an organisation subtree and a business area. */
export type Role = 'designer' | 'filler' | 'reviewer' | 'analyst'

/** POST /session {login, password} → Session · GET /session → Session (401 when signed out) · DELETE /session → 204 */
export interface Session {
  readonly account: { readonly id: string; readonly login: string; readonly name: string; readonly phone: string }
  readonly organisation: OrganisationRef
  readonly grants: readonly { readonly role: Role; readonly organisation: OrganisationRef; readonly area: string }[]
  /** What the navigation may show. */
  readonly can: {
    readonly fill: boolean
    readonly review: boolean
    readonly analyse: boolean
    readonly design: boolean
    readonly openCollection: boolean
  }
}

// ── organisations ────────────────────────────────────────────────────────────────────────────────────────────────

export type OrganisationLevel = 'province' | 'city' | 'county' | 'town'

export interface OrganisationRef {
  readonly id: string
  readonly name: string
  readonly kind: 'administration' | 'institution'
  /** Level of an administration, null for an institution. */
  readonly level: OrganisationLevel | null
  readonly divisionCode: string
}

/** GET /organisations?parent= (children within one's rights) → OrganisationNode[] · GET /organisations?search= */
export interface OrganisationNode extends OrganisationRef {
  readonly hasChildren: boolean
  readonly parentId: string | null
}

// ── forms ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type VersionState = 'draft' | 'published' | 'retired'

export interface FormVersionRef {
  readonly id: string
  readonly number: number
  readonly edition: string
  readonly state: VersionState
  readonly publishedAt: string | null
  readonly publishedBy: string | null
}

/** GET /forms → FormSummary[] */
export interface FormSummary {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly periodType: PeriodType
  readonly area: string
  readonly secrecy: Secrecy
  /** 待核对: the newest version has not been compared with the official form. */
  readonly unverified: boolean
  readonly indicators: number
  readonly versions: readonly FormVersionRef[]
  readonly openCollections: number
  readonly updatedAt: string
}

/**
 * POST /forms {code, title, periodType} → FormDraft: a blank sheet, version 1 draft.
 * POST /forms/:formId/drafts {fromVersionId} → FormDraft: the next version as a copy (409 E_FORM_HAS_DRAFT).
 * GET  /form-versions/:id → FormDraft (any state; published ones are read-only)
 * PUT  /form-versions/:id {revision, template} → FormDraft. A draft may be incomplete: stored when well-formed, `problems` says what
 *      hinders publishing; 422 E_TEMPLATE_MALFORMED when it is not a template at all; 409 E_FORM_DRAFT_STALE.
 * POST /form-versions/:id/publish {revision} → FormDraft (422 E_TEMPLATE_INVALID with errors when it has problems)
 */
export interface FormDraft {
  readonly formId: string
  readonly version: FormVersionRef
  readonly revision: number
  readonly template: Template
  readonly problems: readonly TemplateProblem[]
  readonly savedAt: string
  readonly can: { readonly save: boolean; readonly publish: boolean; readonly openCollection: boolean }
}

/** GET /indicators?search= → Page<IndicatorEntry> · POST /indicators IndicatorInput → 201 IndicatorEntry (409 E_INDICATOR_EXISTS) */
export interface IndicatorEntry extends TemplateIndicator {
  readonly usedIn: readonly string[]
}
export type IndicatorInput = TemplateIndicator

/** GET /code-lists → CodeListEntry[] · GET /code-lists/:code → CodeListEntry with items */
export interface CodeListEntry {
  readonly code: string
  readonly title: string
  readonly items: readonly { readonly code: string; readonly name: string; readonly parent: string | null }[]
}

// ── collections ──────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * GET /collections?state= → CollectionSummary[] · GET /collections/:id → CollectionSummary
 * POST /collections/preview CollectionInput → CollectionPreview: who would owe a report
 * POST /collections CollectionInput → 201 CollectionSummary (409 E_COLLECTION_EXISTS; 422 E_COLLECTION_VERSION_NOT_PUBLISHED)
 * POST /collections/:id/close {reason} · POST /collections/:id/reopen {reason, due} → CollectionSummary
 */
export interface CollectionInput {
  readonly formVersionId: string
  readonly period: string
  /** Last day for facilities; later reports are accepted and marked 逾期. */
  readonly due: string
  readonly dueCounty: string
  readonly dueCity: string
  readonly dueProvince: string
}

export interface CollectionSummary extends CollectionInput {
  readonly id: string
  readonly formId: string
  readonly formCode: string
  readonly formTitle: string
  readonly tableNo: string
  readonly versionNumber: number
  readonly edition: string
  readonly periodType: PeriodType
  readonly periodLabel: string
  readonly area: string
  readonly state: 'open' | 'closed'
  readonly openedAt: string
  readonly openedBy: string
  /** Within one's own rights. */
  readonly progress: CollectionProgress
}

export interface CollectionProgress {
  readonly due: number
  readonly submitted: number
  readonly countyPassed: number
  readonly cityPassed: number
  readonly approved: number
  readonly returned: number
  readonly overdue: number
}

/** GET /collections/:id/regions → RegionProgress[]: by 市州 (for a city: by 县区), within one's rights, in order of division code. */
export interface RegionProgress {
  readonly organisation: OrganisationRef
  readonly progress: CollectionProgress
}

export interface CollectionPreview {
  readonly obligations: number
  readonly byCity: readonly { readonly code: string; readonly name: string; readonly obligations: number }[]
  readonly byCategory: readonly { readonly code: string; readonly name: string; readonly obligations: number }[]
}

// ── filling ──────────────────────────────────────────────────────────────────────────────────────────────────────

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
 * POST /submissions/:obligationId/save SaveRequest → SaveReply
 * 409 E_SUBMISSION_CONFLICT with `conflicts` (cells both changed; nothing of the request is stored), 409 E_SUBMISSION_LOCKED,
 * 409 E_COLLECTION_CLOSED, 409 E_SUBMISSION_STATE, 422 E_SUBMISSION_UNKNOWN_CELL, 404 E_OBLIGATION_NOT_FOUND.
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

// ── reviewing ────────────────────────────────────────────────────────────────────────────────────────────────────

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

// ── analysis ─────────────────────────────────────────────────────────────────────────────────────────────────────

export type AggregateStatus = 'submitted' | 'county' | 'city' | 'approved'

/**
 * GET /analysis/forms → AnalysisForm[]
 * GET /analysis/aggregate?form=&period=&periodTo=&indicator=a,b&status=&organisation= → AggregateReply: one row per child of `organisation`
 *     (province → cities → counties → facilities).
 * POST /analysis/exports {form, period, periodTo, indicators, status, organisation} → 202 JobView; xlsx equals the screen.
 */
export interface AnalysisForm {
  readonly code: string
  readonly title: string
  readonly periodType: PeriodType
  readonly periods: readonly { readonly key: string; readonly label: string }[]
  readonly indicators: readonly AnalysisIndicator[]
}
export interface AnalysisIndicator {
  readonly key: string
  readonly name: string
  readonly unit: string
  readonly decimals: number | null
  readonly section: string
  /** null when it can be summed, else a Chinese sentence. */
  readonly whyNot: string | null
  /** null when it can be summed over several periods too. */
  readonly whyNotOverPeriods: string | null
}
export interface AggregateReply {
  readonly organisation: OrganisationRef
  /** From the province down to `organisation`, for the breadcrumb, within one's rights. */
  readonly trail: readonly OrganisationRef[]
  readonly periodLabel: string
  readonly indicators: readonly AnalysisIndicator[]
  readonly rows: readonly AggregateRow[]
  readonly total: AggregateRow
  /** Units that stand here and are reviewed above one's rights: not in any number of the reply. */
  readonly outside: number
}
export interface AggregateRow {
  readonly organisation: OrganisationRef
  /** GB code for the map, 6 digits. */
  readonly code: string
  readonly drillable: boolean
  readonly due: number
  readonly included: number
  /** In the order of `indicators`; null when nothing is in it. */
  readonly values: readonly (string | null)[]
  /** Facility rows open their report. */
  readonly obligationId: string | null
}

/**
 * POST /form-versions/:id/paper {size} → 202 JobView: the empty form as PDF · POST /submissions/:obligationId/paper {size} → 202
 * JobView: the report as it stands.
 * GET /jobs/:id → JobView · GET /jobs/:id/file → the file (own jobs only) · POST /jobs/:id/cancel
 */
export interface JobView {
  readonly id: string
  readonly kind: 'aggregate-export' | 'form-paper' | 'report-paper'
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: number
  readonly message: string
  readonly fileName: string | null
  readonly createdAt: string
}

/** GET /home → Home: what waits for me. */
export interface Home {
  readonly tasks: readonly FillTask[]
  readonly tasksTotal: number
  readonly reviews: readonly {
    readonly collectionId: string
    readonly formTitle: string
    readonly periodLabel: string
    readonly due: string
    readonly waiting: number
    readonly progress: CollectionProgress
  }[]
  readonly collections: readonly CollectionSummary[]
}

/** GET /health/ready (no /api) → 200 or 503. */
export interface Health {
  readonly status: 'ready' | 'unavailable'
  readonly parts: Readonly<
    Record<'database' | 'redis' | 'migrations' | 'worker', { readonly ok: boolean; readonly detail: string }>
  >
}

export type { HeaderItem, LegalHead }
