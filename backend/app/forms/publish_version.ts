import { createHash } from 'node:crypto'
import { toFormilySchema } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { defineFacts } from '#facts'
import { type Acting, inTransaction, now, Refusal, rows } from '#platform'
import { assignDictionary } from './assign_dictionary.js'
import { E } from './errors.js'
import { findVersion, holdOwnVersion, problemsOf, viewDraft } from './form_draft.js'
import { keepHistory } from './keep_history.js'
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
    const template = await assignDictionary(trx, version.template)
    const problems = await problemsOf(trx, template)
    if (problems.length > 0) {
      const message = `表样还有 ${problems.length} 处问题，改正后才能发布。`
      throw new Refusal('E_TEMPLATE_INVALID', 422, { message, errors: problems })
    }
    const document = JSON.stringify(template)
    const contentHash = createHash('sha256').update(document).digest('hex')
    await defineFacts({ query: (sql, values) => rows(trx, sql.replaceAll(/\$\d/g, '?'), values) }, template)
    await keepHistory(trx, acting, { version, kind: 'publish', template })
    await trx
      .from('form_versions')
      .where('id', version.id)
      .update({
        state: 'published',
        template: document,
        edition: template.edition,
        schema: JSON.stringify(toFormilySchema(template)),
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
