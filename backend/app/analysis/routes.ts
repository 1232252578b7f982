import { sendJobFile } from '#files'
import { endpoint } from '#identity'
import { viewJob } from '#platform'
import { aggregate } from './aggregate.js'
import { cancelJob } from './cancel_job.js'
import { aggregateQuery, exportBody } from './http/analysis_validator.js'
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
    method: 'GET',
    path: '/jobs/:id',
    ability: 'job.read',
    handle: ({ acting, params }) => viewJob(acting, params.id ?? ''),
  }),
  endpoint({
    method: 'GET',
    path: '/jobs/:id/file',
    ability: 'job.file',
    handle: ({ acting, params, http }) => sendJobFile(acting, params.id ?? '', http),
  }),
  endpoint({
    method: 'POST',
    path: '/jobs/:id/cancel',
    ability: 'job.cancel',
    handle: ({ acting, params }) => cancelJob(acting, params.id ?? ''),
  }),
]
