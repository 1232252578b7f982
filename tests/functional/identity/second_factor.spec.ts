import { test } from '@japa/runner'
import {
  matchTotp,
  newTotpSecret,
  stepOf,
  toBase32,
  totpCode,
} from '../../../backend/app/identity/second_factor/totp.js'
import type { NewSecondFactor, SecondFactor, Session } from '../../../workbench/src/app/api/contract.js'
import { Client, type Refused, signIn } from '../../support/http_client.js'
import { type Platform, startPlatform } from '../../support/platform.js'
import { anonymous, auditEvents, CLOCK, ownerRows, PASSWORD, sharedPlatform } from '../../support/world.js'
import { buildAccount } from './accounts.js'

const enter = (login: string): Promise<Client> => signIn(sharedPlatform().baseUrl, login, PASSWORD)

let started = Date.now()
/** The code an app shows at the platform's time, or so many steps later. */
function codeOf(secret: string, later = 0): string {
  return totpCode(secret, stepOf(new Date(new Date(CLOCK).getTime() + Date.now() - started)) + later)
}

/** Sets an app up and returns its secret and the recovery codes. */
async function enrol(client: Client): Promise<{ secret: string; recoveryCodes: readonly string[] }> {
  const { secret } = await client.expect<NewSecondFactor>('NewSecondFactor', client.post('/second-factor'))
  for (const early of [-1, 0, 1]) {
    const reply = await client.post<{ recoveryCodes: string[] }>('/second-factor/confirm', {
      code: codeOf(secret, early),
    })
    if (reply.status === 200) return { secret, recoveryCodes: reply.body.recoveryCodes }
  }
  throw new Error('no code was taken')
}

test.group('TOTP', () => {
  test('gives the values of RFC 6238, appendix B', ({ assert }) => {
    const secret = toBase32(Buffer.from('12345678901234567890'))
    assert.equal(secret, 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
    const vectors = [
      [59, '94287082'],
      [1_111_111_109, '07081804'],
      [1_111_111_111, '14050471'],
      [1_234_567_890, '89005924'],
      [2_000_000_000, '69279037'],
      [20_000_000_000, '65353130'],
    ] as const
    for (const [seconds, code] of vectors) {
      assert.equal(totpCode(secret, stepOf(new Date(seconds * 1000)), 8), code)
    }
  })

  test('takes the code before and after, no further, and none twice', ({ assert }) => {
    const secret = newTotpSecret()
    const at = new Date('2026-11-23T09:00:00+08:00')
    const step = stepOf(at)
    for (const off of [-1, 0, 1])
      assert.equal(matchTotp(secret, totpCode(secret, step + off), { at, after: 0 }), step + off)
    for (const off of [-2, 2]) assert.isNull(matchTotp(secret, totpCode(secret, step + off), { at, after: 0 }))
    assert.isNull(matchTotp(secret, totpCode(secret, step), { at, after: step }))
  })
})

test.group('second factor', (group) => {
  group.setup(async () => {
    // The platform's clock stands at CLOCK when its process starts; the newest thing it wrote says how far it has come.
    const { id, login } = await buildAccount()
    await enter(login)
    const [row] = await ownerRows<{ at: Date }>('select created_at as at from sessions where account_id = $1', [id])
    started = Date.now() - ((row?.at.getTime() ?? 0) - new Date(CLOCK).getTime())
  })

  test('once set up, a password alone opens nothing; the code does, under another token', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const { secret } = await enrol(await enter(login))
    const half = await anonymous().post<Session>('/session', { login, password: PASSWORD })
    assert.deepEqual([half.status, half.body.duty], [200, 'second-factor'])
    const before = half.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const client = new Client(sharedPlatform().baseUrl, before)
    assert.equal((await client.get<Refused>('/tasks')).body.code, 'E_DUTY_SECOND_FACTOR')
    const wrong = await client.post<Refused>('/session/second-factor', { code: '000000' })
    assert.deepEqual([wrong.status, wrong.body.code], [422, 'E_CODE_WRONG'])

    const code = codeOf(secret, 1)
    const whole = await client.post<Session>('/session/second-factor', { code })
    assert.deepEqual([whole.status, whole.body.duty], [200, null])
    const after = whole.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    assert.equal((await new Client(sharedPlatform().baseUrl, after).get('/tasks')).status, 200)
    assert.equal((await client.get('/tasks')).status, 401)
    assert.lengthOf(await auditEvents('session.second_factor', id), 1)
    assert.lengthOf(await auditEvents('second_factor.refuse', id), 1)

    const again = await enter(login)
    assert.equal((await again.post<Refused>('/session/second-factor', { code })).body.code, 'E_CODE_WRONG')
  })

  test('a recovery code does too, once', async ({ assert }) => {
    const { login } = await buildAccount()
    const { recoveryCodes } = await enrol(await enter(login))
    assert.lengthOf(recoveryCodes, 10)
    const [code = ''] = recoveryCodes
    const client = await enter(login)
    const taken = await client.post<Session>('/session/second-factor', { code: code.toUpperCase() })
    assert.equal(taken.status, 200)
    const next = new Client(sharedPlatform().baseUrl, taken.headers.getSetCookie()[0]?.split(';')[0] ?? '')
    const view = await next.expect<SecondFactor>('SecondFactor', next.get('/second-factor'))
    assert.deepEqual(view, { enrolled: true, required: false, recoveryCodesLeft: 9 })
    const second = await enter(login)
    assert.equal((await second.post('/session/second-factor', { code })).status, 422)
  })

  test('after five wrong codes the address waits', async ({ assert }) => {
    const { login } = await buildAccount()
    await enrol(await enter(login))
    const client = await enter(login)
    for (let time = 0; time < 5; time += 1) {
      assert.equal((await client.post('/session/second-factor', { code: '000000' })).status, 422)
    }
    assert.equal((await client.post('/session/second-factor', { code: '000000' })).status, 429)
  })

  test('the secret is sealed in the database, and bound to its owner', async ({ assert }) => {
    const { id, login } = await buildAccount()
    const { secret } = await enrol(await enter(login))
    const [row] = await ownerRows<{ sealed: string }>('select sealed from second_factors where account_id = $1', [id])
    assert.match(row?.sealed ?? '', /^a1\.[0-9a-f]{8}\./)
    assert.notInclude(row?.sealed ?? '', secret)
  })

  test('need a session and a code', async ({ assert }) => {
    for (const path of ['/second-factor', '/second-factor/confirm', '/session/step-up', '/session/second-factor']) {
      assert.equal((await anonymous().post(path)).status, 401)
    }
    const { login } = await buildAccount()
    const client = await enter(login)
    assert.equal((await client.post<Refused>('/second-factor/confirm')).status, 422)
    assert.equal((await client.post<Refused>('/second-factor/confirm', { code: '123456' })).body.code, 'E_CODE_WRONG')
  })
})

test.group('policy 等保三级: second factor', (group) => {
  let strict: Platform
  let later: Platform
  group.setup(async () => {
    const { database } = sharedPlatform()
    strict = await startPlatform({ database, policy: '等保三级', clock: CLOCK })
    const clock = new Date(new Date(CLOCK).getTime() + 10 * 60_000).toISOString()
    later = await startPlatform({ database, policy: '等保三级', clock })
    return async () => {
      await strict.stop()
      await later.stop()
    }
  })

  test('a reviewer of the province has to set it up first, one of a county need not', async ({ assert }) => {
    const province = await buildAccount({ roles: ['reviewer'], like: 'sheng-shenhe' })
    const client = await signIn(strict.baseUrl, province.login, PASSWORD)
    assert.equal((await client.get<Session>('/session')).body.duty, 'enrol')
    assert.equal((await client.get<Refused>('/home')).body.code, 'E_DUTY_ENROL')
    const view = await client.expect<SecondFactor>('SecondFactor', client.get('/second-factor'))
    assert.deepEqual(view, { enrolled: false, required: true, recoveryCodesLeft: 0 })
    const county = await buildAccount({ roles: ['reviewer'], like: 'daye' })
    const other = await signIn(strict.baseUrl, county.login, PASSWORD)
    assert.isNull((await other.get<Session>('/session')).body.duty)
  })

  test('passing a report ten minutes after signing in asks again who one is', async ({ assert }) => {
    const { login } = await buildAccount({ roles: ['reviewer'], like: 'daye' })
    const reply = await new Client(strict.baseUrl, null).post('/session', { login, password: PASSWORD })
    const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const pass = (client: Client) => client.post<Refused>('/reviews/pass')
    assert.notEqual((await pass(new Client(strict.baseUrl, cookie))).body.code, 'E_STEP_UP')
    const client = new Client(later.baseUrl, cookie)
    assert.deepEqual([(await pass(client)).status, (await pass(client)).body.code], [403, 'E_STEP_UP'])
    assert.equal((await client.post<Refused>('/session/step-up', { proof: 'wrong' })).body.code, 'E_PASSWORD_WRONG')
    assert.equal((await client.post('/session/step-up', { proof: PASSWORD })).status, 204)
    assert.notEqual((await pass(client)).body.code, 'E_STEP_UP')
  })
})
