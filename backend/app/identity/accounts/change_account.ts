import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, rows, type Trx } from '#platform'
import { E } from '../errors.js'
import { endSessions } from '../sessions/end_sessions.js'
import { makeActivation } from './activation_code.js'
import type { ActivationSlip } from './open_account.js'

interface AccountRow {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly organisation: string
  readonly org_path: string
  readonly status: 'active' | 'disabled'
}

/** Disables an account and ends its sessions, or enables it again. E_ACCOUNT_IS_ADMINISTRATOR, E_ACCOUNT_STATUS. */
export function setAccountStatus(
  acting: Acting,
  id: string,
  { status, reason }: { readonly status: 'active' | 'disabled'; readonly reason: string },
): Promise<void> {
  return inTransaction(acting, async (trx) => {
    const account = await accountToChange(trx, id)
    if (account.status === status) throw E.E_ACCOUNT_STATUS(status === 'active' ? '启用' : '停用')
    await trx.from('accounts').where('id', id).update({ status })
    if (status === 'disabled') await endSessions(trx, { accountId: id, reason: 'administrator' })
    await recordAuditEvent(trx, acting, {
      action: status === 'disabled' ? 'account.disable' : 'account.enable',
      subjectType: 'account',
      subjectId: id,
      orgPath: account.org_path,
      before: { status: account.status },
      after: { status },
      reason,
    })
  })
}

/** Gives an account a new activation code in place of its password and ends its sessions. The administrator never knows a password. */
export async function resetPassword(acting: Acting, id: string, reason: string): Promise<ActivationSlip> {
  const { code, until, passwordHash } = await makeActivation()
  return inTransaction(acting, async (trx) => {
    const account = await accountToChange(trx, id)
    await trx
      .from('accounts')
      .where('id', id)
      .update({ password_hash: passwordHash, must_change: true, activation_until: until })
    await endSessions(trx, { accountId: id, reason: 'password' })
    const subject = { subjectType: 'account', subjectId: id, orgPath: account.org_path }
    await recordAuditEvent(trx, acting, { action: 'account.reset', ...subject, reason })
    return { id, login: account.login, name: account.name, organisation: account.organisation, code, until }
  })
}

/** An account within the acting scopes that is no administrator's: those nobody changes alone. */
async function accountToChange(trx: Trx, id: string): Promise<AccountRow> {
  const [account] = await rows<AccountRow & { administrator: boolean }>(
    trx,
    `select a.id, a.login, a.name, o.name as organisation, a.org_path, a.status,
       exists (select from account_grants g where g.account_id = a.id and g.role like '%-admin') as administrator
     from accounts a join organisations o on o.id = a.organisation_id where a.id = :id for update of a`,
    { id },
  )
  if (!account) throw E.E_ACCOUNT_NOT_FOUND()
  if (account.administrator) throw E.E_ACCOUNT_IS_ADMINISTRATOR()
  return account
}
