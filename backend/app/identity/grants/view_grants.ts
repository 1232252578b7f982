import { type Acting, inTransaction, now, rows } from '#platform'
import type { Role } from '../abilities.js'

/** Contract `GrantEntry`. */
export interface GrantEntry {
  readonly id: string
  readonly role: Role
  readonly organisationId: string
  readonly organisation: string
  readonly area: string
  readonly expiresAt: Date | null
  readonly over: boolean
  readonly grantedAt: Date | null
  readonly reason: string | null
}

const COLUMNS = `g.id, g.role, o.id as "organisationId", o.name as organisation, g.area, g.expires_at as "expiresAt",
  coalesce(g.expires_at <= :at, false) as over, g.granted_at as "grantedAt", g.reason`

export function listGrants(acting: Acting, accountId: string): Promise<GrantEntry[]> {
  return inTransaction(acting, (trx) =>
    rows<GrantEntry>(
      trx,
      `select ${COLUMNS} from account_grants g join organisations o on o.id = g.organisation_id
       where g.account_id = :accountId order by g.id`,
      { accountId, at: now() },
    ),
  )
}

/** Contract `WhoEntry`: a person who may see a unit's data, and through which grant. */
export interface WhoEntry extends GrantEntry {
  readonly accountId: string
  readonly login: string
  readonly name: string
  readonly workplace: string
}

/** Who can see the data of a unit in a business area, and why: every grant in force over it or a unit above it, nearest first. */
export function whoCanSee(
  acting: Acting,
  { organisationId, area }: { readonly organisationId: string; readonly area: string },
): Promise<WhoEntry[]> {
  return inTransaction(acting, (trx) =>
    rows<WhoEntry>(
      trx,
      `select ${COLUMNS}, a.id as "accountId", a.login, a.name, w.name as workplace
       from organisations u
         join organisations o on u.path ^@ o.path
         join account_grants g on g.organisation_id = o.id and g.role not like '%-admin'
         join accounts a on a.id = g.account_id and a.status = 'active'
         join organisations w on w.id = a.organisation_id
       where u.id = :organisationId and u.path ^@ any (:scopes) and g.area in ('*', :area)
         and (g.expires_at is null or g.expires_at > :at)
       order by length(o.path) desc, g.role, a.login`,
      { organisationId, area, scopes: acting.scopes, at: now() },
    ),
  )
}
