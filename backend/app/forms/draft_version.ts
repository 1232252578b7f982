import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows } from '#platform'
import { E } from './errors.js'
import { findVersion, viewDraft } from './form_draft.js'

/** The next version of a form, begun as a copy of one of its versions. One draft at a time. */
export function draftVersion(acting: Acting, input: { formId: string; fromVersionId: string }): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const from = await findVersion(trx, input.fromVersionId)
    if (from.formId !== input.formId) throw E.E_FORM_VERSION_NOT_FOUND()
    const [version] = await rows<{ id: string }>(
      trx,
      `insert into form_versions (form_id, number, state, template, saved_at, saved_by)
       select :form, max(number) + 1, 'draft', :template, :at, :by from form_versions where form_id = :form
       on conflict (form_id) where state = 'draft' do nothing returning id`,
      {
        form: input.formId,
        template: JSON.stringify({ ...from.template, edition: '' }),
        at: now(),
        by: acting.account.id,
      },
    )
    if (!version) throw E.E_FORM_HAS_DRAFT()
    await recordAuditEvent(trx, acting, {
      action: 'form_version.draft',
      subjectType: 'form_version',
      subjectId: version.id,
      after: { from: input.fromVersionId },
    })
    return viewDraft(trx, acting, await findVersion(trx, version.id))
  })
}
