import { type CheckChanges, reviseChecks, type WordedChange } from '@weitong/designer/template'
import { compileTemplate } from '@weitong/designer/template'
import { loadVersion, type PublishedVersion } from '#forms'
import { inTransaction, PLATFORM, rows, type Trx } from '#platform'

/** One revision of the checks of a published version. Never changed once made. */
export interface CheckRevision {
  readonly id: string
  readonly formVersionId: string
  readonly number: number
  /** What differs from the published version with this revision. */
  readonly overlay: CheckChanges
  readonly words: readonly WordedChange[]
  readonly reason: string
  readonly at: Date
  readonly by: string
}

const COLUMNS = `id, form_version_id as "formVersionId", number, overlay, words, reason, made_at as at, made_by_name as by`

/** Revisions of a version, newest first. */
export function listRevisions(trx: Trx, formVersionId: string): Promise<CheckRevision[]> {
  return rows(
    trx,
    `select ${COLUMNS} from check_revisions where form_version_id = :formVersionId order by number desc`,
    {
      formVersionId,
    },
  )
}

/** What is known of a version as it was up to one of its revisions: the version to check with, and how it came about. */
export interface CheckedVersion extends PublishedVersion {
  /** Newest first; none: as published. */
  readonly revisions: readonly CheckRevision[]
}

const loaded = new Map<string, Promise<CheckedVersion>>()

/** The version with its checks as a revision left them. Both never change, so it is kept for the life of the process. */
export function loadChecked(versionId: string, revisionId: string | null): Promise<CheckedVersion> {
  const key = `${versionId} ${revisionId ?? ''}`
  let version = loaded.get(key)
  if (!version) {
    version = readChecked(versionId, revisionId)
    loaded.set(key, version)
    version.catch(() => loaded.delete(key))
  }
  return version
}

async function readChecked(versionId: string, revisionId: string | null): Promise<CheckedVersion> {
  const version = await loadVersion(versionId)
  const all = revisionId === null ? [] : await inTransaction(PLATFORM, (trx) => listRevisions(trx, versionId))
  // A report of another version than its collection goes by the checks it was published with.
  const at = all.findIndex(({ id }) => id === revisionId)
  const revisions = at < 0 ? [] : all.slice(at)
  const [newest] = revisions
  if (!newest) return { ...version, revisions }
  const template = reviseChecks(version.template, newest.overlay)
  return { ...version, template, compiled: compileTemplate(template), revisions }
}
