import { receiveFile } from '#files'
import { endpoint } from '#identity'
import { applyImport } from './apply_import.js'
import { checkImport, viewImport } from './check_import.js'
import { requestDictionary } from './export_dictionary.js'
import { indicatorExportBody, noBody, reportQuery, uploadQuery } from './http/import_validator.js'

export const importRoutes = [
  endpoint({
    method: 'POST',
    path: '/indicator-exports',
    ability: 'indicator.export',
    body: indicatorExportBody,
    status: 202,
    handle: ({ acting, body }) => requestDictionary(acting, { what: 'indicators', filter: body }),
  }),
  endpoint({
    method: 'POST',
    path: '/code-list-versions/:id/exports',
    ability: 'code_list.export',
    body: noBody,
    status: 202,
    handle: ({ acting, params }) => requestDictionary(acting, { what: 'codes', versionId: params.id ?? '' }),
  }),
  endpoint({
    method: 'POST',
    path: '/indicator-imports',
    ability: 'indicator.check_import',
    query: uploadQuery,
    status: 201,
    handle: async ({ acting, query, http }) =>
      checkImport(acting, { file: await receiveFile(http), ...query, list: null }),
  }),
  endpoint({
    method: 'POST',
    path: '/code-lists/:code/imports',
    ability: 'code_list.check_import',
    query: uploadQuery,
    status: 201,
    handle: async ({ acting, params, query, http }) =>
      checkImport(acting, { file: await receiveFile(http), ...query, list: params.code ?? '' }),
  }),
  endpoint({
    method: 'GET',
    path: '/dictionary-imports/:id',
    ability: 'dictionary_import.read',
    query: reportQuery,
    handle: ({ acting, params, query: { verdict, page = 1, size = 100 } }) =>
      viewImport(acting, params.id ?? '', { ...(verdict && { verdict }), page, size }),
  }),
  endpoint({
    method: 'POST',
    path: '/dictionary-imports/:id/apply',
    ability: 'dictionary_import.apply',
    body: noBody,
    handle: ({ acting, params }) => applyImport(acting, params.id ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/dictionary-imports/:id/report',
    ability: 'dictionary_import.report',
    body: noBody,
    status: 202,
    handle: ({ acting, params }) => requestDictionary(acting, { what: 'report', importId: params.id ?? '' }),
  }),
]
