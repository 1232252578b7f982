import type { PeriodType, Secrecy } from '@weitong/designer/template'

/**
 * GET /surveys → SurveyList
 * POST /surveys SurveyInput → 201 SurveyEntry (409 E_SURVEY_EXISTS; 422 E_SURVEY_VALIDITY)
 * PUT /surveys/:id SurveyInput & {revision} → SurveyEntry (409 E_SURVEY_STALE, E_SURVEY_QUICK)
 * PUT /forms/:formId/survey {surveyId} → FormPlace; null takes the form out of its survey
 */
export interface SurveyInput {
  readonly title: string
  /** 制定机关 */
  readonly maker: string
  /** 文号; '' where it is not known yet */
  readonly documentNo: string
  /** As printed: `2027`, `2027-12` or a day; '' where the document says nothing. */
  readonly validFrom: string
  readonly validUntil: string
  readonly area: string
  readonly note: string
}

export interface SurveyEntry extends SurveyInput {
  readonly id: string
  /** `quick`: the group of the quick surveys, kept by the platform. */
  readonly kind: 'regular' | 'quick'
  readonly revision: number
  readonly forms: readonly SurveyForm[]
}

export interface SurveyForm {
  readonly id: string
  readonly code: string
  readonly title: string
  readonly tableNo: string
  readonly periodType: PeriodType
  readonly secrecy: Secrecy
  readonly newestVersionId: string
  /** The newest version one may open a 报送任务 of. */
  readonly publishedVersionId: string | null
  readonly openCollections: number
}

export interface SurveyList {
  readonly surveys: readonly SurveyEntry[]
  /** Forms that are in no survey yet. */
  readonly unplaced: readonly SurveyForm[]
}

export interface FormPlace {
  readonly formId: string
  readonly surveyId: string | null
}

/**
 * The way from nothing to an opened 报送任务, kept so that one can go on later; one's own only.
 *
 * GET /collection-plans → CollectionPlan[] · POST /collection-plans → 201 CollectionPlan
 * PUT /collection-plans/:id {surveyId, formId} → CollectionPlan · DELETE /collection-plans/:id → 204
 */
export interface CollectionPlan {
  readonly id: string
  readonly surveyId: string | null
  readonly surveyTitle: string | null
  readonly formId: string | null
  readonly formTitle: string | null
  readonly newestVersionId: string | null
  readonly publishedVersionId: string | null
  readonly savedAt: string
  /** What is to be done next. */
  readonly step: 'survey' | 'form' | 'design' | 'open'
}
