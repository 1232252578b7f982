import type { PeriodType, Secrecy, Template, TemplateIndicator, TemplateProblem } from '@weitong/designer/template'

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
