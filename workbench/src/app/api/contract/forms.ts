import type { PeriodType, Secrecy, Template, TemplateChange, TemplateProblem } from '@weitong/designer/template'

/** GET /other-forms/:code → OtherForm: a published form with every value that rules of other forms may name. */
export type { OtherForm } from '@weitong/designer/template'

export type VersionState = 'draft' | 'published' | 'retired'

export interface FormVersionRef {
  readonly id: string
  readonly number: number
  readonly edition: string
  readonly state: VersionState
  readonly publishedAt: string | null
  readonly publishedBy: string | null
  /** 生效期间 in months, `YYYY-MM`, both ends included; null is open. */
  readonly effectiveFrom: string | null
  readonly effectiveTo: string | null
}

/**
 * GET /forms → FormSummary[]
 * POST /forms/:formId/retire {reason} · POST /forms/:formId/reinstate {reason} → FormSummary[] (409 E_FORM_IN_USE, `errors` names the
 * open 报送任务)
 */
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
  /** 有效期至 of the newest published version, a day or a month; '' for none. */
  readonly validUntil: string
  readonly openCollections: number
  /** 停用: no new versions, no new 报送任务. */
  readonly retiredAt: string | null
  readonly updatedAt: string
}

/**
 * POST /forms {code, title, periodType, fromVersionId?} → FormDraft: version 1 as a draft, a blank sheet or a copy of that version.
 * POST /forms/:formId/drafts {fromVersionId} → FormDraft: the next version as a copy (409 E_FORM_HAS_DRAFT).
 * GET  /form-versions/:id → FormDraft (any state; published ones are read-only)
 * PUT  /form-versions/:id {revision, template, apart?} → FormDraft. A draft may be incomplete: stored when well-formed, `problems` says what
 *      hinders publishing; 422 E_TEMPLATE_MALFORMED when it is not a template at all; 409 E_FORM_DRAFT_STALE with the
 *      stored `revision`. `apart` keeps the save as a history entry of its own.
 * POST /form-versions/:id/publish {revision} → FormDraft (422 E_TEMPLATE_INVALID with errors when it has problems)
 * PUT  /form-versions/:id/effective {from, to} → FormDraft
 * POST /form-versions/:id/retire {reason} · POST /form-versions/:id/reinstate {reason} → FormDraft (409 E_FORM_IN_USE)
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

/**
 * GET  /form-versions/:id/history → DraftHistoryEntry[], newest first
 * POST /form-versions/:id/restore {revision, entryId} → FormDraft: an ordinary save of what the draft was then
 * POST /form-versions/:id/set-aside {template} → DraftHistoryEntry[]: keeps what is given up for what somebody else saved
 */
export interface DraftHistoryEntry {
  readonly id: string
  readonly kind: 'begin' | 'save' | 'restore' | 'aside' | 'publish'
  readonly revision: number
  readonly savedAt: string
  readonly savedBy: string
  /** What it changed: `新增 3 格，审核规则 2 处`. */
  readonly summary: string
}

/** A version as it is stored, or an entry of its history. */
export interface ComparedState {
  readonly versionId: string
  readonly formCode: string
  readonly number: number
  readonly edition: string
  readonly state: VersionState
  readonly entry: Pick<DraftHistoryEntry, 'id' | 'kind' | 'savedAt' | 'savedBy'> | null
  readonly template: Template
}

/** GET /form-differences?before=&after= → VersionDifference; `v12` names a version, `h55` an entry of a history. */
export interface VersionDifference {
  readonly before: ComparedState
  readonly after: ComparedState
  readonly changes: readonly TemplateChange[]
}
