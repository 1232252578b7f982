import { type Acting, now, rows, type Trx } from '#platform'
import { findOwnVersion } from './form_draft.js'
import type { VersionRef } from './published_version.js'
import { readyTemplate } from './ready_template.js'

/**
 * The version a 试填 is filled on: a published one as it is, of a draft a frozen copy that only trials see, so that the draft goes on
 * being changed. Refuses a draft that could not be published.
 */
export async function trialVersion(trx: Trx, acting: Acting, versionId: string): Promise<VersionRef> {
  const from = await findOwnVersion(trx, acting, versionId)
  const { formId, number } = from
  if (from.state !== 'draft') return from
  const { template, document, schema, contentHash } = await readyTemplate(trx, from.template, '试填')
  const [copy] = await rows<{ id: string }>(
    trx,
    `insert into form_versions (form_id, number, edition, state, template, schema, content_hash, saved_at, saved_by, of_trial)
     values (:formId, :number, :edition, 'published', :document, :schema, :contentHash, :at, :by, true) returning id`,
    { formId, number, edition: template.edition, document, schema, contentHash, at: now(), by: acting.account.id },
  )
  if (!copy) throw new Error('the copy of the draft was not returned')
  return { id: copy.id, formId, number, edition: template.edition, template }
}
