import type { Template } from '@weitong/designer/template'
import { defineFacts } from '#facts'
import { type Acting, now, rows, type Trx } from '#platform'
import { E } from './errors.js'
import type { VersionRef } from './published_version.js'
import { readyTemplate, runnerOf } from './ready_template.js'

/** A form that is published as soon as it exists, in the transaction of the act that needs it. Refuses a code that is taken. */
export async function publishNewForm(
  trx: Trx,
  acting: Acting,
  { template: drawn, surveyId }: { readonly template: Template; readonly surveyId: string },
): Promise<VersionRef> {
  const { template, document, schema, contentHash } = await readyTemplate(trx, drawn, '发布')
  const { code, title, periodType, area, secrecy, edition } = template
  const [form] = await rows<{ id: string }>(
    trx,
    `insert into forms (code, title, period_type, area, secrecy, survey_id, created_at)
     values (:code, :title, :periodType, :area, :secrecy, :surveyId, :at) on conflict (code) do nothing returning id`,
    { code, title, periodType, area, secrecy, surveyId, at: now() },
  )
  if (!form) throw E.E_FORM_EXISTS(code)
  await defineFacts(runnerOf(trx), template)
  const [version] = await rows<{ id: string }>(
    trx,
    `insert into form_versions (form_id, number, edition, state, template, schema, content_hash, saved_at, saved_by,
       published_at, published_by)
     values (:form, 1, :edition, 'published', :document, :schema, :contentHash, :at, :by, :at, :by) returning id`,
    { form: form.id, edition, document, schema, contentHash, at: now(), by: acting.account.id },
  )
  if (!version) throw new Error(`the version of form ${code} was not returned`)
  return { id: version.id, formId: form.id, number: 1, edition, template }
}
