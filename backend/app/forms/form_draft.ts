import { checkTemplate, type Template, type TemplateProblem } from '@weitong/designer/template'
import { type Acting, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { checkDictionary } from './assign_dictionary.js'

export interface VersionRow {
  readonly id: string
  readonly formId: string
  readonly formCode: string
  readonly number: number
  readonly edition: string
  readonly state: 'draft' | 'published' | 'retired'
  readonly revision: number
  readonly template: Template
  readonly savedAt: Date
  readonly savedBy: string | null
  readonly publishedAt: Date | null
  readonly publishedBy: string | null
}

/** One version of any state; locked for the transaction when it is about to change. */
export async function findVersion(trx: Trx, id: string, lock: 'for update of v' | '' = ''): Promise<VersionRow> {
  const [row] = await rows<VersionRow>(
    trx,
    `select v.id, v.form_id as "formId", f.code as "formCode", v.number, v.edition, v.state, v.revision, v.template,
       v.saved_at as "savedAt", s.name as "savedBy", v.published_at as "publishedAt", p.name as "publishedBy"
     from form_versions v join forms f on f.id = v.form_id
       left join accounts s on s.id = v.saved_by left join accounts p on p.id = v.published_by
     where v.id = :id ${lock}`,
    { id },
  )
  if (!row) throw E.E_FORM_VERSION_NOT_FOUND()
  return row
}

/** Everything that hinders publishing: the form in itself, and against the dictionary. */
export async function problemsOf(trx: Trx, template: Template): Promise<TemplateProblem[]> {
  return [...checkTemplate(template), ...(await checkDictionary(trx, template))]
}

/** Contract `FormDraft`. */
export async function viewDraft(trx: Trx, acting: Acting, version: VersionRow): Promise<unknown> {
  const problems = version.state === 'draft' ? await problemsOf(trx, version.template) : []
  const designer = acting.scopes.length > 0
  return {
    formId: version.formId,
    version: {
      id: version.id,
      number: version.number,
      edition: version.edition,
      state: version.state,
      publishedAt: version.publishedAt,
      publishedBy: version.publishedBy,
    },
    revision: version.revision,
    template: version.template,
    problems,
    savedAt: version.savedAt,
    can: {
      save: designer && version.state === 'draft',
      publish: designer && version.state === 'draft',
      openCollection: designer && version.state === 'published',
    },
  }
}
