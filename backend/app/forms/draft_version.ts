import { type CheckChanges, reviseChecks, type Template } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { findOwnVersion, findVersion, type VersionRow, viewDraft } from './form_draft.js'

/** The next version of a form, begun as a copy of one of its versions. One draft at a time. */
export function draftVersion(acting: Acting, input: { formId: string; fromVersionId: string }): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const from = await findOwnVersion(trx, acting, input.fromVersionId)
    if (from.formId !== input.formId) throw E.E_FORM_VERSION_NOT_FOUND()
    const version = await insertNextVersion(trx, acting, from)
    await recordAuditEvent(trx, acting, {
      action: 'form_version.draft',
      subjectType: 'form_version',
      subjectId: version.id,
      after: { from: input.fromVersionId },
    })
    return viewDraft(trx, acting, version)
  })
}

/** The next draft of a form as a copy of this version; E_FORM_HAS_DRAFT when there is one. */
export async function insertNextVersion(trx: Trx, acting: Acting, from: VersionRow): Promise<VersionRow> {
  if (from.formRetired) throw E.E_FORM_RETIRED()
  const [version] = await rows<{ id: string }>(
    trx,
    `insert into form_versions (form_id, number, state, template, saved_at, saved_by)
     select :form, max(number) + 1, 'draft', :template, :at, :by from form_versions where form_id = :form
     on conflict (form_id) where state = 'draft' do nothing returning id`,
    {
      form: from.formId,
      template: JSON.stringify({ ...(await asRevised(trx, from)), edition: '' }),
      at: now(),
      by: acting.account.id,
    },
  )
  if (!version) throw E.E_FORM_HAS_DRAFT()
  return findVersion(trx, version.id)
}

/** A check that was relaxed while a version was in use is not tightened again by its successor. */
async function asRevised(trx: Trx, { id, template }: VersionRow): Promise<Template> {
  const [newest] = await rows<{ overlay: CheckChanges }>(
    trx,
    'select overlay from check_revisions where form_version_id = :id order by number desc limit 1',
    { id },
  )
  return newest ? reviseChecks(template, newest.overlay) : template
}
