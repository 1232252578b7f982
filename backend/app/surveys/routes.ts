import { endpoint } from '#identity'
import { beginPlan, dropPlan, listPlans, savePlan } from './collection_plans.js'
import { createBody, placeBody, planBody, saveBody } from './http/survey_validator.js'
import { listSurveys } from './list_surveys.js'
import { placeForm } from './place_form.js'
import { createSurvey, saveSurvey } from './save_survey.js'

export const surveyRoutes = [
  endpoint({ method: 'GET', path: '/surveys', ability: 'survey.list', handle: ({ acting }) => listSurveys(acting) }),
  endpoint({
    method: 'POST',
    path: '/surveys',
    ability: 'survey.create',
    body: createBody,
    status: 201,
    handle: ({ acting, body }) => createSurvey(acting, body),
  }),
  endpoint({
    method: 'PUT',
    path: '/surveys/:id',
    ability: 'survey.save',
    body: saveBody,
    handle: ({ acting, params, body }) => saveSurvey(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'PUT',
    path: '/forms/:formId/survey',
    ability: 'survey.place',
    body: placeBody,
    handle: ({ acting, params, body }) => placeForm(acting, { formId: params.formId ?? '', ...body }),
  }),
  endpoint({
    method: 'GET',
    path: '/collection-plans',
    ability: 'collection_plan.list',
    handle: ({ acting }) => listPlans(acting),
  }),
  endpoint({
    method: 'POST',
    path: '/collection-plans',
    ability: 'collection_plan.begin',
    status: 201,
    handle: ({ acting }) => beginPlan(acting),
  }),
  endpoint({
    method: 'PUT',
    path: '/collection-plans/:id',
    ability: 'collection_plan.save',
    body: planBody,
    handle: ({ acting, params, body }) => savePlan(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/collection-plans/:id',
    ability: 'collection_plan.drop',
    status: 204,
    handle: ({ acting, params }) => dropPlan(acting, params.id ?? ''),
  }),
]
