import { endpoint } from '#identity'
import { personOf } from '#submissions'
import { listQuery, passBody, regionQuery, returnBody, unlockBody } from './http/review_validator.js'
import { listExplanations } from './list_explanations.js'
import { listObligations } from './list_obligations.js'
import { passSubmissions } from './pass_submission.js'
import { returnSubmission } from './return_submission.js'
import { unlockSubmission } from './unlock_submission.js'
import { viewHome } from './view_home.js'

export const reviewRoutes = [
  endpoint({
    method: 'GET',
    path: '/home',
    ability: 'home.read',
    handle: ({ acting, session }) => viewHome(acting, session),
  }),
  endpoint({
    method: 'GET',
    path: '/collections/:id/obligations',
    ability: 'review.list',
    query: listQuery,
    handle: (input) => listObligations(personOf(input), { collectionId: input.params.id ?? '', ...input.query }),
  }),
  endpoint({
    method: 'GET',
    path: '/collections/:id/explanations',
    ability: 'review.explanations',
    query: regionQuery,
    handle: (input) => listExplanations(personOf(input), { collectionId: input.params.id ?? '', ...input.query }),
  }),
  endpoint({
    method: 'POST',
    path: '/reviews/pass',
    ability: 'review.pass',
    body: passBody,
    handle: (input) => passSubmissions(personOf(input), input.body),
  }),
  endpoint({
    method: 'POST',
    path: '/reviews/return',
    ability: 'review.return',
    body: returnBody,
    handle: (input) => returnSubmission(personOf(input), input.body),
  }),
  endpoint({
    method: 'POST',
    path: '/reviews/unlock',
    ability: 'review.unlock',
    body: unlockBody,
    handle: (input) => unlockSubmission(personOf(input), input.body),
  }),
]
