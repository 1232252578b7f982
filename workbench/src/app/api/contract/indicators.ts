import type { TemplateIndicator } from '@weitong/designer/template'
import type { VersionState } from './forms.js'

/**
 * GET  /indicators?search=&type=&aggregation=&form=&retired= → Page<IndicatorEntry>; `form` may be `-`: used by none.
 * POST /indicators IndicatorInput → 201 IndicatorEntry (409 E_INDICATOR_EXISTS, 422 E_INDICATOR_INVALID)
 * PATCH /indicators/:code {revision, …fields} → IndicatorEntry (409 E_INDICATOR_STALE, 422 E_INDICATOR_INVALID)
 * POST /indicators/:code/retire, /restore {revision} → IndicatorEntry
 */
export interface IndicatorEntry extends TemplateIndicator {
  /** Codes of forms. */
  readonly usedIn: readonly string[]
  readonly revision: number
  /** No longer offered to new forms; forms that use it are as they were. */
  readonly retired: boolean
  readonly changedAt: string | null
  readonly changedBy: string
}
export type IndicatorInput = TemplateIndicator

/** GET /indicators/:code → IndicatorDetail */
export interface IndicatorDetail {
  readonly indicator: IndicatorEntry
  readonly codeListTitle: string | null
  readonly uses: readonly IndicatorUse[]
  readonly changes: readonly DictionaryChange[]
}

export interface IndicatorUse {
  readonly versionId: string
  readonly formCode: string
  readonly formTitle: string
  readonly number: number
  readonly edition: string
  readonly state: VersionState
  readonly cells: readonly { readonly id: string; readonly address: string }[]
  /** The version was published with a definition that the dictionary has changed since. */
  readonly differs: boolean
}

/** One entry of a history; `before` and `after` hold the fields that were changed. Newest first. */
export interface DictionaryChange {
  readonly id: string
  readonly at: string
  readonly by: string
  readonly act: string
  readonly before: Readonly<Record<string, unknown>> | null
  readonly after: Readonly<Record<string, unknown>> | null
}

/** GET /code-lists → CodeListEntry[] · GET /code-lists/:code → CodeListEntry with items */
export interface CodeListEntry {
  readonly code: string
  readonly title: string
  readonly items: readonly { readonly code: string; readonly name: string; readonly parent: string | null }[]
}
