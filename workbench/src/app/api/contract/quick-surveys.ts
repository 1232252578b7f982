import type { ReviewProcess } from '@weitong/designer/submission'
import type { Question, ValueType } from '@weitong/designer/template'
import type { CollectionSummary } from './collections.js'
import type { UnitChoice } from './unit-choices.js'

export type { Question, QuestionType } from '@weitong/designer/template'

/**
 * 应急快速调查: questions to chosen units, published and opened in one act; from then on a collection like any other.
 *
 * GET /quick-surveys → CollectionSummary[] · GET /quick-surveys/:id → QuickSurvey
 * POST /quick-surveys QuickSurveyInput → 201 QuickSurvey (422 E_QUICK_SURVEY_NOBODY)
 * GET /quick-surveys/:id/units?status=&search=&page=&size= → ReviewList
 * GET /quick-surveys/:id/answers?page=&size= → AnswerList
 * POST /quick-surveys/:id/exports → 202 JobView: the answers as a workbook
 */
export interface QuickSurveyInput {
  readonly title: string
  readonly questions: readonly Question[]
  readonly choice: UnitChoice
  /** From now until the answers are late. */
  readonly hours: number
  readonly process: ReviewProcess
  /** 批准文号 or what it is based on; '' where there is none. */
  readonly basis: string
}

export interface QuickSurvey {
  readonly collection: CollectionSummary
  readonly questions: readonly AnsweredQuestion[]
}

export interface AnsweredQuestion {
  readonly key: string
  readonly text: string
  readonly type: ValueType
  readonly unit: string
  readonly decimals: number | null
}

/** Codes by their names, numbers as decimal strings, in the order of the questions. */
export interface AnswerRow {
  readonly obligationId: string
  readonly organisation: string
  readonly city: string
  readonly county: string
  readonly submittedAt: string
  readonly overdue: boolean
  readonly values: readonly (string | null)[]
}

export interface AnswerList {
  readonly rows: readonly AnswerRow[]
  readonly total: number
  /** Sums of the numbers over all units; null for other questions. */
  readonly totals: readonly (string | null)[]
}
