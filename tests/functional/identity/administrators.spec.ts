import { test } from '@japa/runner'
import { withClient } from '../../../deploy/local/database.mjs'
import { administrator } from '../../support/administrators.js'
import type {
  AccountEntry,
  ActivationSlip,
  AuditEntry,
  GrantEntry,
  Page,
  Session,
  WhoEntry,
} from '../../../workbench/src/app/api/contract.js'
import { type Client, type Refused, signIn } from '../../support/http_client.js'
import { actor, anonymous, auditEvents, ownerRows, PASSWORD, sharedPlatform } from '../../support/world.js'
import { buildAccount } from './accounts.js'

const REASON = { reason: '岗位调整' }
const enter = (login: string, password = PASSWORD): Promise<Client> => signIn(sharedPlatform().baseUrl, login, password)

async function unitId(name: string): Promise<string> {
  const [unit] = await ownerRows<{ id: string }>('select id from organisations where name = $1', [name])
  return unit?.id ?? ''
}

test.group('system administrator', () => {
  test('finds accounts by name, login and organisation, with their roles', async ({ assert }) => {
    const client = await administrator('xitong')
    const found = await client.expect<Page<AccountEntry>>(
      'Page<AccountEntry>',
      client.get('/accounts?search=daye-rmyy'),
    )
    const account = found.rows.find(({ login }) => login === 'daye-rmyy')
    assert.equal(account?.organisation, '大冶市人民医院')
    assert.deepEqual(account?.roles, ['filler'])
    const all = await client.get<Page<AccountEntry>>('/accounts?page=2')
    assert.isAbove(all.body.total, 100)
    assert.lengthOf(all.body.rows, 50)
  })

  test('opens an account with a slip; the person comes in with the code and sets a password first', async ({
    assert,
  }) => {
    const client = await administrator('xitong')
    const organisationId = await unitId('大冶市人民医院')
    const slip = await client.expect<ActivationSlip>(
      'ActivationSlip',
      client.post('/accounts', { name: '新同事', organisationId }),
      201,
    )
    assert.match(slip.login, /^\w{15}(-\d+)?$/)
    assert.match(slip.code, /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/)
    const person = await enter(slip.login, slip.code)
    assert.equal((await person.get<Session>('/session')).body.duty, 'password')
    const changed = await person.put<Session>('/password', { current: slip.code, next: 'Qing-7song8' })
    assert.deepEqual([changed.status, changed.body.grants], [200, []])
    const [event] = await auditEvents('account.open', slip.id)
    assert.equal(event?.account_name, '赵国庆')
    assert.notInclude(JSON.stringify(event), slip.code)
  })

  test('the code of a slip lasts seven days', async ({ assert }) => {
    const client = await administrator('xitong')
    const organisationId = await unitId('大冶市人民医院')
    const { body } = await client.post<ActivationSlip>('/accounts', { name: '迟到的人', organisationId })
    await ownerRows(`update accounts set activation_until = activation_until - interval '8 days' where id = $1`, [
      body.id,
    ])
    const late = await anonymous().post<Refused>('/session', { login: body.login, password: body.code })
    assert.deepEqual([late.status, late.body.code], [403, 'E_ACTIVATION_EXPIRED'])
  })

  test('disables, which ends the sessions, enables, and resets to a slip', async ({ assert }) => {
    const client = await administrator('xitong')
    const { id, login } = await buildAccount()
    const person = await enter(login)
    assert.equal((await client.post(`/accounts/${id}/disable`, REASON)).status, 204)
    assert.equal((await person.get('/session')).status, 401)
    assert.equal((await client.post<Refused>(`/accounts/${id}/disable`, REASON)).body.code, 'E_ACCOUNT_STATUS')
    assert.equal((await client.post(`/accounts/${id}/enable`, REASON)).status, 204)
    const slip = await client.expect<ActivationSlip>('ActivationSlip', client.post(`/accounts/${id}/reset`, REASON))
    assert.equal((await anonymous().post('/session', { login, password: PASSWORD })).status, 401)
    assert.equal((await (await enter(login, slip.code)).get<Session>('/session')).body.duty, 'password')
    const events = await ownerRows<{ action: string; reason: string }>(
      `select action, reason from audit_events where subject_type = 'account' and subject_id = $1 and action like 'account.%' order by id`,
      [id],
    )
    assert.deepEqual(events, [
      { action: 'account.disable', ...REASON },
      { action: 'account.enable', ...REASON },
      { action: 'account.reset', ...REASON },
    ])
  })

  test('touches no administrator, himself included', async ({ assert }) => {
    const client = await administrator('xitong')
    const found = await ownerRows<{ id: string }>(`select id from accounts where login in ('anquan', 'xitong')`)
    for (const { id } of found) {
      for (const act of ['disable', 'reset']) {
        const refused = await client.post<Refused>(`/accounts/${id}/${act}`, REASON)
        assert.deepEqual([refused.status, refused.body.code], [403, 'E_ACCOUNT_IS_ADMINISTRATOR'])
      }
    }
  })

  test('refuses a taken login, an unknown organisation and account, and a missing reason', async ({ assert }) => {
    const client = await administrator('xitong')
    const organisationId = await unitId('大冶市人民医院')
    const taken = await client.post<Refused>('/accounts', { name: '重名', organisationId, login: 'daye-rmyy' })
    assert.deepEqual([taken.status, taken.body.code], [409, 'E_LOGIN_TAKEN'])
    const nowhere = await client.post<Refused>('/accounts', { name: '无处', organisationId: '999999999' })
    assert.equal(nowhere.body.code, 'E_ORGANISATION_NOT_FOUND')
    assert.equal((await client.post('/accounts/999999999/disable', REASON)).status, 404)
    assert.equal((await client.post('/accounts/999999999/disable')).status, 422)
  })
})

test.group('security administrator', () => {
  test('gives a role over a subtree until a day and takes it back, each at once in force', async ({ assert }) => {
    const client = await administrator('anquan')
    const { id, login } = await buildAccount({ roles: [] })
    const person = await enter(login)
    assert.equal((await person.get('/tasks')).status, 403)
    const grant = { role: 'filler', organisationId: await unitId('大冶市人民医院'), area: '*', ...REASON }
    const given = await client.post<{ id: string }>(`/accounts/${id}/grants`, { ...grant, expiresOn: '2027-06-30' })
    assert.equal(given.status, 201)
    assert.equal((await person.get('/tasks')).status, 200)
    const again = await client.post<Refused>(`/accounts/${id}/grants`, grant)
    assert.deepEqual([again.status, again.body.code], [409, 'E_GRANT_EXISTS'])
    const [entry] = await client.expect<GrantEntry[]>('GrantEntry[]', client.get(`/accounts/${id}/grants`))
    assert.deepInclude(entry, { role: 'filler', organisation: '大冶市人民医院', over: false, ...REASON })
    assert.equal(new Date(entry?.expiresAt ?? '').toISOString(), '2027-06-30T16:00:00.000Z')

    assert.equal((await client.post(`/grants/${given.body.id}/revoke`, REASON)).status, 204)
    assert.equal((await person.get('/tasks')).status, 403)
    assert.equal((await client.post<Refused>(`/grants/${given.body.id}/revoke`, REASON)).body.code, 'E_GRANT_NOT_FOUND')
    assert.lengthOf(await auditEvents('grant.give', id), 1)
    assert.lengthOf(await auditEvents('grant.revoke', id), 1)
  })

  test('an expired grant gives nothing', async ({ assert }) => {
    const { id, login } = await buildAccount()
    await ownerRows(`update account_grants set expires_at = '2026-11-22' where account_id = $1`, [id])
    assert.equal((await (await enter(login)).get('/tasks')).status, 403)
  })

  test('gives nothing to himself, and the last administrator of a kind stays', async ({ assert }) => {
    const client = await administrator('anquan')
    const organisationId = await unitId('湖北省')
    const [self] = await ownerRows<{ id: string }>(`select id from accounts where login = 'anquan'`)
    const grant = { role: 'analyst', organisationId, area: '*', ...REASON }
    assert.equal((await client.post<Refused>(`/accounts/${self?.id}/grants`, grant)).body.code, 'E_OWN_RIGHTS')
    const [last] = await ownerRows<{ id: string }>(
      `select g.id from account_grants g join accounts a on a.id = g.account_id where a.login = 'shenji'`,
    )
    assert.equal((await client.post<Refused>(`/grants/${last?.id}/revoke`, REASON)).body.code, 'E_LAST_HOLDER')
  })

  test('sees who can see a unit, and why', async ({ assert }) => {
    const client = await administrator('anquan')
    const organisationId = await unitId('大冶市人民医院')
    const who = await client.expect<WhoEntry[]>(
      'WhoEntry[]',
      client.get(`/grants/who?organisationId=${organisationId}&area=*`),
    )
    const why = (login: string) => who.find((entry) => entry.login === login)
    assert.deepInclude(why('daye-rmyy'), { role: 'filler', organisation: '大冶市人民医院' })
    assert.deepInclude(why('daye'), { role: 'reviewer', organisation: '大冶市' })
    assert.deepInclude(why('sheng-shenhe'), { role: 'reviewer', organisation: '湖北省' })
    assert.isUndefined(why('xiantao'))
    assert.isFalse(who.some(({ role }) => role.endsWith('-admin')))
  })

  test('ends sessions and takes a lost app away', async ({ assert }) => {
    const client = await administrator('anquan')
    const { id, login } = await buildAccount()
    const person = await enter(login)
    assert.deepEqual((await client.post(`/accounts/${id}/kick`, REASON)).body, { ended: 1 })
    const told = await person.get<Refused>('/session')
    assert.deepEqual([told.status, told.body.code], [401, 'E_SESSION_ENDED'])
    assert.equal((await client.post(`/accounts/${id}/reset-second-factor`, REASON)).status, 204)
    assert.lengthOf(await auditEvents('second_factor.reset', id), 1)
    for (const act of ['kick', 'reset-second-factor']) {
      assert.equal((await client.post(`/accounts/999999999/${act}`, REASON)).status, 404)
    }
  })
})

test.group('audit administrator', () => {
  test('finds events by act, person and day; the search is one itself', async ({ assert }) => {
    const client = await administrator('shenji')
    const { id, login } = await buildAccount()
    await enter(login)
    const page = await client.expect<Page<AuditEntry>>(
      'Page<AuditEntry>',
      client.get(
        `/audit-events?action=session.create&subjectType=account&subjectId=${id}&from=2026-11-23&to=2026-11-23`,
      ),
    )
    assert.equal(page.total, 1)
    assert.deepInclude(page.rows[0], { person: '测试员', login, action: 'session.create' })
    assert.isAtLeast((await client.get<Page<AuditEntry>>('/audit-events?action=audit.')).body.total, 1)
    assert.equal((await client.get<Page<AuditEntry>>('/audit-events?to=2026-11-22')).body.total, 0)
    assert.equal((await client.get('/audit-events?from=yesterday')).status, 422)
  })
})

test.group('three walls between the powers', () => {
  test('no administrator reaches data or another’s power by the API; nobody else theirs', async ({ assert }) => {
    const [system, security, audit] = await Promise.all([
      administrator('xitong'),
      administrator('anquan'),
      administrator('shenji'),
    ])
    const data = ['/home', '/tasks', '/collections', '/forms', '/analysis/forms', '/indicators']
    const refused = async (client: Client, path: string) => (await client.get<Refused>(path)).body.code
    for (const client of [system, security, audit]) {
      for (const path of data) assert.deepEqual([path, await refused(client, path)], [path, 'E_FORBIDDEN'])
    }
    assert.equal(await refused(system, '/audit-events'), 'E_FORBIDDEN')
    assert.equal(await refused(security, '/audit-events'), 'E_FORBIDDEN')
    assert.equal(await refused(system, '/grants/who?organisationId=1&area=*'), 'E_FORBIDDEN')
    assert.equal(await refused(audit, '/accounts'), 'E_FORBIDDEN')
    const designer = await actor('sheng-sheji')
    for (const path of ['/accounts', '/audit-events']) assert.equal(await refused(designer, path), 'E_FORBIDDEN')
  })

  test('the database gives each power its own tables and nothing else', async ({ assert }) => {
    const { runtimeUrl } = sharedPlatform().database
    const may = (power: string | null, sql: string) =>
      withClient(runtimeUrl, async (client) => {
        await client.query('begin')
        if (power) await client.query(`set local role weitong_app_${power}`)
        await client.query(`select set_config('app.scopes', '/', true), set_config('app.account', '1', true)`)
        return client.query(sql).then(
          () => true,
          (error: { code?: string }) => (error.code === '42501' ? false : `${error.code}`),
        )
      })
    const questions = {
      data: 'select from submissions',
      log: 'select from change_log',
      hash: 'select password_hash from accounts limit 1',
      grants: `delete from account_grants where id = -1`,
      disable: `update accounts set status = 'active' where id = -1`,
      audit: 'select from audit_events limit 1',
      unaudit: 'delete from audit_events where id = -1',
    }
    const answers = async (power: string | null) =>
      Object.fromEntries(
        await Promise.all(Object.entries(questions).map(async ([name, sql]) => [name, await may(power, sql)] as const)),
      )
    const nothing = {
      data: false,
      log: false,
      hash: false,
      grants: false,
      disable: false,
      audit: false,
      unaudit: false,
    }
    assert.deepEqual(await answers('system'), { ...nothing, disable: true })
    assert.deepEqual(await answers('security'), { ...nothing, grants: true })
    assert.deepEqual(await answers('audit'), { ...nothing, audit: true })
    assert.deepEqual(await answers(null), { ...nothing, data: true, log: true, hash: true })
  })
})
