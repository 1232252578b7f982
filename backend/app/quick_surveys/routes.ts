import { endpoint } from '#identity'
import { listObligations } from '#reviews'
import { personOf } from '#submissions'
import { requestAnswers } from './export_answers.js'
import { openBody, pageQuery, unitsQuery } from './http/quick_survey_validator.js'
import { listAnswers } from './list_answers.js'
import { openQuickSurvey } from './open_quick_survey.js'
import { listQuickSurveys, readQuickSurvey } from './view_quick_surveys.js'

export const quickSurveyRoutes = [
  endpoint({
    method: 'GET',
    path: '/quick-surveys',
    ability: 'quick_survey.list',
    handle: ({ acting }) => listQuickSurveys(acting),
  }),
  endpoint({
    method: 'POST',
    path: '/quick-surveys',
    ability: 'quick_survey.open',
    body: openBody,
    status: 201,
    handle: ({ acting, body }) => openQuickSurvey(acting, body),
  }),
  endpoint({
    method: 'GET',
    path: '/quick-surveys/:id',
    ability: 'quick_survey.read',
    handle: ({ acting, params }) => readQuickSurvey(acting, params.id ?? ''),
  }),
  endpoint({
    method: 'GET',
    path: '/quick-surveys/:id/units',
    ability: 'quick_survey.units',
    query: unitsQuery,
    handle: async (input) => {
      const { collection } = await readQuickSurvey(input.acting, input.params.id ?? '')
      return listObligations(personOf(input), { collectionId: collection.id, ...input.query })
    },
  }),
  endpoint({
    method: 'GET',
    path: '/quick-surveys/:id/answers',
    ability: 'quick_survey.answers',
    query: pageQuery,
    handle: ({ acting, params, query }) =>
      listAnswers(acting, { id: params.id ?? '', page: query.page ?? 1, size: query.size ?? 50 }),
  }),
  endpoint({
    method: 'POST',
    path: '/quick-surveys/:id/exports',
    ability: 'quick_survey.export',
    status: 202,
    handle: ({ acting, params }) => requestAnswers(acting, params.id ?? ''),
  }),
]
