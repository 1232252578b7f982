import { recordAuditEvent } from '#audit'
import { type Acting, hasArea, inTransaction, rows, type Trx } from '#platform'
import { E } from './errors.js'
import { viewSurvey } from './list_surveys.js'

interface PlacedForm {
  readonly code: string
  readonly area: string
  readonly surveyId: string | null
  readonly kind: 'regular' | 'quick' | null
}

/** Puts a form into a survey, or takes it out of its own (`surveyId` null). Contract `FormPlace`. */
export function placeForm(
  acting: Acting,
  { formId, surveyId }: { formId: string; surveyId: string | null },
): Promise<{ formId: string; surveyId: string | null }> {
  return inTransaction(acting, async (trx) => {
    const form = await holdForm(trx, acting, formId)
    if (form.kind === 'quick') throw E.E_FORM_OF_QUICK_SURVEY()
    if (surveyId !== null && (await viewSurvey(trx, acting, surveyId)).kind === 'quick') throw E.E_SURVEY_QUICK()
    await trx.from('forms').where('id', formId).update({ survey_id: surveyId })
    await recordAuditEvent(trx, acting, {
      action: 'survey.place',
      subjectType: 'form',
      subjectId: formId,
      before: { surveyId: form.surveyId },
      after: { surveyId },
    })
    return { formId, surveyId }
  })
}

async function holdForm(trx: Trx, acting: Acting, id: string): Promise<PlacedForm> {
  const [form] = await rows<PlacedForm>(
    trx,
    `select f.code, f.area, f.survey_id as "surveyId", s.kind
     from forms f left join surveys s on s.id = f.survey_id where f.id = :id for update of f`,
    { id },
  )
  if (!form || !hasArea(acting, form.area)) throw E.E_FORM_NOT_FOUND()
  return form
}
