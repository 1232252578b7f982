import type { ReviewProcess } from '@weitong/designer/submission'
import type { PeriodType } from '@weitong/designer/template'
import type { OrganisationRef } from './organisations.js'

/** `quick` 应急快速调查; `trial` 试填, never counted. */
export type CollectionKind = 'regular' | 'quick' | 'trial'

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
  /** `HH:MM` on the due day; null: its end. */
  readonly dueTime: string | null
  readonly kind: CollectionKind
  readonly process: ReviewProcess
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

/** How many would owe a report. */
export interface OwedCounts {
  readonly obligations: number
  readonly byCity: readonly { readonly code: string; readonly name: string; readonly obligations: number }[]
  readonly byCategory: readonly { readonly code: string; readonly name: string; readonly obligations: number }[]
}

export interface CollectionPreview extends OwedCounts {
  /** 有效期至 of the version, a day or a month; '' for none. */
  readonly validUntil: string
}
