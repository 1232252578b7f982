import { test } from '@japa/runner'
import { withClient } from '../../../deploy/local/database.mjs'
import { administrator } from '../../support/administrators.js'
import type { Client, Refused } from '../../support/http_client.js'
import { loadRoutes, type Routes } from '../../support/routes.js'
import { actor, ownerRows, sharedPlatform } from '../../support/world.js'
import { buildAccount } from './accounts.js'

const BUSINESS = ['designer', 'filler', 'reviewer', 'analyst']
const ALL = [...BUSINESS, 'system-admin', 'security-admin', 'audit-admin']

/** The rule as a person would say it: one administrator's role alone, or any of the business roles. */
const allowed = (roles: readonly string[]) => roles.length < 2 || roles.every((role) => BUSINESS.includes(role))

/** Every set of roles, 128 of them. */
const SETS = Array.from({ length: 2 ** ALL.length }, (_, bits) => ALL.filter((_role, at) => bits & (1 << at)))

test.group('every set of roles', () => {
  test('by SQL: the database holds exactly the allowed ones, whoever writes', async ({ assert }) => {
    const { id } = await buildAccount({ roles: [] })
    await withClient(sharedPlatform().database.ownerUrl, async (client) => {
      await client.query(`select set_config('app.scopes', '/', false), set_config('app.account', '0', false)`)
      for (const roles of SETS) {
        await client.query('begin')
        const held = await client
          .query(
            `insert into account_grants (account_id, role, organisation_id)
             select $1, role, organisation_id from unnest($2::text[]) role, accounts where id = $1`,
            [id, roles],
          )
          .then(
            () => true,
            (error: { constraint?: string }) => error.constraint !== 'grants_exclude',
          )
        await client.query('rollback')
        assert.deepEqual([roles, held], [roles, allowed(roles)])
      }
    })
  })

  test('by SQL: two at the same moment wait for each other', async ({ assert }) => {
    const { id } = await buildAccount({ roles: [] })
    const give = (role: string) =>
      ownerRows(
        `insert into account_grants (account_id, role, organisation_id) select id, $2, organisation_id from accounts where id = $1`,
        [id, role],
      ).then(
        () => true,
        () => false,
      )
    const given = await Promise.all(['system-admin', 'audit-admin', 'filler', 'security-admin'].map(give))
    assert.lengthOf(given.filter(Boolean), 1)
  })

  test('by the API: the same', async ({ assert }) => {
    const client = await administrator('anquan')
    const [unit] = await ownerRows<{ id: string }>(`select id from organisations where name = '湖北省'`)
    for (const roles of SETS) {
      const { id } = await buildAccount({ roles: [] })
      let held = true
      for (const role of roles) {
        const grant = { role, organisationId: unit?.id, area: '*', reason: '权限矩阵' }
        const reply = await client.post<Refused>(`/accounts/${id}/grants`, grant)
        if (reply.status === 201) continue
        assert.equal(reply.body.code, 'E_ROLES_EXCLUDE')
        held = false
        break
      }
      assert.deepEqual([roles, held], [roles, allowed(roles)])
    }
  })
})

test.group('every route by every role', (group) => {
  let routes: Routes
  group.setup(async () => {
    routes = await loadRoutes()
  })

  const people: readonly (readonly [roles: readonly string[], client: () => Promise<Client>])[] = [
    [['designer'], () => actor('sheng-sheji')],
    [['reviewer'], () => actor('sheng-shenhe')],
    [['analyst'], () => actor('sheng-fenxi')],
    [['reviewer', 'analyst'], () => actor('xiantao')],
    [['filler'], () => actor('daye-rmyy')],
    [['filler'], () => actor('xiantao-yy')],
    [['system-admin'], () => administrator('xitong')],
    [['security-admin'], () => administrator('anquan')],
    [['audit-admin'], () => administrator('shenji')],
  ]
  /** What would change the people this spec and others use. */
  const spared = ['session.create', 'session.delete', 'session.end_others']

  for (const [at, [roles, open]] of people.entries()) {
    test(`${roles.join(', ')} (${at}): forbidden is what the table does not give, and nothing there breaks`, async ({
      assert,
    }) => {
      const client = await open()
      for (const { method, path, ability } of routes.endpoints) {
        if (spared.includes(ability)) continue
        const rule = routes.abilities[ability] ?? []
        const may = typeof rule === 'string' || roles.some((role) => rule.includes(role))
        const reply = await client.send<Refused>(method, path.replaceAll(/:\w+/g, '999999999'))
        const where = `${method} ${path} ${reply.status}`
        assert.isBelow(reply.status, 500, where)
        assert.equal(reply.status === 403 && reply.body.code === 'E_FORBIDDEN', !may, where)
      }
    })
  }
})
