import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, PLATFORM, rows } from '#platform'
import db from '@adonisjs/lucid/services/db'
import { E } from './errors.js'
import { verifyNobody, verifyPassword } from './passwords.js'
import { openSession } from './sessions.js'

/** Five failures lock the account for ten minutes; the lock ends by itself. */
const MAX_FAILURES = 5
const LOCK_MINUTES = 10

interface AccountRow {
  id: string
  login: string
  name: string
  phone: string
  organisation_id: string
  org_path: string
  password_hash: string
  status: 'active' | 'disabled'
  failed_count: number
  locked_until: Date | null
}

export interface Client {
  readonly ip: string
  readonly userAgent: string
  readonly requestId: string | null
}

/**
 * Checks a login and opens a session; returns its token.
 * Refuses with E_SIGN_IN_FAILED (unknown login and wrong password alike), E_ACCOUNT_LOCKED, E_ACCOUNT_DISABLED.
 */
export async function signIn(input: { login: string; password: string }, client: Client): Promise<string> {
  const found = (await db.rawQuery('select * from account_of_login(?)', [input.login])) as { rows: AccountRow[] }
  const account = found.rows[0]
  if (!account) {
    await verifyNobody(input.password)
    await auditSignIn(PLATFORM, { action: 'session.refuse', subjectId: input.login.slice(0, 64), client })
    throw E.E_SIGN_IN_FAILED()
  }
  checkNotLocked(account)
  const right = await verifyPassword(account.password_hash, input.password)
  if (!right) {
    await countFailure(account, client)
    throw E.E_SIGN_IN_FAILED()
  }
  if (account.status === 'disabled') throw E.E_ACCOUNT_DISABLED()
  await noteSuccess(account, client)
  return openSession(account.id, client)
}

function checkNotLocked(account: Pick<AccountRow, 'locked_until'>): void {
  const left = account.locked_until ? account.locked_until.getTime() - now().getTime() : 0
  if (left > 0) throw E.E_ACCOUNT_LOCKED(Math.ceil(left / 60_000))
}

function actingAs(account: AccountRow, client: Client): Acting {
  return {
    account: { id: account.id, name: account.name, phone: account.phone, organisationId: account.organisation_id },
    scopes: [],
    areas: [],
    ip: client.ip,
    requestId: client.requestId,
  }
}

/** Counted in the database, so that parallel guesses all count. */
async function countFailure(account: AccountRow, client: Client): Promise<void> {
  const acting = actingAs(account, client)
  const until = new Date(now().getTime() + LOCK_MINUTES * 60_000)
  await inTransaction(acting, async (trx) => {
    await trx.rawQuery(
      `update accounts set
         locked_until = case when failed_count + 1 >= :max then :until::timestamptz else locked_until end,
         failed_count = case when failed_count + 1 >= :max then 0 else failed_count + 1 end
       where id = :id`,
      { max: MAX_FAILURES, until, id: account.id } as never,
    )
    await recordAuditEvent(trx, acting, { action: 'session.refuse', subjectType: 'account', subjectId: account.id })
  })
}

/** Asks for the lock again: of many guesses sent at once, the right one must not get through after the fifth wrong one. */
async function noteSuccess(account: AccountRow, client: Client): Promise<void> {
  const acting = actingAs(account, client)
  await inTransaction(acting, async (trx) => {
    const [current] = await rows<Pick<AccountRow, 'locked_until'>>(
      trx,
      'select locked_until from accounts where id = :id for update',
      { id: account.id },
    )
    checkNotLocked(current ?? account)
    await trx
      .from('accounts')
      .where('id', account.id)
      .update({ failed_count: 0, locked_until: null, last_login_at: now() })
    await recordAuditEvent(trx, acting, { action: 'session.create', subjectType: 'account', subjectId: account.id })
  })
}

async function auditSignIn(
  acting: Acting,
  event: { action: string; subjectId: string; client: Client },
): Promise<void> {
  const from = { ...acting, ip: event.client.ip, requestId: event.client.requestId }
  await inTransaction(from, (trx) =>
    recordAuditEvent(trx, from, { action: event.action, subjectType: 'login', subjectId: event.subjectId }),
  )
}
