import { checkTemplate, type Template, type TemplateProblem } from '@weitong/designer/template'
import { type Acting, hasArea, rows, type Trx } from '#platform'
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
  readonly area: string
  readonly formRetired: boolean
  /** Months; null is open. */
  readonly effectiveFrom: string | null
  readonly effectiveTo: string | null
}

/** One version of any state; locked for the transaction when it is about to change. */
export async function findVersion(trx: Trx, id: string, lock: 'for update of v' | '' = ''): Promise<VersionRow> {
  const [row] = await rows<VersionRow>(
    trx,
    `select v.id, v.form_id as "formId", f.code as "formCode", v.number, v.edition, v.state, v.revision, v.template,
       v.saved_at as "savedAt", s.name as "savedBy", v.published_at as "publishedAt", p.name as "publishedBy",
       f.area, f.retired_at is not null as "formRetired", v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo"
     from form_versions v join forms f on f.id = v.form_id
       left join accounts s on s.id = v.saved_by left join accounts p on p.id = v.published_by
     where v.id = :id ${lock}`,
    { id },
  )
  if (!row) throw E.E_FORM_VERSION_NOT_FOUND()
  return row
}

/** A version of a form of one's business areas; any other does not exist. */
export async function findOwnVersion(trx: Trx, acting: Acting, id: string): Promise<VersionRow> {
  const version = await findVersion(trx, id)
  checkArea(acting, version.area)
  return version
}

/** The same, held for the transaction. */
export async function holdOwnVersion(trx: Trx, acting: Acting, id: string): Promise<VersionRow> {
  const version = await findVersion(trx, id, 'for update of v')
  checkArea(acting, version.area)
  return version
}

export function checkArea(acting: Acting, area: string): void {
  if (!hasArea(acting, area)) throw E.E_FORM_VERSION_NOT_FOUND()
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
      effectiveFrom: version.effectiveFrom,
      effectiveTo: version.effectiveTo,
    },
    revision: version.revision,
    template: version.template,
    problems,
    savedAt: version.savedAt,
    can: {
      save: designer && version.state === 'draft',
      publish: designer && version.state === 'draft' && !version.formRetired,
      openCollection: designer && version.state === 'published' && !version.formRetired,
    },
  }
}
