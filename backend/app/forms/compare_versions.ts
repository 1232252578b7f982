import { diffTemplates, type Template, type TemplateChange } from '@weitong/designer/template'
import { type Acting, inTransaction, type Trx } from '#platform'
import { findHistory } from './draft_history.js'
import { E } from './errors.js'
import { findOwnVersion } from './form_draft.js'
import type { HistoryKind } from './keep_history.js'

/** Contract `ComparedState`: a version as it is stored, or an entry of its history. */
export interface ComparedState {
  readonly versionId: string
  readonly formCode: string
  readonly number: number
  readonly edition: string
  readonly state: 'draft' | 'published' | 'retired'
  readonly entry: {
    readonly id: string
    readonly kind: HistoryKind
    readonly savedAt: Date
    readonly savedBy: string
  } | null
  readonly template: Template
}

/** Contract `VersionDifference`: two states of one form, or of a form and the one it was copied from. */
export function compareVersions(
  acting: Acting,
  asked: { before: string; after: string },
): Promise<{ before: ComparedState; after: ComparedState; changes: TemplateChange[] }> {
  return inTransaction(acting, async (trx) => {
    const before = await findState(trx, acting, asked.before)
    const after = await findState(trx, acting, asked.after)
    return { before, after, changes: diffTemplates(before.template, after.template) }
  })
}

/** `v12` is a version, `h55` an entry of a history. */
async function findState(trx: Trx, acting: Acting, name: string): Promise<ComparedState> {
  const [, kind, id] = /^([vh])(\d{1,18})$/.exec(name) ?? []
  if (!id) throw E.E_FORM_VERSION_NOT_FOUND()
  const found = kind === 'h' ? await findHistory(trx, acting, id) : null
  const version = await findOwnVersion(trx, acting, found?.formVersionId ?? id)
  const { id: versionId, formCode, number, edition, state, template } = version
  const entry = found && { id: found.id, kind: found.kind, savedAt: found.savedAt, savedBy: found.savedBy }
  return { versionId, formCode, number, edition, state, entry, template: found?.template ?? template }
}
