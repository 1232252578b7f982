import { endpoint } from '#identity'
import { inTransaction } from '#platform'
import { readVersion } from './code_list_version.js'
import { createCodeList, discardCodeList, draftCodeList, publishCodeList, saveCodeList } from './draft_code_list.js'
import { createListBody, discardQuery, publishListBody, saveListBody } from './http/code_list_validator.js'
import { listCodeLists, readCodeList, viewCodeList } from './list_code_lists.js'

export const codeListRoutes = [
  endpoint({
    method: 'GET',
    path: '/code-lists',
    ability: 'code_list.list',
    handle: ({ acting }) => listCodeLists(acting),
  }),
  endpoint({
    method: 'POST',
    path: '/code-lists',
    ability: 'code_list.create',
    body: createListBody,
    status: 201,
    handle: ({ acting, body }) => createCodeList(acting, body),
  }),
  endpoint({
    method: 'GET',
    path: '/code-lists/:code',
    ability: 'code_list.read',
    handle: ({ acting, params }) => readCodeList(acting, params.code ?? ''),
  }),
  endpoint({
    method: 'GET',
    path: '/code-lists/:code/detail',
    ability: 'code_list.detail',
    handle: ({ acting, params }) => viewCodeList(acting, params.code ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/code-lists/:code/drafts',
    ability: 'code_list.draft',
    status: 201,
    handle: ({ acting, params }) => draftCodeList(acting, params.code ?? ''),
  }),
  endpoint({
    method: 'GET',
    path: '/code-list-versions/:id',
    ability: 'code_list.version',
    handle: ({ acting, params }) => inTransaction(acting, (trx) => readVersion(trx, params.id ?? '')),
  }),
  endpoint({
    method: 'PUT',
    path: '/code-list-versions/:id',
    ability: 'code_list.save',
    body: saveListBody,
    handle: ({ acting, params, body }) => saveCodeList(acting, { id: params.id ?? '', ...body, note: body.note ?? '' }),
  }),
  endpoint({
    method: 'POST',
    path: '/code-list-versions/:id/publish',
    ability: 'code_list.publish',
    body: publishListBody,
    handle: ({ acting, params, body }) => publishCodeList(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'DELETE',
    path: '/code-list-versions/:id',
    ability: 'code_list.discard',
    query: discardQuery,
    status: 204,
    handle: ({ acting, params, query }) => discardCodeList(acting, { id: params.id ?? '', ...query }),
  }),
]
