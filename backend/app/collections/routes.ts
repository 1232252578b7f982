import { receiveFile } from '#files'
import { endpoint } from '#identity'
import { inTransaction } from '#platform'
import { closeCollection, reopenCollection } from './close_collection.js'
import { choiceBody, closeBody, listQuery, matchBody, openBody, reopenBody } from './http/collection_validator.js'
import { previewChoice } from './choose_units.js'
import { listRegions } from './list_regions.js'
import { matchUnits, matchUnitsInFile } from './match_units.js'
import { openCollection, previewCollection } from './open_collection.js'
import { viewCollection, viewCollections } from './view_collections.js'

export const collectionRoutes = [
  endpoint({
    method: 'GET',
    path: '/collections',
    ability: 'collection.list',
    query: listQuery,
    handle: ({ acting, query }) => inTransaction(acting, (trx) => viewCollections(trx, acting, query)),
  }),
  endpoint({
    method: 'GET',
    path: '/collections/:id',
    ability: 'collection.read',
    handle: ({ acting, params }) => inTransaction(acting, (trx) => viewCollection(trx, acting, params.id ?? '')),
  }),
  endpoint({
    method: 'GET',
    path: '/collections/:id/regions',
    ability: 'collection.regions',
    handle: ({ acting, params }) => listRegions(acting, params.id ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/collections/preview',
    ability: 'collection.preview',
    body: openBody,
    handle: ({ acting, body }) => previewCollection(acting, body),
  }),
  endpoint({
    method: 'POST',
    path: '/collections',
    ability: 'collection.open',
    body: openBody,
    status: 201,
    handle: ({ acting, body }) => openCollection(acting, body),
  }),
  endpoint({
    method: 'POST',
    path: '/unit-choices/preview',
    ability: 'unit_choice.preview',
    body: choiceBody,
    handle: ({ acting, body }) => previewChoice(acting, body.choice),
  }),
  endpoint({
    method: 'POST',
    path: '/unit-choices/match',
    ability: 'unit_choice.match',
    body: matchBody,
    handle: ({ acting, body }) => matchUnits(acting, body.lines),
  }),
  endpoint({
    method: 'POST',
    path: '/unit-choices/match-file',
    ability: 'unit_choice.match_file',
    handle: async ({ acting, http }) => matchUnitsInFile(acting, await receiveFile(http)),
  }),
  endpoint({
    method: 'POST',
    path: '/collections/:id/close',
    ability: 'collection.close',
    body: closeBody,
    handle: ({ acting, params, body }) => closeCollection(acting, { id: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'POST',
    path: '/collections/:id/reopen',
    ability: 'collection.reopen',
    body: reopenBody,
    handle: ({ acting, params, body }) => reopenCollection(acting, { id: params.id ?? '', ...body }),
  }),
]
