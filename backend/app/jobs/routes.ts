import { sendJobFile } from '#files'
import { endpoint } from '#identity'
import { listJobs, viewJob } from '#platform'
import { cancelJob } from './cancel_job.js'

export const jobRoutes = [
  endpoint({
    method: 'GET',
    path: '/jobs',
    ability: 'job.list',
    handle: ({ acting }) => listJobs(acting),
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
