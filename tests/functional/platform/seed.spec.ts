import { test } from '@japa/runner'
import { withClient } from '../../../deploy/local/database.mjs'
import { creditCode, organisationCode } from '../../../backend/database/seed/identifiers.js'
import { ace } from '../../support/ace.js'
import { createDatabase, type TestDatabase } from '../../support/databases.js'
import { CLOCK } from '../../support/world.js'

function rowsIn<T>(database: TestDatabase, sql: string): Promise<T[]> {
  return withClient(database.ownerUrl, async (client) => {
    await client.query(`select set_config('app.scopes', '/', false)`)
    return (await client.query(sql)).rows as T[]
  })
}

/** A digest of what people see of the reports, without ids and instants of this run. */
function digestOf(database: TestDatabase): Promise<{ digest: string }[]> {
  return rowsIn(
    database,
    `select md5(string_agg(concat_ws('|', o.code, s.period, s.state, s.draft, s.submitted, s.explanations, s.return_key,
       s.submitted_at), E'\\n' order by o.code, s.form_id, s.period)) as digest
     from submissions s join organisations o on o.id = s.organisation_id`,
  )
}

test.group('seed', (group) => {
  let demo: TestDatabase
  group.setup(async () => {
    demo = await createDatabase({ seed: [], clock: CLOCK })
    return () => demo.drop()
  })

  test('the divisions of Hubei, 大冶 complete, about 400 institutions elsewhere', async ({ assert }) => {
    const [found] = await rowsIn<Record<string, number>>(
      demo,
      `select count(*) filter (where level = 'city')::int as cities, count(*) filter (where level = 'county')::int as counties,
         count(*) filter (where level = 'town')::int as towns, count(*) filter (where division_code = '429000')::int as virtual,
         count(*) filter (where category = 'D600' and division_code = '420281')::int as clinics,
         count(*) filter (where kind = 'institution' and division_code <> '420281')::int as elsewhere
       from organisations`,
    )
    assert.deepInclude(found, { cities: 17, counties: 101, towns: 1475, virtual: 0, clinics: 260 })
    assert.approximately(found?.elsewhere ?? 0, 420, 40)
    const orphans = await rowsIn(
      demo,
      `select from organisations c left join organisations p on p.id = c.parent_id
       where c.path <> coalesce(p.path, '/') || c.id || '/'`,
    )
    assert.lengthOf(orphans, 0)
  })

  test('check characters are those of the standards', async ({ assert }) => {
    assert.equal(organisationCode('70000001'), '70000001X')
    assert.equal(organisationCode('70002475'), '700024759')
    assert.equal(creditCode('12', '420000', '70000001X'), '1242000070000001X6')
    assert.equal(creditCode('91', '350100', 'M000100Y4'), '91350100M000100Y43')
    const lengths = await rowsIn<{ lengths: string }>(
      demo,
      `select distinct length(code) || '/' || length(credit_code) as lengths from organisations where kind = 'institution'`,
    )
    assert.deepEqual(lengths, [{ lengths: '15/18' }])
  })

  test('13 months, the last open and due in two days, with reports in every state', async ({ assert }) => {
    const months = await rowsIn<{ period: string; due: string; state: string }>(
      demo,
      `select c.period, c.due::text, c.state from collections c join forms f on f.id = c.form_id
       where f.code = 'WJT-1-9' order by c.period`,
    )
    assert.lengthOf(months, 13)
    assert.deepEqual(months.at(-1), { period: '2026-10', due: '2026-11-25', state: 'open' })
    const states = await rowsIn<{ state: string }>(
      demo,
      `select distinct coalesce(s.state, 'empty') as state from obligations o left join submissions s on s.obligation_id = o.id
         join collections c on c.id = o.collection_id where c.period = '2026-10'`,
    )
    assert.sameMembers(
      states.map(({ state }) => state),
      ['empty', 'draft', 'checked', 'submitted', 'returned', 'county-passed', 'city-passed', 'province-approved'],
    )
    const [odd] = await rowsIn<Record<string, number>>(
      demo,
      `select count(*) filter (where overdue)::int as overdue, count(*) filter (where return_key is not null)::int as returned,
         count(*) filter (where explained > 0)::int as explained, count(*) filter (where draft::text like '%invalid%')::int as invalid,
         count(*) filter (where saved_at > '${CLOCK}' or submitted_at > '${CLOCK}')::int as future from submissions`,
    )
    for (const name of ['overdue', 'returned', 'explained', 'invalid']) assert.isAbove(odd?.[name] ?? 0, 0, name)
    assert.equal(odd?.future, 0)
  })

  test('the oldest months are of the historical edition', async ({ assert }) => {
    const versions = await rowsIn<{ number: number; edition: string; first: string; last: string }>(
      demo,
      `select v.number, v.edition, min(s.period) as first, max(s.period) as last from submissions s
         join form_versions v on v.id = s.form_version_id join forms f on f.id = v.form_id
       where f.code = 'WJT-1-9' group by v.id order by v.number`,
    )
    assert.deepEqual(versions, [
      { number: 1, edition: '历史版', first: '2025-10', last: '2026-01' },
      { number: 2, edition: '现行版', first: '2026-02', last: '2026-10' },
    ])
  })

  test('every report that counts is a row of facts, with the values submitted', async ({ assert }) => {
    const sums = (source: string) =>
      rowsIn(demo, `select period, count(*)::int, sum(visits) as visits from ${source} group by 1 order by 1`)
    const facts = await sums('(select period, m0301 as visits from facts.wjt_1_9) f')
    const submitted = await sums(`(
      select s.period, (s.submitted->>'M0301')::numeric as visits from submissions s join forms f on f.id = s.form_id
      where f.code = 'WJT-1-9' and s.state in ('submitted', 'county-passed', 'city-passed', 'province-approved')) s`)
    assert.lengthOf(facts, 13)
    assert.deepEqual(facts, submitted)
  })

  test('a base in use is left alone', async ({ assert }) => {
    const { code, output } = await ace(demo, 'seed')
    assert.equal(code, 1)
    assert.match(output, /已有数据/)
  })

  test('the same day gives the same reports; a seed that was cut short begins again', async ({ assert }) => {
    const again = await createDatabase({ seed: null, clock: CLOCK })
    try {
      // What is left when the process dies before the last step, the accounts.
      await rowsIn(
        again,
        `insert into organisations (code, name, kind, level, path, division_code, valid_from)
         values ('x', '半途', 'administration', 'province', '/1/', '420000', '2026-01-01')`,
      )
      const seeded = await ace(again, 'seed', '--as-of=2026-11-23')
      assert.equal(seeded.code, 0, seeded.output)
      assert.match(seeded.output, /上次写入中断/)
      assert.deepEqual(await digestOf(again), await digestOf(demo))
    } finally {
      await again.drop()
    }
  }).timeout(180_000)

  test('refuses a day and a number that cannot be', async ({ assert }) => {
    assert.match((await ace(demo, 'seed', '--as-of=23.11.2026')).output, /2026-11-23 的形式/)
    assert.match((await ace(demo, 'seed', '--institutions=10')).output, /1000 到 100000/)
  })
})
