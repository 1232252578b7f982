import { inTransaction, PLATFORM } from '#platform'
import type { Role } from '../abilities.js'
import { isAdministrator } from '../grants/exclusivity.js'
import type { LoadedSession } from '../sessions/sessions.js'

/** The session as the browser sees it (contract `Session`); `can` is all the navigation needs to know. */
export async function viewSession(session: LoadedSession): Promise<unknown> {
  const organisation = (await inTransaction(PLATFORM, (trx) =>
    trx
      .from('organisations')
      .where('id', session.account.organisationId)
      .select('id', 'name', 'kind', 'level', 'division_code as divisionCode')
      .firstOrFail(),
  )) as Record<string, unknown>
  const has = (role: Role) => session.grants.some((grant) => grant.role === role)
  const { id, login, name, phone } = session.account
  return {
    account: { id, login, name, phone },
    organisation,
    grants: session.grants.map(({ role, area, organisationId, name, kind, level, divisionCode }) => ({
      role,
      area,
      organisation: { id: organisationId, name, kind, level, divisionCode },
    })),
    duty: session.duty,
    hasFactor: session.hasFactor,
    can: {
      fill: has('filler'),
      review: has('reviewer'),
      analyse: has('analyst'),
      design: has('designer'),
      openCollection: has('designer'),
      desk: session.grants.some(({ role }) => !isAdministrator(role)),
      manageAccounts: has('system-admin'),
      manageGrants: has('security-admin'),
      readAudit: has('audit-admin'),
    },
  }
}
