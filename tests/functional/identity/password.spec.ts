import { test } from '@japa/runner'
import type { PasswordRules, Session } from '../../../workbench/src/app/api/contract.js'
import { type Client, type Refused, signIn } from '../../support/http_client.js'
import { type Platform, startPlatform } from '../../support/platform.js'
import { anonymous, auditEvents, CLOCK, ownerRows, PASSWORD, sharedPlatform } from '../../support/world.js'
import { attemptFrom, buildAccount } from './accounts.js'

const NEXT = 'Lan7-tian$bai'
const enter = (login: string, password = PASSWORD): Promise<Client> => signIn(sharedPlatform().baseUrl, login, password)

test.group('password.change', () => {
  test('a new password takes the place of the old, ends the other sessions, and is recorded', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const [here, elsewhere] = [await enter(login), await enter(login)]
    const session = await here.expect<Session>('Session', here.put('/password', { current: PASSWORD, next: NEXT }))
    assert.isNull(session.duty)
    assert.equal((await here.get('/session')).status, 200)
    const ended = await elsewhere.get<Refused>('/session')
    assert.deepEqual([ended.status, ended.body.code], [401, 'E_SESSION_ENDED'])
    assert.match(ended.body.message, /密码已修改/)
    assert.equal((await attemptFrom({ login, address: '127.0.8.1' })).status, 401)
    assert.equal((await attemptFrom({ login, password: NEXT, address: '127.0.8.1' })).status, 200)
    assert.lengthOf(await auditEvents('password.change', id), 1)
  })

  test('refuses the wrong present password, and after five of them any', async ({ assert }) => {
    const { login } = await buildAccount()
    const client = await enter(login)
    const wrong = await client.put<Refused>('/password', { current: 'wrong', next: NEXT })
    assert.deepEqual([wrong.status, wrong.body.code], [422, 'E_PASSWORD_WRONG'])
    for (let time = 0; time < 4; time += 1) await client.put('/password', { current: 'wrong', next: NEXT })
    assert.equal((await client.put('/password', { current: PASSWORD, next: NEXT })).status, 429)
  })

  test('says of a weak one all that is wrong with it', async ({ assert }) => {
    const { login } = await buildAccount()
    const client = await enter(login)
    const refused = await client.put<Refused>('/password', { current: PASSWORD, next: 'abc' })
    assert.deepEqual([refused.status, refused.body.code], [422, 'E_PASSWORD_WEAK'])
    assert.lengthOf(refused.body.errors ?? [], 3)
    assert.isTrue(refused.body.errors?.every(({ where }) => where === 'next'))
    for (const next of ['P@ssw0rd2026!', '1qaz@WSX3edc', `${login}-A1`, 'Admin@123456', 'Aa19900101!!', PASSWORD]) {
      const reply = await client.put<Refused>('/password', { current: PASSWORD, next })
      assert.deepEqual([next, reply.body.code], [next, 'E_PASSWORD_WEAK'])
    }
  })

  test('needs a session and both fields', async ({ assert }) => {
    assert.equal((await anonymous().put('/password', { current: 'x', next: 'y' })).status, 401)
    const { login } = await buildAccount()
    const reply = await (await enter(login)).put<Refused>('/password', { next: NEXT })
    assert.deepEqual([reply.status, reply.body.errors?.[0]?.where], [422, 'current'])
  })
})

test.group('password.rules and the first change', () => {
  test('the rules in force are told', async ({ assert }) => {
    const { login } = await buildAccount()
    const client = await enter(login)
    const rules = await client.expect<PasswordRules>('PasswordRules', client.get('/password-rules'))
    assert.deepEqual(rules, { minLength: 8, kinds: 3, history: 1, expiryDays: null })
  })

  test('who has to change the password gets nothing else done before it', async ({ assert }) => {
    const { login } = await buildAccount({ mustChange: true })
    const client = await enter(login)
    const session = await client.expect<Session>('Session', client.get('/session'))
    assert.equal(session.duty, 'password')
    for (const path of ['/tasks', '/home', '/organisations', '/sessions']) {
      const refused = await client.get<Refused>(path)
      assert.deepEqual([path, refused.status, refused.body.code], [path, 403, 'E_DUTY_PASSWORD'])
    }
    await client.expect<Session>('Session', client.put('/password', { current: PASSWORD, next: NEXT }))
    assert.equal((await client.get('/tasks')).status, 200)
  })
})

test.group('policy 等保三级', (group) => {
  let platform: Platform
  group.setup(async () => {
    const { database } = sharedPlatform()
    const nextDay = new Date(new Date(CLOCK).getTime() + 86_400_000).toISOString()
    platform = await startPlatform({ database, policy: '等保三级', clock: nextDay })
    return () => platform.stop()
  })

  test('remembers five passwords', async ({ assert }) => {
    const { login } = await buildAccount()
    const client = await signIn(platform.baseUrl, login, PASSWORD)
    let current = PASSWORD
    for (const at of [1, 2, 3, 4, 5]) {
      const again = await client.put<Refused>('/password', { current, next: `${NEXT}${at > 1 ? 1 : ''}` })
      if (at > 1) assert.equal(again.body.code, 'E_PASSWORD_WEAK', `after ${at}`)
      else current = NEXT
      const next = `${NEXT}${at}`
      assert.equal((await client.put('/password', { current, next })).status, 200)
      current = next
    }
    assert.equal((await client.put('/password', { current, next: NEXT })).status, 200)
  })

  test('words of the place are common, and the demo password with them', async ({ assert }) => {
    const { login } = await buildAccount()
    const client = await signIn(platform.baseUrl, login, PASSWORD)
    for (const next of ['Hubei@2026#', 'WeiJian!2027', 'Rmyy#2026']) {
      assert.equal((await client.put<Refused>('/password', { current: PASSWORD, next })).body.code, 'E_PASSWORD_WEAK')
    }
  })

  test('a password of 90 days has to be changed, at the next sign-in', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const young = await signIn(platform.baseUrl, login, PASSWORD)
    assert.isNull((await young.get<Session>('/session')).body.duty)
    // The account is aged and not the platform: a worker a hundred days ahead would clear away everybody's sessions.
    await ownerRows(
      `update accounts set password_changed_at = password_changed_at - interval '100 days' where id = $1`,
      [id],
    )
    const old = await signIn(platform.baseUrl, login, PASSWORD)
    assert.equal((await old.get<Session>('/session')).body.duty, 'password')
    assert.equal((await old.get<Refused>('/tasks')).body.code, 'E_DUTY_PASSWORD')
  })
})
