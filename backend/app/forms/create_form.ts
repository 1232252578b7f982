import { blankTemplate, type PeriodType, type Template } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { findVersion, type VersionRow, viewDraft } from './form_draft.js'

/** A new form with a blank sheet as the draft of version 1. Refuses a code that is taken. */
export function createForm(
  acting: Acting,
  input: { code: string; title: string; periodType: PeriodType },
): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const version = await insertForm(trx, acting, blankTemplate(input))
    await recordAuditEvent(trx, acting, {
      action: 'form.create',
      subjectType: 'form',
      subjectId: version.formId,
      after: input,
    })
    return viewDraft(trx, acting, version)
  })
}

/** A form whose version 1 is a draft of this template; E_FORM_EXISTS when its code is taken. */
export async function insertForm(trx: Trx, acting: Acting, template: Template): Promise<VersionRow> {
  const { code, title, periodType, area, secrecy } = template
  const [form] = await rows<{ id: string }>(
    trx,
    `insert into forms (code, title, period_type, area, secrecy, created_at)
     values (:code, :title, :periodType, :area, :secrecy, :at) on conflict (code) do nothing returning id`,
    { code, title, periodType, area, secrecy, at: now() },
  )
  if (!form) throw E.E_FORM_EXISTS(code)
  const [version] = await rows<{ id: string }>(
    trx,
    `insert into form_versions (form_id, number, state, template, saved_at, saved_by)
     values (:form, 1, 'draft', :template, :at, :by) returning id`,
    { form: form.id, template: JSON.stringify(template), at: now(), by: acting.account.id },
  )
  return findVersion(trx, version?.id ?? '')
}
