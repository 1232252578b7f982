import { endpoint } from '#identity'
import { inTransaction } from '#platform'
import { findSwitch, listSwitches, listSwitchUnits } from './find_switch.js'
import { runBody, trialBody, unitQuery } from './http/switch_validator.js'
import { requestSwitch, requestTrial } from './request_switch.js'

export const switchRoutes = [
  endpoint({
    method: 'GET',
    path: '/collections/:id/switches',
    ability: 'switch.list',
    handle: ({ acting, params }) => inTransaction(acting, (trx) => listSwitches(trx, acting, params.id ?? '')),
  }),
  endpoint({
    method: 'POST',
    path: '/collections/:id/switches',
    ability: 'switch.try',
    body: trialBody,
    status: 202,
    handle: ({ acting, params, body }) => requestTrial(acting, { collectionId: params.id ?? '', ...body }),
  }),
  endpoint({
    method: 'GET',
    path: '/switches/:id',
    ability: 'switch.read',
    handle: ({ acting, params }) => inTransaction(acting, (trx) => findSwitch(trx, acting, params.id ?? '')),
  }),
  endpoint({
    method: 'GET',
    path: '/switches/:id/units',
    ability: 'switch.units',
    query: unitQuery,
    handle: ({ acting, params, query }) =>
      inTransaction(acting, (trx) => listSwitchUnits(trx, acting, { id: params.id ?? '', ...query })),
  }),
  endpoint({
    method: 'POST',
    path: '/switches/:id/run',
    ability: 'switch.run',
    body: runBody,
    status: 202,
    handle: ({ acting, params, body }) => requestSwitch(acting, { id: params.id ?? '', ...body }),
  }),
]
