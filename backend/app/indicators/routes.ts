import type { IndicatorChange } from '@weitong/designer/indicator'
import { endpoint } from '#identity'
import { inTransaction } from '#platform'
import { codeListRoutes } from './code_list_routes.js'
import { importRoutes } from './import_routes.js'
import { createIndicator } from './create_indicator.js'
import { editBody, indicatorBody, listQuery, revisionBody } from './http/indicator_validator.js'
import { editIndicator, retireIndicator } from './edit_indicator.js'
import { listIndicators, readIndicator } from './list_indicators.js'
import { viewIndicator } from './view_indicator.js'

export const indicatorRoutes = [
  endpoint({
    method: 'GET',
    path: '/indicators',
    ability: 'indicator.list',
    query: listQuery,
    handle: ({ acting, query }) => listIndicators(acting, { ...query, page: query.page ?? 1, size: query.size ?? 50 }),
  }),
  endpoint({
    method: 'POST',
    path: '/indicators',
    ability: 'indicator.create',
    body: indicatorBody,
    status: 201,
    handle: async ({ acting, body }) => {
      const created = await createIndicator(acting, {
        ...body,
        unit: body.unit ?? '',
        definition: body.definition ?? '',
      })
      return inTransaction(acting, (trx) => readIndicator(trx, acting, { code: created.code }))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/indicators/:code',
    ability: 'indicator.read',
    handle: ({ acting, params }) => viewIndicator(acting, params.code ?? ''),
  }),
  endpoint({
    method: 'PATCH',
    path: '/indicators/:code',
    ability: 'indicator.edit',
    body: editBody,
    handle: ({ acting, params, body: { revision, ...change } }) =>
      editIndicator(acting, { code: params.code ?? '', revision, change: given(change) }),
  }),
  endpoint({
    method: 'POST',
    path: '/indicators/:code/retire',
    ability: 'indicator.retire',
    body: revisionBody,
    handle: ({ acting, params, body }) => retireIndicator(acting, { code: params.code ?? '', ...body, retired: true }),
  }),
  endpoint({
    method: 'POST',
    path: '/indicators/:code/restore',
    ability: 'indicator.restore',
    body: revisionBody,
    handle: ({ acting, params, body }) => retireIndicator(acting, { code: params.code ?? '', ...body, retired: false }),
  }),
  ...codeListRoutes,
  ...importRoutes,
]

/** Vine leaves a name out or gives it; its types say that it may also be undefined. */
function given(change: { readonly [K in keyof IndicatorChange]: IndicatorChange[K] | undefined }): IndicatorChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
}
