import type { OwedCounts } from './collections.js'

/**
 * Units chosen by a person: everybody in some regions and of some categories, besides them units one by one and those of an earlier
 * collection.
 *
 * POST /unit-choices/preview {choice} → ChoicePreview
 * POST /unit-choices/match {lines} → UnitMatches: whole names, codes or credit codes, one a line
 * POST /unit-choices/match-file, the body is an .xlsx → UnitMatches
 */
export interface UnitChoice {
  /** Ids of administrations; with categories alone, the whole of one's subtrees. */
  readonly regions: readonly string[]
  /** Beginnings of category codes: `A`, `D6`. */
  readonly categories: readonly string[]
  readonly units: readonly string[]
  readonly collectionId: string | null
}

export interface ChosenUnit {
  readonly id: string
  readonly name: string
}

export interface ChoicePreview extends OwedCounts {
  /** The first of them by name. */
  readonly units: readonly ChosenUnit[]
}

export interface MatchedUnit extends ChosenUnit {
  readonly code: string
}

export interface UnitMatches {
  readonly matched: readonly MatchedUnit[]
  /** Names that several units have. */
  readonly ambiguous: readonly { readonly line: string; readonly units: readonly MatchedUnit[] }[]
  readonly unknown: readonly string[]
}
