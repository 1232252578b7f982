import { type CompiledForm, compileTemplate, type Template } from '@weitong/designer/template'
import { inTransaction, PLATFORM, rows } from '#platform'
import { E } from './errors.js'

/** Which version of which form, and what it says. */
export interface VersionRef {
  readonly id: string
  readonly formId: string
  readonly number: number
  readonly edition: string
  readonly template: Template
}

/** A version as those who fill, review and sum it need it. Immutable once published, so kept for the life of the process. */
export interface PublishedVersion extends VersionRef {
  readonly compiled: CompiledForm
  readonly schema: Readonly<Record<string, unknown>>
}

const loaded = new Map<string, Promise<PublishedVersion>>()

/** Refuses with E_FORM_VERSION_NOT_FOUND when there is no such version or it is still a draft. */
export function loadVersion(versionId: string): Promise<PublishedVersion> {
  let version = loaded.get(versionId)
  if (!version) {
    version = readVersion(versionId)
    loaded.set(versionId, version)
    version.catch(() => loaded.delete(versionId))
  }
  return version
}

type Row = Omit<PublishedVersion, 'compiled'>

async function readVersion(id: string): Promise<PublishedVersion> {
  const [row] = await inTransaction({ ...PLATFORM, trials: '*' }, (trx) =>
    rows<Row>(
      trx,
      `select id, form_id as "formId", number, edition, template, schema from form_versions
       where id = :id and state <> 'draft'`,
      { id },
    ),
  )
  if (!row) throw E.E_FORM_VERSION_NOT_FOUND()
  return { ...row, compiled: compileTemplate(row.template) }
}
