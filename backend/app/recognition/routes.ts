import { receiveFile } from '#files'
import { endpoint } from '#identity'
import { inTransaction } from '#platform'
import { findRecognition, viewRecognition } from './form_recognition.js'
import { readDecisions } from './http/read_decisions.js'
import { importDraftBody, importFormBody, uploadQuery } from './http/recognition_validator.js'
import { importForm, importIntoDraft } from './import_form.js'
import { recogniseFile } from './recognise_file.js'

export const recognitionRoutes = [
  endpoint({
    method: 'POST',
    path: '/form-recognitions',
    ability: 'form_recognition.create',
    query: uploadQuery,
    status: 201,
    handle: async ({ acting, query, http }) =>
      recogniseFile(acting, { file: await receiveFile(http), name: query.name ?? '' }),
  }),
  endpoint({
    method: 'GET',
    path: '/form-recognitions/:id',
    ability: 'form_recognition.read',
    handle: ({ acting, params }) =>
      inTransaction(acting, async (trx) => viewRecognition(trx, await findRecognition(trx, params.id ?? ''))),
  }),
  endpoint({
    method: 'POST',
    path: '/form-recognitions/:id/forms',
    ability: 'form.import',
    body: importFormBody,
    status: 201,
    handle: ({ acting, params, body }) =>
      importForm(acting, { ...body, recognitionId: params.id ?? '', decisions: readDecisions(body.decisions) }),
  }),
  endpoint({
    method: 'POST',
    path: '/form-recognitions/:id/drafts',
    ability: 'form_version.import',
    body: importDraftBody,
    status: 201,
    handle: ({ acting, params, body }) =>
      importIntoDraft(acting, { ...body, recognitionId: params.id ?? '', decisions: readDecisions(body.decisions) }),
  }),
]
