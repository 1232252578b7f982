import { endpoint } from '#identity'
import { personOf } from '#submissions'
import { addComment, listReportComments, settleComment } from './comments.js'
import { endTrial } from './end_trial.js'
import { commentBody, listQuery, openBody, settleBody } from './http/trial_validator.js'
import { openTrial } from './open_trial.js'
import { listTrials, readTrial } from './view_trials.js'

export const trialRoutes = [
  endpoint({
    method: 'GET',
    path: '/trials',
    ability: 'trial.list',
    query: listQuery,
    handle: ({ acting, query }) => listTrials(acting, query.form ?? null),
  }),
  endpoint({
    method: 'GET',
    path: '/trials/:id',
    ability: 'trial.read',
    handle: ({ acting, params }) => readTrial(acting, params.id ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/trials',
    ability: 'trial.open',
    body: openBody,
    status: 201,
    handle: ({ acting, body }) => openTrial(acting, body),
  }),
  endpoint({
    method: 'POST',
    path: '/trials/:id/end',
    ability: 'trial.end',
    handle: ({ acting, params }) => endTrial(acting, params.id ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/trials/:trialId/comments/:id/settle',
    ability: 'trial.settle',
    body: settleBody,
    handle: ({ acting, params, body }) =>
      settleComment(acting, { trialId: params.trialId ?? '', id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'GET',
    path: '/submissions/:obligationId/comments',
    ability: 'trial.comments',
    handle: (input) => listReportComments(personOf(input), input.params.obligationId ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/submissions/:obligationId/comments',
    ability: 'trial.comment',
    body: commentBody,
    status: 201,
    handle: (input) => addComment(personOf(input), { obligationId: input.params.obligationId ?? '', ...input.body }),
  }),
]
