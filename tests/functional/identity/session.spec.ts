import { test } from '@japa/runner'
import type { Session } from '../../../workbench/src/app/api/contract.js'
import { Client, type Refused, signIn } from '../../support/http_client.js'
import { startPlatform } from '../../support/platform.js'
import { actor, anonymous, auditEvents, CLOCK, ownerRows, PASSWORD, sharedPlatform } from '../../support/world.js'
import { buildAccount } from './accounts.js'

const attempt = (login: string, password: string) => anonymous().post<Refused>('/session', { login, password })

test.group('session.create', () => {
  test('a right password opens a session: cookie out of reach of scripts, token only as a hash in the database', async ({
    assert,
  }) => {
    const { id, login } = await buildAccount()
    const reply = await anonymous().post('/session', { login: `  ${login} `, password: PASSWORD })
    assert.equal(reply.status, 200)
    const [cookie = '', browser = ''] = reply.headers.getSetCookie()
    assert.match(browser, /^weitong_browser=.*HttpOnly/i)
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
    assert.deepEqual(session.can, {
      fill: true,
      review: false,
      analyse: false,
      design: false,
      openCollection: false,
      desk: true,
      manageAccounts: false,
      manageGrants: false,
      readAudit: false,
    })
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

  test('a disabled account is told so only with the right password', async ({ assert }) => {
    const { login } = await buildAccount({ status: 'disabled' })
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
