import { endpoint } from '#identity'
import { listQuery } from './http/organisation_validator.js'
import { listChildren, searchOrganisations } from './list_organisations.js'

export const organisationRoutes = [
  endpoint({
    method: 'GET',
    path: '/organisations',
    ability: 'organisation.list',
    query: listQuery,
    handle: ({ acting, query }) =>
      query.search ? searchOrganisations(acting, query.search) : listChildren(acting, query.parent),
  }),
]
