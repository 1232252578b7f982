import { test } from '@japa/runner'
import { Client, type Refused } from '../../support/http_client.js'
import { loadRoutes, type Routes } from '../../support/routes.js'
import { anonymous, sharedPlatform } from '../../support/world.js'

test.group('Route policy', (group) => {
  let routes: Routes
  group.setup(async () => {
    routes = await loadRoutes()
  })

  test('every registered route is an endpoint with an ability, or says only how the platform is', ({ assert }) => {
    const named = routes.endpoints.map(({ method, path }) => `${method} /api${path}`)
    assert.sameMembers([...routes.registered], [...named, 'GET /health/live', 'GET /health/ready'])
  })

  test('every endpoint’s ability is in the table, and every ability of the table is asked for', ({ assert }) => {
    const asked = new Set(routes.endpoints.map(({ ability }) => ability as string))
    assert.sameMembers([...asked], Object.keys(routes.abilities))
  })

  test('without a session every endpoint but sign-in answers 401', async ({ assert }) => {
    const closed = routes.endpoints.filter(({ ability }) => routes.abilities[ability] !== 'anyone')
    assert.isAbove(closed.length, 20)
    for (const { method, path } of closed) {
      const reply = await anonymous().send<Refused>(method, path.replaceAll(/:\w+/g, '1'))
      assert.deepEqual(
        [`${method} ${path}`, reply.status, reply.body.code],
        [`${method} ${path}`, 401, 'E_NOT_SIGNED_IN'],
      )
    }
  })

  test('changing requests without the header of our own pages answer 403', async ({ assert }) => {
    for (const { method, path } of routes.endpoints.filter((endpoint) => endpoint.method !== 'GET')) {
      const reply = await anonymous().send<Refused>(method, path.replaceAll(/:\w+/g, '1'), { headers: {} })
      assert.deepEqual([path, reply.status, reply.body.code], [path, 403, 'E_MISSING_HEADER'])
    }
  })
})

test.group('Platform', () => {
  test('health says the state of each part and is of the contract', async ({ assert }) => {
    const response = await fetch(`${sharedPlatform().baseUrl}/health/ready`)
    assert.equal(response.status, 200)
    const { contractProblems } = await import('../../support/contract.js')
    assert.deepEqual(contractProblems('Health', await response.json()), [])
  })

  test('an unknown address of the API is a 404 with a code, with the headers of every answer', async ({ assert }) => {
    const reply = await new Client(sharedPlatform().baseUrl, null).get<Refused>('/nothing-here')
    assert.deepEqual([reply.status, reply.body.code], [404, 'E_NOT_FOUND'])
    const response = await fetch(`${sharedPlatform().baseUrl}/api/session`)
    assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'self'/)
    assert.equal(response.headers.get('cache-control'), 'no-store')
  })
})
