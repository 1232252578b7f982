import { blankTemplate, type PeriodType } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows } from '#platform'
import { E } from './errors.js'
import { findVersion, viewDraft } from './form_draft.js'

/** A new form with a blank sheet as the draft of version 1. Refuses a code that is taken. */
export function createForm(
  acting: Acting,
  input: { code: string; title: string; periodType: PeriodType },
): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const [form] = await rows<{ id: string }>(
      trx,
      `insert into forms (code, title, period_type, created_at) values (:code, :title, :periodType, :at)
       on conflict (code) do nothing returning id`,
      { ...input, at: now() },
    )
    if (!form) throw E.E_FORM_EXISTS(input.code)
    const [version] = await rows<{ id: string }>(
      trx,
      `insert into form_versions (form_id, number, state, template, saved_at, saved_by)
       values (:form, 1, 'draft', :template, :at, :by) returning id`,
      { form: form.id, template: JSON.stringify(blankTemplate(input)), at: now(), by: acting.account.id },
    )
    await recordAuditEvent(trx, acting, {
      action: 'form.create',
      subjectType: 'form',
      subjectId: form.id,
      after: input,
    })
    return viewDraft(trx, acting, await findVersion(trx, version?.id ?? ''))
  })
}
