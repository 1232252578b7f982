import { findAuditEvents } from '#audit'
import { setAccountStatus, resetPassword } from './accounts/change_account.js'
import { listAccounts } from './accounts/list_accounts.js'
import { openAccount } from './accounts/open_account.js'
import { kick, resetSecondFactor } from './grants/end_by_administrator.js'
import { giveGrant, revokeGrant } from './grants/give_grant.js'
import { listGrants, whoCanSee } from './grants/view_grants.js'
import {
  accountBody,
  accountQuery,
  auditQuery,
  grantBody,
  reasonBody,
  whoQuery,
} from './http/administration_validator.js'
import { endpoint } from './http/endpoint.js'

/** What the three administrators do, each with a power of his own. */
export const administrationRoutes = [
  endpoint({
    method: 'GET',
    path: '/accounts',
    ability: 'account.list',
    query: accountQuery,
    handle: ({ acting, query }) => listAccounts(acting, query),
  }),
  endpoint({
    method: 'POST',
    path: '/accounts',
    ability: 'account.open',
    body: accountBody,
    status: 201,
    handle: ({ acting, body }) => openAccount(acting, body),
  }),
  endpoint({
    method: 'POST',
    path: '/accounts/:accountId/disable',
    ability: 'account.disable',
    body: reasonBody,
    status: 204,
    handle: async ({ acting, params, body }) => {
      await setAccountStatus(acting, params.accountId ?? '', { status: 'disabled', ...body })
      return undefined
    },
  }),
  endpoint({
    method: 'POST',
    path: '/accounts/:accountId/enable',
    ability: 'account.enable',
    body: reasonBody,
    status: 204,
    handle: async ({ acting, params, body }) => {
      await setAccountStatus(acting, params.accountId ?? '', { status: 'active', ...body })
      return undefined
    },
  }),
  endpoint({
    method: 'POST',
    path: '/accounts/:accountId/reset',
    ability: 'account.reset',
    body: reasonBody,
    handle: ({ acting, params, body }) => resetPassword(acting, params.accountId ?? '', body.reason),
  }),
  endpoint({
    method: 'POST',
    path: '/accounts/:accountId/kick',
    ability: 'account.kick',
    body: reasonBody,
    handle: async ({ acting, params, body }) => ({ ended: await kick(acting, params.accountId ?? '', body.reason) }),
  }),
  endpoint({
    method: 'POST',
    path: '/accounts/:accountId/reset-second-factor',
    ability: 'second_factor.reset',
    body: reasonBody,
    status: 204,
    handle: async ({ acting, params, body }) => {
      await resetSecondFactor(acting, params.accountId ?? '', body.reason)
      return undefined
    },
  }),
  endpoint({
    method: 'GET',
    path: '/accounts/:accountId/grants',
    ability: 'grant.list',
    handle: ({ acting, params }) => listGrants(acting, params.accountId ?? ''),
  }),
  endpoint({
    method: 'POST',
    path: '/accounts/:accountId/grants',
    ability: 'grant.give',
    body: grantBody,
    status: 201,
    handle: ({ acting, params, body }) => giveGrant(acting, params.accountId ?? '', body),
  }),
  endpoint({
    method: 'POST',
    path: '/grants/:grantId/revoke',
    ability: 'grant.revoke',
    body: reasonBody,
    status: 204,
    handle: async ({ acting, params, body }) => {
      await revokeGrant(acting, params.grantId ?? '', body.reason)
      return undefined
    },
  }),
  endpoint({
    method: 'GET',
    path: '/grants/who',
    ability: 'grant.who',
    query: whoQuery,
    handle: ({ acting, query }) => whoCanSee(acting, query),
  }),
  endpoint({
    method: 'GET',
    path: '/audit-events',
    ability: 'audit.search',
    query: auditQuery,
    handle: ({ acting, query }) => findAuditEvents(acting, query),
  }),
]
