import { test } from '@japa/runner'
import { ownerRows } from '../../support/world.js'
import { attemptFrom, buildAccount } from './accounts.js'

let host = 10
/** Every test guesses from addresses of its own. */
const newAddress = () => `127.0.9.${(host += 1)}`

async function fail(times: number, login: string, address: string, cookie?: string): Promise<number[]> {
  const statuses: number[] = []
  for (let time = 0; time < times; time += 1) {
    const attempt = await attemptFrom({ login, password: 'wrong', address, ...(cookie && { cookie }) })
    statuses.push(attempt.status)
  }
  return statuses
}

test.group('guessing', () => {
  test('after five wrong passwords that address waits, for the right password too; another address does not', async ({
    assert,
  }) => {
    const { login } = await buildAccount()
    const address = newAddress()
    assert.deepEqual(await fail(5, login, address), [401, 401, 401, 401, 401])
    const held = await attemptFrom({ login, address })
    assert.deepEqual([held.status, held.code], [429, 'E_TOO_MANY_GUESSES'])
    assert.match(held.message ?? '', /10 分钟/)
    assert.equal((await attemptFrom({ login, address: newAddress() })).status, 200)
  })

  test('an account that does not exist is held up like any other', async ({ assert }) => {
    const address = newAddress()
    await fail(5, 'nobody-at-all', address)
    assert.equal((await attemptFrom({ login: 'nobody-at-all', address })).status, 429)
  })

  test('a success before the fifth failure starts the count again', async ({ assert }) => {
    const { login } = await buildAccount()
    const address = newAddress()
    await fail(4, login, address)
    assert.equal((await attemptFrom({ login, address })).status, 200)
    await fail(4, login, address)
    assert.equal((await attemptFrom({ login, address })).status, 200)
  })

  test('guesses sent at once all count', async ({ assert }) => {
    const { login } = await buildAccount()
    const address = newAddress()
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => attemptFrom({ login, password: 'wrong', address })),
    )
    assert.lengthOf(
      replies.filter(({ status }) => status === 401),
      5,
    )
    assert.equal((await attemptFrom({ login, address })).status, 429)
  })

  test('guesses from everywhere hold up strange browsers, never the one the person uses', async ({ assert }) => {
    const { login } = await buildAccount()
    const home = newAddress()
    const { cookies } = await attemptFrom({ login, address: home })
    const browser = cookies.find((cookie) => cookie.startsWith('weitong_browser=')) ?? ''
    for (let places = 0; places < 5; places += 1) await fail(4, login, newAddress())
    assert.equal((await attemptFrom({ login, address: newAddress() })).code, 'E_TOO_MANY_GUESSES')
    assert.equal((await attemptFrom({ login, address: newAddress(), cookie: browser })).status, 200)
  })

  test('a known browser waits for its own mistakes; the proof of another account or a changed one is none', async ({
    assert,
  }) => {
    const [one, other] = [await buildAccount(), await buildAccount()]
    const { cookies } = await attemptFrom({ login: one.login, address: newAddress() })
    const browser = cookies.find((cookie) => cookie.startsWith('weitong_browser=')) ?? ''
    await fail(5, one.login, newAddress(), browser)
    assert.equal((await attemptFrom({ login: one.login, address: newAddress(), cookie: browser })).status, 429)
    const address = newAddress()
    for (const cookie of [browser, `${browser.slice(0, -2)}AA`]) {
      assert.includeMembers(await fail(5, other.login, address, cookie), [cookie === browser ? 401 : 429])
    }
  })

  test('the wait ends by itself', async ({ assert }) => {
    const { login } = await buildAccount()
    const address = newAddress()
    await fail(5, login, address)
    await ownerRows(
      `update sign_in_limits set until = until - interval '10 minutes', since = since - interval '10 minutes'`,
    )
    assert.equal((await attemptFrom({ login, address })).status, 200)
  })

  test('an address that tries many accounts waits, whichever account comes next', async ({ assert }) => {
    const address = newAddress()
    for (let round = 0; round < 10; round += 1) {
      const guesses = Array.from({ length: 20 }, (_, at) =>
        attemptFrom({ login: `spray-${round}-${at}`, password: 'x', address }),
      )
      const statuses = new Set((await Promise.all(guesses)).map(({ status }) => status))
      assert.deepEqual([...statuses], [401])
    }
    const { login } = await buildAccount()
    assert.equal((await attemptFrom({ login, address })).status, 429)
    assert.equal((await attemptFrom({ login, address: newAddress() })).status, 200)
  })
})
