import { recordAuditEvent } from '#audit'
import { defineFacts } from '#facts'
import { type Acting, inTransaction, now } from '#platform'
import { E } from './errors.js'
import { findVersion, holdOwnVersion, viewDraft } from './form_draft.js'
import { keepHistory } from './keep_history.js'
import { readyTemplate, runnerOf } from './ready_template.js'
import { checkRevision } from './save_draft.js'

/**
 * Publishes a draft: freezes definitions from the dictionary, compiles the Formily schema, makes the fact table, and retires
 * nothing: which version a period uses is decided when its collection is opened. All in one transaction.
 */
export function publishVersion(acting: Acting, input: { id: string; revision: number }): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const version = await holdOwnVersion(trx, acting, input.id)
    checkRevision(version, input.revision)
    if (version.formRetired) throw E.E_FORM_RETIRED()
    const { template, document, schema, contentHash } = await readyTemplate(trx, version.template, '发布')
    await defineFacts(runnerOf(trx), template)
    await keepHistory(trx, acting, { version, kind: 'publish', template })
    await trx.from('form_versions').where('id', version.id).update({
      state: 'published',
      template: document,
      edition: template.edition,
      schema,
      content_hash: contentHash,
      published_at: now(),
      published_by: acting.account.id,
    })
    await recordAuditEvent(trx, acting, {
      action: 'form_version.publish',
      subjectType: 'form_version',
      subjectId: version.id,
      after: { form: template.code, number: version.number, edition: template.edition, contentHash },
    })
    return viewDraft(trx, acting, await findVersion(trx, version.id))
  })
}
