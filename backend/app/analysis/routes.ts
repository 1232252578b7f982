import { endpoint } from '#identity'
import { aggregate } from './aggregate.js'
import { requestRecords } from './export_records.js'
import { aggregateQuery, exportBody, recordExportBody } from './http/analysis_validator.js'
import { requestExport } from './request_export.js'
import { listAnalysisForms } from './summable_forms.js'

export const analysisRoutes = [
  endpoint({
    method: 'GET',
    path: '/analysis/forms',
    ability: 'analysis.forms',
    handle: ({ acting }) => listAnalysisForms(acting),
  }),
  endpoint({
    method: 'GET',
    path: '/analysis/aggregate',
    ability: 'analysis.read',
    query: aggregateQuery,
    handle: ({ acting, query: { indicator, ...question } }) =>
      aggregate(acting, { ...question, indicators: indicator }),
  }),
  endpoint({
    method: 'POST',
    path: '/analysis/exports',
    ability: 'analysis.export',
    body: exportBody,
    status: 202,
    handle: ({ acting, body }) => requestExport(acting, body),
  }),
  endpoint({
    method: 'POST',
    path: '/analysis/record-exports',
    ability: 'analysis.export_records',
    body: recordExportBody,
    status: 202,
    handle: ({ acting, body }) => requestRecords(acting, body),
  }),
]
