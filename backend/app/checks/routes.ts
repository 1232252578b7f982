import { endpoint } from '#identity'
import { reviseBody } from './http/check_validator.js'
import { reviseVersionChecks } from './revise_checks.js'
import { viewChecks } from './version_checks.js'

export const checkRoutes = [
  endpoint({
    method: 'GET',
    path: '/form-versions/:id/checks',
    ability: 'check.revisions',
    handle: ({ acting, params }) => viewChecks(acting, params.id ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/form-versions/:id/checks',
    ability: 'check.revise',
    body: reviseBody,
    status: 201,
    handle: ({ acting, params, body }) => reviseVersionChecks(acting, { versionId: params.id ?? '', ...body }),
  }),
]
