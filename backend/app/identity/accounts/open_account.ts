import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, rows, type Trx } from '#platform'
import { E } from '../errors.js'
import { makeActivation } from './activation_code.js'

export interface NewAccount {
  readonly login?: string | undefined
  readonly name: string
  readonly phone?: string | undefined
  readonly organisationId: string
}

/** Contract `ActivationSlip`. */
export interface ActivationSlip {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly organisation: string
  readonly code: string
  readonly until: Date
}

/**
 * Opens an account without rights; the person comes in with the code on the slip. The login is the organisation's code unless
 * told, numbered when that is taken. E_ORGANISATION_NOT_FOUND, E_LOGIN_TAKEN.
 */
export async function openAccount(acting: Acting, input: NewAccount): Promise<ActivationSlip> {
  const activation = await makeActivation()
  return inTransaction(acting, async (trx) => {
    const [unit] = await rows<{ id: string; code: string; name: string; path: string }>(
      trx,
      'select id, code, name, path from organisations where id = :id and path ^@ any (:scopes)',
      { id: input.organisationId, scopes: acting.scopes },
    )
    if (!unit) throw E.E_ORGANISATION_NOT_FOUND()
    const login = input.login ?? (await freeLogin(trx, unit.code))
    const [made] = await rows<{ id: string }>(
      trx,
      `insert into accounts (login, name, phone, organisation_id, org_path, password_hash, created_at, password_changed_at, must_change, activation_until)
       values (:login, :name, :phone, :unit, :path, :hash, :at, :at, true, :until) on conflict (login) do nothing returning id`,
      {
        login,
        name: input.name,
        phone: input.phone ?? '',
        unit: unit.id,
        path: unit.path,
        hash: activation.passwordHash,
        at: now(),
        until: activation.until,
      },
    )
    if (!made) throw E.E_LOGIN_TAKEN(login)
    await recordAuditEvent(trx, acting, {
      action: 'account.open',
      subjectType: 'account',
      subjectId: made.id,
      orgPath: unit.path,
      after: { login, name: input.name, organisation: unit.name },
    })
    return {
      id: made.id,
      login,
      name: input.name,
      organisation: unit.name,
      code: activation.code,
      until: activation.until,
    }
  })
}

async function freeLogin(trx: Trx, code: string): Promise<string> {
  const taken = await rows<{ login: string }>(trx, 'select login from accounts where login ^@ :code', { code })
  const names = new Set(taken.map(({ login }) => login))
  for (let number = 1; ; number += 1) {
    const login = number === 1 ? code : `${code}-${number}`
    if (!names.has(login)) return login
  }
}
