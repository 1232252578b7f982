import { test } from '@japa/runner'
import type { Session } from '../../../workbench/src/app/api/contract.js'
import { withClient } from '../../../deploy/local/database.mjs'
import { Client, type Refused, signIn } from '../../support/http_client.js'
import { startPlatform } from '../../support/platform.js'
import { actor, anonymous, auditEvents, CLOCK, ownerRows, PASSWORD, sharedPlatform } from '../../support/world.js'

let accounts = 0

/** An account of its own at 大冶市人民医院, with the demo password. */
async function buildAccount(
  roles: readonly string[] = ['filler'],
  status = 'active',
): Promise<{ id: string; login: string }> {
  accounts += 1
  const login = `test-${process.pid}-${accounts}`
  const [account] = await ownerRows<{ id: string }>(
    `insert into accounts (login, name, organisation_id, org_path, password_hash, status, created_at)
     select $1, '测试员', organisation_id, org_path, password_hash, $2, now() from accounts where login = 'daye-rmyy'
     returning id`,
    [login, status],
  )
  const id = account?.id ?? ''
  await ownerRows(
    `insert into account_grants (account_id, role, organisation_id)
     select a.id, r, a.organisation_id from accounts a, unnest($2::text[]) r where a.id = $1`,
    [id, roles],
  )
  return { id, login }
}

const attempt = (login: string, password: string) => anonymous().post<Refused>('/session', { login, password })

test.group('session.create', () => {
  test('a right password opens a session: cookie out of reach of scripts, token only as a hash in the database', async ({
    assert,
  }) => {
    const { id, login } = await buildAccount()
    const reply = await anonymous().post('/session', { login: `  ${login} `, password: PASSWORD })
    assert.equal(reply.status, 200)
    const [cookie = ''] = reply.headers.getSetCookie()
    assert.match(cookie, /^weitong_session=[\w-]{43};/)
    assert.match(cookie, /HttpOnly/i)
    assert.match(cookie, /SameSite=Lax/i)
    const token = /=([\w-]{43})/.exec(cookie)?.[1]
    const stored = await ownerRows<{ same: boolean }>(
      `select token_hash = sha256($2::text::bytea) as same from sessions where account_id = $1`,
      [id, token],
    )
    assert.deepEqual(stored, [{ same: true }])
    assert.lengthOf(await auditEvents('session.create', id), 1)
  })

  test('the reply is the Session of the contract', async ({ assert }) => {
    const client = await actor('daye-rmyy')
    const session = await client.expect<Session>('Session', client.get('/session'))
    assert.equal(session.organisation.name, '大冶市人民医院')
    assert.deepEqual(session.can, { fill: true, review: false, analyse: false, design: false, openCollection: false })
  })

  test('a wrong password and an unknown login are refused alike and recorded', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const wrong = await attempt(login, 'wrong')
    const unknown = await attempt(`${login}-nobody`, 'wrong')
    assert.deepEqual([wrong.status, unknown.status], [401, 401])
    assert.deepEqual(wrong.body, unknown.body)
    assert.equal(wrong.body.code, 'E_SIGN_IN_FAILED')
    assert.lengthOf(await auditEvents('session.refuse', id), 1)
    assert.lengthOf(await auditEvents('session.refuse', `${login}-nobody`), 1)
  })

  test('five failures lock the account, for the right password too', async ({ assert }) => {
    const { login } = await buildAccount()
    for (let failure = 1; failure <= 5; failure += 1) assert.equal((await attempt(login, 'wrong')).status, 401)
    const locked = await attempt(login, PASSWORD)
    assert.equal(locked.status, 423)
    assert.equal(locked.body.code, 'E_ACCOUNT_LOCKED')
    assert.match(locked.body.message, /10 分钟/)
  })

  test('a success before the fifth failure starts the count again', async ({ assert }) => {
    const { login } = await buildAccount()
    for (let failure = 1; failure <= 4; failure += 1) await attempt(login, 'wrong')
    assert.equal((await attempt(login, PASSWORD)).status, 200)
    for (let failure = 1; failure <= 4; failure += 1) await attempt(login, 'wrong')
    assert.equal((await attempt(login, PASSWORD)).status, 200)
  })

  test('guesses sent at once all count', async ({ assert }) => {
    const { login } = await buildAccount()
    const replies = await Promise.all(Array.from({ length: 20 }, () => attempt(login, 'wrong')))
    assert.isTrue(replies.every(({ status }) => status === 401 || status === 423))
    assert.equal((await attempt(login, PASSWORD)).status, 423)
  })

  test('the right one among guesses sent at once is refused when the lock came first', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const right = await withClient(sharedPlatform().database.ownerUrl, async (client) => {
      await client.query('begin')
      await client.query(`update accounts set locked_until = $2 where id = $1`, [id, '2026-11-23T12:00:00+08:00'])
      const attempted = attempt(login, PASSWORD)
      const blocked = () =>
        ownerRows(`select from pg_stat_activity where datname = current_database() and pg_blocking_pids(pid) <> '{}'`)
      while ((await blocked()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
      await client.query('commit')
      return attempted
    })
    assert.equal(right.status, 423)
  })

  test('a disabled account is told so only with the right password', async ({ assert }) => {
    const { login } = await buildAccount(['filler'], 'disabled')
    assert.equal((await attempt(login, 'wrong')).body.code, 'E_SIGN_IN_FAILED')
    const refused = await attempt(login, PASSWORD)
    assert.deepEqual([refused.status, refused.body.code], [403, 'E_ACCOUNT_DISABLED'])
  })

  test('refuses a body of another shape, saying where', async ({ assert }) => {
    const missing = await anonymous().post<Refused>('/session', { login: 'x' })
    assert.equal(missing.status, 422)
    assert.equal(missing.body.errors?.[0]?.where, 'password')
    const unknown = await anonymous().post<Refused>('/session', { login: 'x', password: 'y', remember: true })
    assert.deepEqual([unknown.status, unknown.body.errors?.[0]?.where], [422, 'remember'])
    const broken = await anonymous().send<Refused>('POST', '/session', {
      body: '{"login":',
      headers: { 'X-Weitong': '1', 'Content-Type': 'application/json' },
    })
    assert.oneOf(broken.status, [400, 422])
    assert.isString(broken.body.code)
  })

  test('refuses a changing request without the header no other origin can send', async ({ assert }) => {
    const { login } = await buildAccount()
    const reply = await anonymous().send<Refused>('POST', '/session', {
      body: { login, password: PASSWORD },
      headers: { 'Content-Type': 'application/json' },
    })
    assert.deepEqual([reply.status, reply.body.code], [403, 'E_MISSING_HEADER'])
  })
})

test.group('session.read and session.delete', () => {
  test('without a session, or with a made-up token: 401', async ({ assert }) => {
    assert.equal((await anonymous().get('/session')).status, 401)
    const forged = new Client(sharedPlatform().baseUrl, `weitong_session=${'A'.repeat(43)}`)
    assert.equal((await forged.get<Refused>('/session')).body.code, 'E_NOT_SIGNED_IN')
  })

  test('signing out ends the session at once and is recorded', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const client = await signIn(sharedPlatform().baseUrl, login, PASSWORD)
    assert.equal((await client.get('/session')).status, 200)
    assert.equal((await client.delete('/session')).status, 204)
    assert.equal((await client.get('/session')).status, 401)
    assert.lengthOf(await auditEvents('session.delete', id), 1)
  })

  test('disabling an account ends its sessions within seconds', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const client = await signIn(sharedPlatform().baseUrl, login, PASSWORD)
    await ownerRows(`update accounts set status = 'disabled' where id = $1`, [id])
    const ended = Date.now() + 5_000
    let status = 200
    while (status === 200 && Date.now() < ended) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      ;({ status } = await client.get('/session'))
    }
    assert.equal(status, 401)
  })

  test('idle for 30 minutes ends a session; use within them keeps it', async ({ assert }) => {
    const { database } = sharedPlatform()
    const { login } = await buildAccount()
    const cookieOf = async () => {
      const reply = await anonymous().post('/session', { login, password: PASSWORD })
      return reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    }
    const [used, idle] = [await cookieOf(), await cookieOf()]
    const statusAfter = async (minutes: number, cookies: readonly string[]) => {
      const clock = new Date(new Date(CLOCK).getTime() + minutes * 60_000).toISOString()
      const platform = await startPlatform({ database, clock })
      try {
        return await Promise.all(
          cookies.map(async (cookie) => (await new Client(platform.baseUrl, cookie).get('/session')).status),
        )
      } finally {
        await platform.stop()
      }
    }
    assert.deepEqual(await statusAfter(20, [used]), [200])
    assert.deepEqual(await statusAfter(45, [used, idle]), [200, 401])
  })
})
