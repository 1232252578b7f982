import { parseTemplate, type Template } from '@weitong/designer/template'
import { type Acting, inTransaction, now, Refusal, type Trx } from '#platform'
import { assignDictionary } from './assign_dictionary.js'
import { E, staleDraftRefusal } from './errors.js'
import { findVersion, holdOwnVersion, type VersionRow, viewDraft } from './form_draft.js'
import { keepHistory } from './keep_history.js'

/**
 * Stores a draft that may be incomplete: whatever hinders publishing comes back as `problems`.
 * Refuses what is no template at all (E_TEMPLATE_MALFORMED) and a stale revision (E_FORM_DRAFT_STALE).
 */
export function saveDraft(
  acting: Acting,
  input: { id: string; revision: number; template: unknown; apart?: boolean | undefined },
): Promise<unknown> {
  return inTransaction(acting, async (trx) => {
    const version = await holdOwnVersion(trx, acting, input.id)
    checkRevision(version, input.revision)
    const template = await assignDictionary(trx, readTemplate(version, input.template))
    await storeDraft(trx, acting, { version, template, apart: input.apart ?? false })
    return viewDraft(trx, acting, await findVersion(trx, input.id))
  })
}

/** A draft of the expected revision, or a refusal that names who was faster. */
export function checkRevision(version: VersionRow, revision: number): void {
  if (version.state !== 'draft') throw E.E_FORM_VERSION_NOT_DRAFT()
  if (version.revision !== revision) throw staleDraftRefusal(version.savedBy ?? '他人', version.revision)
}

/** A template from outside, of this form; refuses what is none. */
export function readTemplate(version: VersionRow, input: unknown): Template {
  const parsed = parseTemplate(input)
  if ('problems' in parsed) {
    throw new Refusal('E_TEMPLATE_MALFORMED', 422, {
      message: '表样内容不完整或格式有误，未保存。',
      errors: parsed.problems,
    })
  }
  if (parsed.template.code !== version.formCode) throw E.E_FORM_CODE_MISMATCH()
  return parsed.template
}

/** Replaces the template of a draft that was found for update, and keeps what it becomes in its history. */
export async function storeDraft(
  trx: Trx,
  acting: Acting,
  input: { version: VersionRow; template: Template; kind?: 'save' | 'restore'; apart?: boolean },
): Promise<void> {
  const { version, template, kind = 'save', apart = false } = input
  await keepHistory(trx, acting, { version, template, kind, apart })
  await trx
    .from('form_versions')
    .where('id', version.id)
    .update({
      template: JSON.stringify(template),
      edition: template.edition,
      revision: version.revision + 1,
      saved_at: now(),
      saved_by: acting.account.id,
    })
  if (version.number === 1) {
    await trx.from('forms').where('id', version.formId).update({
      title: template.title,
      period_type: template.periodType,
      secrecy: template.secrecy,
      area: template.area,
    })
  }
}
