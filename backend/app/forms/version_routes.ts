import { endpoint } from '#identity'
import { compareVersions } from './compare_versions.js'
import { listHistory, restoreDraft, setAside } from './draft_history.js'
import { asideBody, compareQuery, effectiveBody, reasonBody, restoreBody } from './http/form_validator.js'
import { reinstateForm, reinstateVersion, retireForm, retireVersion, setEffective } from './retire.js'

/** The life of a version: what it was, how it differs, how long it is used. */
export const versionRoutes = [
  endpoint({
    method: 'GET',
    path: '/form-versions/:id/history',
    ability: 'form_version.history',
    handle: ({ acting, params }) => listHistory(acting, params.id ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/form-versions/:id/restore',
    ability: 'form_version.restore',
    body: restoreBody,
    handle: ({ acting, params, body }) => restoreDraft(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'POST',
    path: '/form-versions/:id/set-aside',
    ability: 'form_version.set_aside',
    body: asideBody,
    handle: ({ acting, params, body }) => setAside(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'GET',
    path: '/form-differences',
    ability: 'form_version.compare',
    query: compareQuery,
    handle: ({ acting, query }) => compareVersions(acting, query),
  }),
  endpoint({
    method: 'PUT',
    path: '/form-versions/:id/effective',
    ability: 'form_version.effective',
    body: effectiveBody,
    handle: ({ acting, params, body }) => setEffective(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'POST',
    path: '/form-versions/:id/retire',
    ability: 'form_version.retire',
    body: reasonBody,
    handle: ({ acting, params, body }) => retireVersion(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'POST',
    path: '/form-versions/:id/reinstate',
    ability: 'form_version.reinstate',
    body: reasonBody,
    handle: ({ acting, params, body }) => reinstateVersion(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'POST',
    path: '/forms/:formId/retire',
    ability: 'form.retire',
    body: reasonBody,
    handle: ({ acting, params, body }) => retireForm(acting, { id: params.formId ?? '', ...body }),
  }),
  endpoint({
    method: 'POST',
    path: '/forms/:formId/reinstate',
    ability: 'form.reinstate',
    body: reasonBody,
    handle: ({ acting, params, body }) => reinstateForm(acting, { id: params.formId ?? '', ...body }),
  }),
]
