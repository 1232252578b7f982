import { hashPassword, type Role } from '#identity'
import env from '#start/env'
import { type Acting, now, sealSecret, type Trx } from '#platform'
import demo from '../demo_accounts.json' with { type: 'json' }
import { insertRows } from './insert_rows.js'
import { inventedPhone, personName } from './names.js'
import type { OrganisationSeed } from './organisation_rows.js'
import { Random } from './random.js'

/** A person with the same roles over one unit. */
export interface AccountSeed {
  readonly id: number
  readonly login: string
  readonly name: string
  readonly phone: string
  readonly unit: OrganisationSeed
  readonly roles: readonly Role[]
}

/**
 * The demo accounts by name, a reviewer with the division code as login for every other city and county, and a filler with
 * the 15-digit code as login for every unit that reports for itself.
 */
export function accounts(organisations: readonly OrganisationSeed[]): AccountSeed[] {
  const made: AccountSeed[] = []
  const staffed = new Set<OrganisationSeed>()
  const add = (unit: OrganisationSeed, person: { login: string; name?: string; roles: readonly Role[] }) => {
    const random = new Random('account', person.login)
    const name = person.name ?? personName(random)
    made.push({ ...person, id: made.length + 1, name, phone: inventedPhone(random), unit })
    staffed.add(unit)
  }
  const byName = new Map(organisations.map((unit) => [unit.name, unit]))
  for (const { login, name, unit: unitName, roles } of demo.accounts) {
    const unit = byName.get(unitName)
    if (!unit) throw new Error(`demo account ${login}: no unit ${unitName}`)
    add(unit, { login, name, roles: roles as Role[] })
  }
  for (const unit of organisations) {
    if (staffed.has(unit)) continue
    if (unit.level === 'city' || unit.level === 'county')
      add(unit, { login: unit.code, roles: ['reviewer', 'analyst'] })
    if (unit.kind === 'institution' && unit.reporter_id === null) add(unit, { login: unit.code, roles: ['filler'] })
  }
  return made
}

export async function insertAccounts(trx: Trx, list: readonly AccountSeed[]): Promise<void> {
  // One hash for all: they have the same known password anyway, and 4,000 of them would take half a minute.
  const passwordHash = await hashPassword(demo.password)
  const created = now().toISOString()
  await insertRows(
    trx,
    'accounts',
    list.map(({ id, login, name, phone, unit }) => ({
      id,
      login,
      name,
      phone,
      organisation_id: unit.id,
      org_path: unit.path,
      password_hash: passwordHash,
      status: 'active',
      created_at: created,
      password_changed_at: created,
    })),
  )
  const grants = list.flatMap(({ id, unit, roles }) =>
    roles.map((role) => ({ account_id: id, role, organisation_id: unit.id, area: '*' })),
  )
  await insertRows(trx, 'account_grants', grants)
  await insertSecondFactors(trx, list)
  await trx.rawQuery(`select setval(pg_get_serial_sequence('accounts', 'id'), (select max(id) from accounts))`)
}

/** The demo's administrators have an authenticator app from the start; its secrets are those `npm start` prints. */
async function insertSecondFactors(trx: Trx, list: readonly AccountSeed[]): Promise<void> {
  const secrets = JSON.parse(env.get('DEMO_TOTP_SECRETS', '{}')) as Record<string, string>
  const administrators = list.filter(({ login }) => secrets[login])
  const at = now().toISOString()
  await insertRows(
    trx,
    'second_factors',
    administrators.map(({ id, login }) => ({
      account_id: id,
      sealed: sealSecret(secrets[login] ?? '', `totp ${id}`),
      confirmed_at: at,
    })),
  )
}

/** The actor of an account of the seed, for acts that are done in its name. */
export function actingAs({ id, name, phone, unit }: AccountSeed): Acting {
  return {
    account: { id: String(id), name, phone, organisationId: String(unit.id) },
    scopes: [unit.path],
    areas: ['*'],
    ip: null,
    requestId: null,
  }
}
