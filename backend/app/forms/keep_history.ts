import { diffTemplates, type Template, wordChanges } from '@weitong/designer/template'
import { type Acting, now, rows, type Trx } from '#platform'
import type { VersionRow } from './form_draft.js'

/** `aside`: what somebody let go of when they took what another had saved. */
export type HistoryKind = 'begin' | 'save' | 'restore' | 'aside' | 'publish'

/** Saves of one person within this time are one entry: autosave makes one every second. */
const TOGETHER_MS = 5 * 60_000
/** Entries kept of a draft; the beginning and what was published stay for ever. */
const KEPT = 200

interface Entry {
  readonly version: VersionRow
  readonly kind: HistoryKind
  readonly template: Template
  /** Never part of the entry before: it replaces what somebody else has saved. */
  readonly apart?: boolean
}

interface Newest {
  readonly id: string
  readonly kind: HistoryKind
  readonly savedBy: string | null
  readonly beganAt: Date
  readonly template: Template
}

/** Keeps what a draft becomes, in the transaction that changes it and before it does. What changes nothing is not kept. */
export async function keepHistory(trx: Trx, acting: Acting, entry: Entry): Promise<void> {
  const { version } = entry
  const [newest, earlier] = await newestEntries(trx, version.id)
  if (!newest) await keepBeginning(trx, version)
  const joins = newest && entry.kind === 'save' && !entry.apart && isSameSitting(acting, newest)
  const base = joins ? (earlier?.template ?? newest.template) : (newest?.template ?? version.template)
  const changes = diffTemplates(entry.kind === 'aside' ? version.template : base, entry.template)
  if (changes.length === 0 && (entry.kind === 'save' || entry.kind === 'aside') && !joins) return
  const values = {
    version: version.id,
    kind: entry.kind,
    revision: version.revision + (entry.kind === 'aside' || entry.kind === 'publish' ? 0 : 1),
    template: JSON.stringify(entry.template),
    summary: entry.kind === 'publish' ? '发布' : wordChanges(changes),
    at: now(),
    by: acting.account.id,
  }
  if (joins) {
    await rows(
      trx,
      `update draft_history set revision = :revision, template = :template, summary = :summary, saved_at = :at where id = :id`,
      { ...values, id: newest.id },
    )
    return
  }
  await rows(
    trx,
    `insert into draft_history (form_version_id, kind, revision, template, summary, began_at, saved_at, saved_by)
     values (:version, :kind, :revision, :template, :summary, :at, :at, :by)`,
    values,
  )
  await dropOldest(trx, version.id)
}

function isSameSitting(acting: Acting, { kind, savedBy, beganAt }: Newest): boolean {
  return kind === 'save' && savedBy === acting.account.id && now().getTime() - beganAt.getTime() < TOGETHER_MS
}

/** The last two states of the draft itself. */
function newestEntries(trx: Trx, versionId: string): Promise<Newest[]> {
  return rows<Newest>(
    trx,
    `select id, kind, saved_by as "savedBy", began_at as "beganAt", template from draft_history
     where form_version_id = :versionId and kind <> 'aside' order by id desc limit 2`,
    { versionId },
  )
}

/** The draft as it was before it was first changed, whoever made it and however. */
async function keepBeginning(trx: Trx, version: VersionRow): Promise<void> {
  await rows(
    trx,
    `insert into draft_history (form_version_id, kind, revision, template, summary, began_at, saved_at, saved_by)
     select id, 'begin', revision, template, '', saved_at, saved_at, saved_by from form_versions where id = :id`,
    { id: version.id },
  )
}

async function dropOldest(trx: Trx, versionId: string): Promise<void> {
  await rows(
    trx,
    `delete from draft_history where form_version_id = :versionId and kind not in ('begin', 'publish') and id not in (
       select id from draft_history where form_version_id = :versionId order by id desc limit :kept)`,
    { versionId, kept: KEPT },
  )
}
