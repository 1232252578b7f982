import { test } from '@japa/runner'
import type { OwnSessions } from '../../../workbench/src/app/api/contract.js'
import { Client, type Refused, signIn } from '../../support/http_client.js'
import { type Platform, startPlatform } from '../../support/platform.js'
import { anonymous, auditEvents, CLOCK, PASSWORD, sharedPlatform } from '../../support/world.js'
import { buildAccount } from './accounts.js'

const enter = (login: string): Promise<Client> => signIn(sharedPlatform().baseUrl, login, PASSWORD)
const list = (client: Client) => client.expect<OwnSessions>('OwnSessions', client.get('/sessions'))

test.group('own sessions', () => {
  test('are listed with this one first', async ({ assert }) => {
    const { login } = await buildAccount()
    const [first, second] = [await enter(login), await enter(login)]
    const { sessions, limit } = await list(first)
    assert.lengthOf(sessions, 2)
    assert.deepEqual(
      sessions.map(({ current }) => current),
      [true, false],
    )
    assert.equal(sessions[0]?.ip, '127.0.0.1')
    assert.isAbove(limit, 2)
    assert.notEqual((await list(second)).sessions[0]?.id, sessions[0]?.id)
  })

  test('one can be ended; the browser there is told why, the event is kept', async ({ assert }) => {
    const { login } = await buildAccount()
    const [here, there] = [await enter(login), await enter(login)]
    assert.equal((await there.get('/session')).status, 200)
    const other = (await list(here)).sessions.find(({ current }) => !current)?.id ?? ''
    assert.equal((await here.delete(`/sessions/${other}`)).status, 204)
    const told = await there.get<Refused>('/session')
    assert.deepEqual([told.status, told.body.code], [401, 'E_SESSION_ENDED'])
    assert.match(told.body.message, /另一处退出/)
    assert.lengthOf(await auditEvents('session.end', other), 1)
    assert.equal((await here.delete<Refused>(`/sessions/${other}`)).body.code, 'E_SESSION_NOT_FOUND')
  })

  test('all others can be ended at once', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const [here, ...others] = [await enter(login), await enter(login), await enter(login)]
    const reply = await here.post<{ ended: number }>('/sessions/end-others')
    assert.deepEqual(reply.body, { ended: 2 })
    for (const other of others) assert.equal((await other.get('/session')).status, 401)
    assert.lengthOf((await list(here)).sessions, 1)
    assert.lengthOf(await auditEvents('session.end_others', id), 1)
  })

  test('nobody ends somebody else’s', async ({ assert }) => {
    const [one, other] = [await buildAccount(), await buildAccount()]
    const [mine, theirs] = [await enter(one.login), await enter(other.login)]
    const id = (await list(theirs)).sessions[0]?.id ?? ''
    assert.equal((await mine.delete(`/sessions/${id}`)).status, 404)
    assert.equal((await theirs.get('/session')).status, 200)
  })

  test('need a session', async ({ assert }) => {
    assert.equal((await anonymous().get('/sessions')).status, 401)
    assert.equal((await anonymous().delete('/sessions/1')).status, 401)
    assert.equal((await anonymous().post('/sessions/end-others')).status, 401)
  })
})

test.group('limit of simultaneous clients', (group) => {
  let strict: Platform
  group.setup(async () => {
    strict = await startPlatform({ database: sharedPlatform().database, policy: '等保三级', clock: CLOCK })
    return () => strict.stop()
  })

  test('the one used longest ago ends when one too many signs in, and is told so', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const clients: Client[] = []
    for (let at = 0; at < 4; at += 1) clients.push(await signIn(strict.baseUrl, login, PASSWORD))
    const [oldest, ...rest] = clients
    const told = await oldest?.get<Refused>('/session')
    assert.deepEqual([told?.status, told?.body.code], [401, 'E_SESSION_ENDED'])
    assert.match(told?.body.message ?? '', /已在别处登录/)
    for (const client of rest) assert.equal((await client.get('/session')).status, 200)
    const events = await auditEvents('session.create', id)
    assert.deepEqual(events.at(-1)?.after, { ended: 1 })
  })

  test('of many that sign in at once no more than the limit stay', async ({ assert }) => {
    const { login } = await buildAccount()
    const clients = await Promise.all(Array.from({ length: 5 }, () => signIn(strict.baseUrl, login, PASSWORD)))
    const statuses = await Promise.all(clients.map(async (client) => (await client.get('/session')).status))
    assert.lengthOf(
      statuses.filter((status) => status === 200),
      3,
    )
  })

  test('ended in one process, it is over in another within five seconds', async ({ assert }) => {
    const { login } = await buildAccount()
    const reply = await anonymous().post('/session', { login, password: PASSWORD })
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const elsewhere = new Client(strict.baseUrl, cookie)
    assert.equal((await elsewhere.get('/session')).status, 200)
    await new Client(sharedPlatform().baseUrl, cookie).delete('/session')
    const begin = Date.now()
    let status = 200
    while (status === 200 && Date.now() - begin < 5_000) {
      await new Promise((resolve) => setTimeout(resolve, 100))
      ;({ status } = await elsewhere.get('/session'))
    }
    assert.equal(status, 401)
  })
})
