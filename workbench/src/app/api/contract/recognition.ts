import type { Decisions, DroppedThing, PlainSheet, Proposal } from '@weitong/designer/recognition'
import type { PeriodType, TemplateIndicator } from '@weitong/designer/template'

/**
 * POST /form-recognitions?name= (the file itself as application/octet-stream) → 201 FormRecognition; 422 E_IMPORT_* says why a file
 *      is not read.
 * GET  /form-recognitions/:id → FormRecognition, one's own only, for 30 days.
 */
export interface FormRecognition {
  readonly id: string
  readonly fileName: string
  readonly createdAt: string
  /** Every sheet with a table: as it stands in the file, and what was recognised. */
  readonly sheets: readonly { readonly plain: PlainSheet; readonly proposal: Proposal }[]
  /** What belongs to no sheet: hidden ones, pictures. */
  readonly dropped: readonly DroppedThing[]
  /** Definitions of every indicator that a proposal names. */
  readonly indicators: readonly TemplateIndicator[]
  /** Titles of the forms that have them, by code. */
  readonly usedIn: Readonly<Record<string, readonly string[]>>
}

/** POST /form-recognitions/:id/forms → 201 FormDraft: a new form with its indicators, all or nothing (409 E_FORM_EXISTS). */
export interface FormImport {
  readonly sheet: string
  readonly decisions: Decisions
  readonly code: string
  readonly title: string
  readonly periodType: PeriodType
}

/**
 * POST /form-recognitions/:id/drafts → 201 FormDraft: draws the draft anew from the file; of a published version the next draft is
 * begun (409 E_FORM_DRAFT_STALE, E_FORM_HAS_DRAFT).
 */
export interface DraftImport {
  readonly sheet: string
  readonly decisions: Decisions
  readonly versionId: string
  readonly revision: number
}
