import { endpoint } from '#identity'
import { inTransaction } from '#platform'
import { createForm } from './create_form.js'
import { draftVersion } from './draft_version.js'
import { findOwnVersion, viewDraft } from './form_draft.js'
import { createBody, draftBody, paperBody, publishBody, saveBody } from './http/form_validator.js'
import { listForms } from './list_forms.js'
import { publishVersion } from './publish_version.js'
import { loadVersion } from './published_version.js'
import { viewOtherForm } from './assign_other_forms.js'
import { requestPaper } from './request_paper.js'
import { saveDraft } from './save_draft.js'
import { versionRoutes } from './version_routes.js'

export const formRoutes = [
  endpoint({
    method: 'GET',
    path: '/other-forms/:code',
    ability: 'form.other',
    handle: ({ acting, params }) => viewOtherForm(acting, params.code ?? ''),
  }),
  ...versionRoutes,
  endpoint({ method: 'GET', path: '/forms', ability: 'form.list', handle: ({ acting }) => listForms(acting) }),
  endpoint({
    method: 'POST',
    path: '/forms',
    ability: 'form.create',
    body: createBody,
    status: 201,
    handle: ({ acting, body }) => createForm(acting, body),
  }),
  endpoint({
    method: 'POST',
    path: '/forms/:formId/drafts',
    ability: 'form_version.draft',
    body: draftBody,
    status: 201,
    handle: ({ acting, params, body }) => draftVersion(acting, { formId: params.formId ?? '', ...body }),
  }),
  endpoint({
    method: 'GET',
    path: '/form-versions/:id',
    ability: 'form_version.read',
    handle: ({ acting, params }) =>
      inTransaction(acting, async (trx) => viewDraft(trx, acting, await findOwnVersion(trx, acting, params.id ?? ''))),
  }),
  endpoint({
    method: 'PUT',
    path: '/form-versions/:id',
    ability: 'form_version.save',
    body: saveBody,
    handle: ({ acting, params, body }) => saveDraft(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'POST',
    path: '/form-versions/:id/publish',
    ability: 'form_version.publish',
    body: publishBody,
    handle: ({ acting, params, body }) => publishVersion(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'POST',
    path: '/form-versions/:id/paper',
    ability: 'form_version.paper',
    body: paperBody,
    status: 202,
    handle: ({ acting, params, body }) => requestPaper(acting, { versionId: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'GET',
    path: '/form-versions/:id/form',
    ability: 'form_version.use',
    handle: async ({ params, http }) => {
      const { id, template, schema } = await loadVersion(params.id ?? '')
      http.response.header('Cache-Control', 'private, max-age=31536000, immutable')
      return { versionId: id, template, schema }
    },
  }),
]
