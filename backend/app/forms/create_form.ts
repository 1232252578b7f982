import { blankTemplate, type PeriodType, type Template } from '@weitong/designer/template'
import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { assignDictionary } from './assign_dictionary.js'
import { findOwnVersion, findVersion, type VersionRow, viewDraft } from './form_draft.js'

export interface FormInput {
  readonly code: string
  readonly title: string
  readonly periodType: PeriodType
  /** Version to copy: its cells, rosters, checks and properties, bound to the same indicators. */
  readonly fromVersionId?: string | undefined
}

/** A new form as the draft of version 1: a blank sheet, or a copy of another form. Refuses a code that is taken. */
export function createForm(acting: Acting, input: FormInput): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const { fromVersionId } = input
    const template = fromVersionId
      ? await copyTemplate(trx, { input, from: await findOwnVersion(trx, acting, fromVersionId) })
      : blankTemplate(input)
    const version = await insertForm(trx, acting, template)
    await recordAuditEvent(trx, acting, {
      action: 'form.create',
      subjectType: 'form',
      subjectId: version.formId,
      after: input,
    })
    return viewDraft(trx, acting, version)
  })
}

/** Definitions come from the dictionary as it is now; what is not in it any more is a problem of the new draft. */
async function copyTemplate(trx: Trx, { input, from }: { input: FormInput; from: VersionRow }): Promise<Template> {
  const { code, title, periodType } = input
  const { template } = from
  const cells = template.cells.map((cell) =>
    cell.role === 'title' && cell.text.trim() === template.title ? { ...cell, text: title } : cell,
  )
  return assignDictionary(trx, { ...template, code, title, periodType, cells, edition: '' })
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
