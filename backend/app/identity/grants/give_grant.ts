import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import type { Role } from '../abilities.js'
import { E } from '../errors.js'
import { forgetSessions } from '../sessions/sessions.js'
import { isAdministrator, mayHold } from './exclusivity.js'

export interface NewGrant {
  readonly role: Role
  readonly organisationId: string
  readonly area: string
  /** Last day, `YYYY-MM-DD`; absent: until revoked. */
  readonly expiresOn?: string | undefined
  readonly reason: string
}

/**
 * Gives a role over a subtree and a business area. Refuses rights for oneself (E_OWN_RIGHTS), what may not be together
 * (E_ROLES_EXCLUDE) and what is there (E_GRANT_EXISTS).
 */
export function giveGrant(acting: Acting, accountId: string, input: NewGrant): Promise<{ id: string }> {
  return inTransaction(acting, async (trx) => {
    const account = await accountOf(trx, acting, accountId)
    const [unit] = await rows<{ name: string; path: string }>(
      trx,
      'select name, path from organisations where id = :id and path ^@ any (:scopes)',
      { id: input.organisationId, scopes: acting.scopes },
    )
    if (!unit) throw E.E_ORGANISATION_NOT_FOUND()
    const held = await rows<{ role: Role }>(trx, 'select role from account_grants where account_id = :accountId', {
      accountId,
    })
    if (!mayHold([...held.map(({ role }) => role), input.role])) throw E.E_ROLES_EXCLUDE()
    const id = await insertGrant(trx, acting.account.id, { accountId, ...input })
    trx.after('commit', () => forgetSessions(accountId))
    const { role, area, expiresOn, reason } = input
    await recordAuditEvent(trx, acting, {
      action: 'grant.give',
      subjectType: 'account',
      subjectId: accountId,
      orgPath: unit.path,
      after: { login: account.login, role, organisation: unit.name, area, expiresOn: expiresOn ?? null },
      reason,
    })
    return { id }
  })
}

async function insertGrant(trx: Trx, by: string, input: NewGrant & { readonly accountId: string }): Promise<string> {
  const [made] = await rows<{ id: string }>(
    trx,
    `insert into account_grants (account_id, role, organisation_id, area, expires_at, granted_by, granted_at, reason)
     values (:accountId, :role, :unit, :area, (:expiresOn::date + 1)::timestamp at time zone 'Asia/Shanghai', :by, :at, :reason)
     on conflict (account_id, role, organisation_id, area) do nothing returning id`,
    {
      accountId: input.accountId,
      role: input.role,
      unit: input.organisationId,
      area: input.area,
      expiresOn: input.expiresOn ?? null,
      by,
      at: now(),
      reason: input.reason,
    },
  )
  if (!made) throw E.E_GRANT_EXISTS()
  return made.id
}

/** Takes a grant back; it is over within seconds. E_GRANT_NOT_FOUND, E_OWN_RIGHTS, E_LAST_HOLDER. */
export function revokeGrant(acting: Acting, grantId: string, reason: string): Promise<void> {
  return inTransaction(acting, async (trx) => {
    const [grant] = await rows<{ accountId: string; role: Role; area: string; organisation: string; path: string }>(
      trx,
      `select g.account_id as "accountId", g.role, g.area, o.name as organisation, o.path
       from account_grants g join organisations o on o.id = g.organisation_id where g.id = :grantId`,
      { grantId },
    )
    if (!grant) throw E.E_GRANT_NOT_FOUND()
    const account = await accountOf(trx, acting, grant.accountId)
    if (isAdministrator(grant.role)) await checkNotLast(trx, grant.role, grantId)
    await rows(trx, 'delete from account_grants where id = :grantId', { grantId })
    trx.after('commit', () => forgetSessions(grant.accountId))
    const { role, area, organisation, path, accountId } = grant
    await recordAuditEvent(trx, acting, {
      action: 'grant.revoke',
      subjectType: 'account',
      subjectId: accountId,
      orgPath: path,
      before: { login: account.login, role, organisation, area },
      reason,
    })
  })
}

async function accountOf(trx: Trx, acting: Acting, accountId: string): Promise<{ login: string }> {
  if (accountId === acting.account.id) throw E.E_OWN_RIGHTS()
  const [account] = await rows<{ login: string }>(trx, 'select login from accounts where id = :accountId', {
    accountId,
  })
  if (!account) throw E.E_ACCOUNT_NOT_FOUND()
  return account
}

/** Without a holder nobody could ever give the role again. */
async function checkNotLast(trx: Trx, role: Role, grantId: string): Promise<void> {
  const others = await rows(trx, 'select from account_grants where role = :role and id <> :grantId limit 1', {
    role,
    grantId,
  })
  if (others.length === 0) throw E.E_LAST_HOLDER()
}
