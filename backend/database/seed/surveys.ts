import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Acting, inTransaction, rows } from '#platform'
import { createSurvey, placeForm, type SurveyInput } from '#surveys'

/** A survey as `designer/catalogue/surveys.json` describes it, with the codes of its forms and where the facts come from. */
interface CatalogueSurvey extends Omit<SurveyInput, 'area'> {
  readonly forms: readonly string[]
  readonly source: string
}

const file = fileURLToPath(new URL('../../../designer/catalogue/surveys.json', import.meta.url))

/** The surveys the shipped forms belong to. */
export const CATALOGUE_SURVEYS = JSON.parse(readFileSync(file, 'utf8')) as readonly CatalogueSurvey[]

/** Puts a shipped form into the survey it really belongs to; the survey is made when its first form comes. */
export async function placeCatalogueForm(acting: Acting, form: { code: string; formId: string }): Promise<void> {
  const survey = CATALOGUE_SURVEYS.find(({ forms }) => forms.includes(form.code))
  if (!survey) throw new Error(`the catalogue form ${form.code} belongs to no survey`)
  const { forms: _forms, source, ...said } = survey
  const note = [survey.note, `来源：${source}`].filter((part) => part !== '').join('\n')
  const surveyId =
    (await findSurvey(acting, survey.title)) ?? (await createSurvey(acting, { ...said, note, area: 'statistics' })).id
  await placeForm(acting, { formId: form.formId, surveyId })
}

async function findSurvey(acting: Acting, title: string): Promise<string | undefined> {
  const [found] = await inTransaction(acting, (trx) =>
    rows<{ id: string }>(trx, 'select id from surveys where title = :title', { title }),
  )
  return found?.id
}
