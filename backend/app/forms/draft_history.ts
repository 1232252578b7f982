import type { Template } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { assignDictionary } from './assign_dictionary.js'
import { E } from './errors.js'
import { findOwnVersion, findVersion, holdOwnVersion, viewDraft } from './form_draft.js'
import { type HistoryKind, keepHistory } from './keep_history.js'
import { checkRevision, readTemplate, storeDraft } from './save_draft.js'

/** Contract `DraftHistoryEntry`. */
export interface DraftHistoryEntry {
  readonly id: string
  readonly kind: HistoryKind
  readonly revision: number
  readonly savedAt: Date
  readonly savedBy: string
  readonly summary: string
}

const ENTRIES = `select h.id, h.kind, h.revision, h.saved_at as "savedAt", coalesce(a.name, '系统') as "savedBy", h.summary
  from draft_history h left join accounts a on a.id = h.saved_by`

/** Newest first. */
export function listHistory(acting: Acting, versionId: string): Promise<DraftHistoryEntry[]> {
  return inTransaction(acting, async (trx) => {
    const { id } = await findOwnVersion(trx, acting, versionId)
    return rows<DraftHistoryEntry>(trx, `${ENTRIES} where h.form_version_id = :id order by h.id desc`, { id })
  })
}

export interface HistoryState extends DraftHistoryEntry {
  readonly formVersionId: string
  readonly template: Template
}

/** One entry of the history of a version that one may see. */
export async function findHistory(trx: Trx, acting: Acting, entryId: string): Promise<HistoryState> {
  const [entry] = await rows<HistoryState>(
    trx,
    `select e.*, h.template, h.form_version_id as "formVersionId" from (${ENTRIES}) e join draft_history h on h.id = e.id
     where e.id = :entryId`,
    { entryId },
  )
  if (!entry) throw E.E_FORM_HISTORY_NOT_FOUND()
  await findOwnVersion(trx, acting, entry.formVersionId)
  return entry
}

/** Makes a draft what it was: an ordinary save on the revision the person looks at, kept in the history as such. */
export function restoreDraft(
  acting: Acting,
  input: { id: string; revision: number; entryId: string },
): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const version = await holdOwnVersion(trx, acting, input.id)
    checkRevision(version, input.revision)
    const entry = await findHistory(trx, acting, input.entryId)
    if (entry.formVersionId !== version.id) throw E.E_FORM_HISTORY_NOT_FOUND()
    const template = await assignDictionary(trx, entry.template)
    await storeDraft(trx, acting, { version, template, kind: 'restore' })
    await recordAuditEvent(trx, acting, {
      action: 'form_version.restore',
      subjectType: 'form_version',
      subjectId: version.id,
      before: { revision: version.revision },
      after: { revision: version.revision + 1, entry: entry.id, savedAt: entry.savedAt },
    })
    return viewDraft(trx, acting, await findVersion(trx, version.id))
  })
}

/** Keeps in the history what somebody drew and then gave up for what another had saved. The draft stays as it is. */
export function setAside(acting: Acting, input: { id: string; template: unknown }): Promise<DraftHistoryEntry[]> {
  return inTransaction(acting, async (trx) => {
    const version = await holdOwnVersion(trx, acting, input.id)
    if (version.state !== 'draft') throw E.E_FORM_VERSION_NOT_DRAFT()
    const template = await assignDictionary(trx, readTemplate(version, input.template))
    await keepHistory(trx, acting, { version, kind: 'aside', template })
    await recordAuditEvent(trx, acting, {
      action: 'form_version.set_aside',
      subjectType: 'form_version',
      subjectId: version.id,
      after: { revision: version.revision },
    })
    return rows<DraftHistoryEntry>(trx, `${ENTRIES} where h.form_version_id = :id order by h.id desc`, {
      id: version.id,
    })
  })
}
