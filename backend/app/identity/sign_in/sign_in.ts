import { recordAuditEvent } from '#audit'
import { type Acting, inTransaction, now, PLATFORM, rows, type Trx } from '#platform'
import db from '@adonisjs/lucid/services/db'
import { E } from '../errors.js'
import { verifyNobody, verifyPassword } from '../passwords/passwords.js'
import { sessionRuleOf } from '../policy/current_policy.js'
import { endSessions } from '../sessions/end_sessions.js'
import { type Grant, insertSession } from '../sessions/sessions.js'
import { countGuess, forgiveGuess, type GuessPlace, noteWrongGuess } from './guesses.js'
import { knownBrowser, proofFor } from './known_browser.js'

interface AccountRow {
  id: string
  login: string
  name: string
  phone: string
  organisation_id: string
  password_hash: string
  status: 'active' | 'disabled'
  activation_until: Date | null
}

export interface SigningClient {
  readonly ip: string
  readonly userAgent: string
  readonly requestId: string | null
  /** What the browser shows to prove that the account has signed in with it before. */
  readonly proof: string | null
}

export interface SignedIn {
  readonly token: string
  /** For the browser to keep. */
  readonly proof: string
}

/**
 * Checks a login and opens a session. Refuses with E_SIGN_IN_FAILED (unknown login and wrong password alike), E_TOO_MANY_GUESSES,
 * E_ACCOUNT_DISABLED, E_TOO_MANY_CLIENTS.
 */
export async function signIn(
  input: { readonly login: string; readonly password: string },
  client: SigningClient,
): Promise<SignedIn> {
  const place = { login: input.login, ip: client.ip, browser: knownBrowser(input.login, client.proof) }
  await countGuess(place)
  const found = (await db.rawQuery('select * from account_of_login(?)', [input.login])) as { rows: AccountRow[] }
  const account = found.rows[0]
  const right = await (account ? verifyPassword(account.password_hash, input.password) : verifyNobody(input.password))
  if (!account || !right) {
    await noteRefusal(account, place, client)
    throw E.E_SIGN_IN_FAILED()
  }
  await forgiveGuess(place)
  if (account.status === 'disabled') throw E.E_ACCOUNT_DISABLED()
  if (account.activation_until && account.activation_until < now()) throw E.E_ACTIVATION_EXPIRED()
  const token = await openSession(account, client)
  return { token, proof: place.browser && client.proof ? client.proof : proofFor(account.login) }
}

function actingAs(account: AccountRow, client: SigningClient): Acting {
  return {
    account: { id: account.id, name: account.name, phone: account.phone, organisationId: account.organisation_id },
    scopes: [],
    areas: [],
    ip: client.ip,
    requestId: client.requestId,
  }
}

async function noteRefusal(account: AccountRow | undefined, place: GuessPlace, client: SigningClient): Promise<void> {
  await noteWrongGuess(place)
  const acting = account ? actingAs(account, client) : { ...PLATFORM, ip: client.ip, requestId: client.requestId }
  const subject = account
    ? { subjectType: 'account', subjectId: account.id }
    : { subjectType: 'login', subjectId: place.login.slice(0, 64) }
  await inTransaction(acting, (trx) => recordAuditEvent(trx, acting, { action: 'session.refuse', ...subject }))
}

/** The account row is held, so that of many sign-ins at once no more than the policy allows come through. */
function openSession(account: AccountRow, client: SigningClient): Promise<string> {
  const acting = actingAs(account, client)
  return inTransaction(acting, async (trx) => {
    await rows(trx, 'select from accounts where id = :id for update', { id: account.id })
    const grants = await rows<Pick<Grant, 'role' | 'level'>>(
      trx,
      `select g.role, o.level from account_grants g join organisations o on o.id = g.organisation_id where g.account_id = :id`,
      { id: account.id },
    )
    const ended = await makeRoom(trx, account.id, grants)
    const token = await insertSession(trx, { id: account.id, grants }, client)
    await trx.from('accounts').where('id', account.id).update({ last_login_at: now() })
    const subject = { subjectType: 'account', subjectId: account.id }
    await recordAuditEvent(trx, acting, { action: 'session.create', ...subject, after: { ended } })
    return token
  })
}

/** Keeps within the number of browsers one person may use at once; returns how many were ended. */
async function makeRoom(
  trx: Trx,
  accountId: string,
  grants: readonly Pick<Grant, 'role' | 'level'>[],
): Promise<number> {
  const { clients, atLimit } = sessionRuleOf(grants)
  const open = await rows<{ id: string }>(
    trx,
    `select id from sessions where account_id = :accountId and ended_at is null and expires_at > :at order by seen_at`,
    { accountId, at: now() },
  )
  const over = open.slice(0, Math.max(0, open.length - clients + 1))
  if (over.length > 0 && atLimit === 'refuse') throw E.E_TOO_MANY_CLIENTS(clients)
  for (const { id } of over) await endSessions(trx, { accountId, id, reason: 'limit' })
  return over.length
}
