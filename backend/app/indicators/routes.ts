import { endpoint } from '#identity'
import { listCodeLists, readCodeList } from './code_lists.js'
import { createIndicator } from './create_indicator.js'
import { indicatorBody, listQuery } from './http/indicator_validator.js'
import { listIndicators } from './list_indicators.js'

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
      return { ...created, usedIn: [] }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/code-lists',
    ability: 'code_list.list',
    handle: ({ acting }) => listCodeLists(acting),
  }),
  endpoint({
    method: 'GET',
    path: '/code-lists/:code',
    ability: 'code_list.read',
    handle: ({ acting, params }) => readCodeList(acting, params.code ?? ''),
  }),
]
