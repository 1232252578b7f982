import type { CodeItem, ImportLine, ImportVerdict } from '@weitong/designer/indicator'
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

/** GET /code-lists → CodeListSummary[] · POST /code-lists {code, title} → 201 CodeListVersion (409 E_CODE_LIST_EXISTS) */
export interface CodeListSummary {
  readonly code: string
  readonly title: string
  readonly items: number
  /** Number of the newest published version. */
  readonly version: number | null
  readonly effectiveFrom: string | null
  readonly draft: boolean
  readonly indicators: number
  readonly forms: number
  readonly changedAt: string
}

/** GET /code-lists/:code → CodeListEntry: the newest published version, as new forms take it. */
export interface CodeListEntry {
  readonly code: string
  readonly title: string
  readonly version: number | null
  readonly items: readonly CodeItem[]
}

/** GET /code-lists/:code/detail → CodeListDetail. Versions newest first. */
export interface CodeListDetail {
  readonly code: string
  readonly title: string
  readonly versions: readonly CodeListVersionRef[]
  readonly indicators: readonly { readonly code: string; readonly name: string }[]
  readonly uses: readonly CodeListUse[]
  readonly changes: readonly DictionaryChange[]
}

export interface CodeListVersionRef {
  readonly id: string
  readonly number: number
  readonly state: 'draft' | 'published'
  readonly note: string
  /** Null: since ever. */
  readonly effectiveFrom: string | null
  readonly savedAt: string
  readonly savedBy: string
  readonly publishedAt: string | null
  readonly publishedBy: string
  readonly items: number
}

export interface CodeListUse {
  readonly versionId: string
  readonly formCode: string
  readonly formTitle: string
  readonly number: number
  readonly edition: string
  readonly state: VersionState
  /** The version of the list that this version of the form uses. */
  readonly listVersion: number
}

/**
 * POST   /code-lists/:code/drafts → 201 CodeListVersion: a copy of the newest (409 E_CODE_LIST_HAS_DRAFT)
 * GET    /code-list-versions/:id → CodeListVersion
 * PUT    /code-list-versions/:id {revision, note, items} → CodeListVersion (409 E_CODE_LIST_STALE, E_CODE_LIST_NOT_DRAFT; 422
 *        E_CODE_LIST_INVALID)
 * POST   /code-list-versions/:id/publish {revision, effectiveFrom} → CodeListVersion (422 E_CODE_LIST_EMPTY, E_CODE_LIST_EFFECTIVE)
 * DELETE /code-list-versions/:id?revision= → 204
 */
export interface CodeListVersion {
  readonly id: string
  readonly list: string
  readonly title: string
  readonly number: number
  readonly state: 'draft' | 'published'
  readonly revision: number
  readonly note: string
  readonly effectiveFrom: string | null
  readonly savedAt: string
  readonly savedBy: string
  readonly items: readonly (CodeItem & { readonly pinyin: string })[]
}

/**
 * POST /indicator-imports?fileName=, /code-lists/:code/imports?fileName= (an xlsx as it is) → 201 ImportReport: what each row would do;
 *      nothing is changed yet (422 E_DICTIONARY_COLUMNS names the columns; 422 E_IMPORT_… for a file that cannot be read)
 * GET  /dictionary-imports/:id?verdict=&page=&size= → ImportReport
 * POST /dictionary-imports/:id/apply → ImportReport (409 E_DICTIONARY_IMPORT_STALE, E_DICTIONARY_IMPORT_HINDERED)
 * POST /dictionary-imports/:id/report, /indicator-exports {filters}, /code-list-versions/:id/exports → 202 JobView
 */
export interface ImportReport {
  readonly id: string
  readonly kind: 'indicator' | 'code_list'
  readonly list: string | null
  readonly fileName: string
  readonly state: 'checked' | 'applied'
  /** By verdict. */
  readonly counts: { readonly [verdict in ImportVerdict]: number }
  /** Why nothing can be imported, or null. */
  readonly hindrance: string | null
  readonly total: number
  readonly rows: readonly ImportLine[]
}
export type { ImportLine, ImportVerdict }
