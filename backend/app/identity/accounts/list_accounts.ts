import { type Acting, inTransaction, rows } from '#platform'
import type { Role } from '../abilities.js'

/** Contract `AccountEntry`. */
export interface AccountEntry {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly organisationId: string
  readonly organisation: string
  readonly status: 'active' | 'disabled'
  readonly roles: readonly Role[]
  readonly lastLoginAt: Date | null
  readonly createdAt: Date
}

export interface AccountQuery {
  readonly search?: string | undefined
  readonly status?: 'active' | 'disabled' | undefined
  readonly page?: number | undefined
}

const SIZE = 50

const COLUMNS = `a.id, a.login, a.name, a.organisation_id as "organisationId", o.name as organisation, a.status,
  coalesce((select jsonb_agg(distinct g.role) from account_grants g where g.account_id = a.id), '[]') as roles,
  a.last_login_at as "lastLoginAt", a.created_at as "createdAt"`

/** Accounts within the acting scopes, whose login, name or organisation contains the words. */
export function listAccounts(acting: Acting, query: AccountQuery): Promise<{ rows: AccountEntry[]; total: number }> {
  const where = `(:status::text is null or a.status = :status)
    and (:part::text is null or a.login like :part or a.name like :part or o.name like :part)`
  const values = {
    status: query.status ?? null,
    part: query.search ? `%${query.search.replaceAll(/[\\%_]/g, '\\$&')}%` : null,
    size: SIZE,
    skip: ((query.page ?? 1) - 1) * SIZE,
  }
  const from = 'from accounts a join organisations o on o.id = a.organisation_id'
  return inTransaction(acting, async (trx) => {
    const found = await rows<AccountEntry>(
      trx,
      `select ${COLUMNS} ${from} where ${where} order by o.division_code, o.kind, o.code, a.login limit :size offset :skip`,
      values,
    )
    const [count] = await rows<{ total: number }>(trx, `select count(*)::int as total ${from} where ${where}`, values)
    return { rows: found, total: count?.total ?? 0 }
  })
}
