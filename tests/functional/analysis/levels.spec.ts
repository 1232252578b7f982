import { test } from '@japa/runner'
import type { AggregateReply, AggregateRow } from '../../../workbench/src/app/api/contract.js'
import { fillAndSubmit } from '../../support/forms.js'
import type { Client } from '../../support/http_client.js'
import { actor, ownerRows } from '../../support/world.js'
import { buildSummedForm, fillAtRandom, type SummedForm, tableOf } from './summed_form.js'

let form: SummedForm
let province: Client

const sumOf = (client: Client, query: Readonly<Record<string, string>>) =>
  client.expect(
    'AggregateReply',
    client.get<AggregateReply>(`/analysis/aggregate?${new URLSearchParams(query).toString()}`),
  )

const ask = (more: Readonly<Record<string, string>> = {}) => {
  const { visits, income, charge } = form.keys
  return {
    form: form.code,
    period: '2026-10',
    indicator: [visits, income, charge].join(','),
    status: 'submitted',
    ...more,
  }
}

/** Two decimals as whole cents; null counts as nothing. */
const cents = (value: string | null | undefined): bigint => {
  const [whole = '0', fraction = ''] = (value ?? '0').split('.')
  return BigInt(`${whole}${fraction.padEnd(2, '0')}`)
}
const total = (rows: readonly AggregateRow[], at: number) =>
  rows.reduce((sum, { values }) => sum + cents(values[at]), 0n)
const count = (rows: readonly AggregateRow[], what: 'due' | 'included') => rows.reduce((sum, row) => sum + row[what], 0)

test.group('analysis: every level is the sum of its facilities', (group) => {
  group.setup(async () => {
    form = await buildSummedForm(await actor('sheng-sheji'))
    province = await actor('sheng-fenxi')
    const spare = await ownerRows<{ id: string }>(
      `select organisation_id as id from accounts where login = 'daye-rmyy'`,
    )
    await fillAtRandom(
      ownerRows,
      form,
      spare.map(({ id }) => id),
    )
  })

  /** Walks down from a place; returns the facilities below it and checks every total on the way. */
  async function facilitiesBelow(reply: AggregateReply, status: string): Promise<AggregateRow[]> {
    const units = reply.rows.filter(({ drillable }) => !drillable)
    for (const row of reply.rows.filter(({ drillable }) => drillable)) {
      const below = await sumOf(province, ask({ status, organisation: row.organisation.id }))
      if (JSON.stringify(below.total.values) !== JSON.stringify(row.values)) {
        throw new Error(`${row.organisation.name}: ${below.total.values.join()} below, ${row.values.join()} above`)
      }
      units.push(...(await facilitiesBelow(below, status)))
    }
    return units
  }

  test('province, cities, counties and facilities agree for {$self}')
    .with(['submitted', 'county', 'city', 'approved'])
    .run(async ({ assert }, status) => {
      const reply = await sumOf(province, ask({ status }))
      const units = await facilitiesBelow(reply, status)
      assert.equal(reply.rows.length, 17)
      assert.isAbove(units.length, 100)
      for (const at of [0, 1]) {
        assert.equal(cents(reply.total.values[at]), total(reply.rows, at))
        assert.equal(cents(reply.total.values[at]), total(units, at))
      }
      for (const what of ['due', 'included'] as const) {
        assert.equal(reply.total[what], count(reply.rows, what))
        assert.equal(reply.total[what], count(units, what))
      }
    })

  test('the total is what the facts add up to, and the ratio is the ratio of the sums', async ({ assert }) => {
    const reply = await sumOf(province, ask())
    const { visits, income } = form.keys
    const [truth] = await ownerRows<{ visits: string; income: string; charge: string; n: number }>(
      `select sum("${visits.toLowerCase()}")::text as visits, sum("${income.toLowerCase()}")::text as income, count(*)::int as n,
         round(sum("${income.toLowerCase()}") * 1000 / sum("${visits.toLowerCase()}"), 2)::text as charge
       from ${tableOf(form)} where period = '2026-10'`,
    )
    assert.equal(cents(reply.total.values[0]), cents(truth?.visits))
    assert.equal(cents(reply.total.values[1]), cents(truth?.income))
    assert.equal(cents(reply.total.values[2]), cents(truth?.charge))
    assert.equal(reply.total.included, truth?.n)
  })

  test('months add up; a stock of the end of a period is refused over months, with the reason', async ({ assert }) => {
    const [september, october, both] = await Promise.all([
      sumOf(province, ask({ period: '2026-09' })),
      sumOf(province, ask()),
      sumOf(province, ask({ period: '2026-09', periodTo: '2026-10' })),
    ])
    assert.equal(cents(both.total.values[0]), cents(september.total.values[0]) + cents(october.total.values[0]))
    assert.equal(both.total.due, september.total.due + october.total.due)
    const beds = await sumOf(province, ask({ indicator: form.keys.beds }))
    assert.isNotNull(beds.total.values[0])
    const query = new URLSearchParams(
      ask({ period: '2026-09', periodTo: '2026-10', indicator: form.keys.beds }),
    ).toString()
    const refused = await province.get<{ code: string; message: string }>(`/analysis/aggregate?${query}`)
    assert.equal(refused.status, 422)
    assert.equal(refused.body.code, 'E_ANALYSIS_NOT_SUMMABLE')
    assert.include(refused.body.message, '期末时点数')
  })

  test('in a city without counties the facilities stand right below it, and lead to their report', async ({
    assert,
  }) => {
    const reply = await sumOf(province, ask())
    const city = reply.rows.find(({ code }) => code === '429004')
    const below = await sumOf(province, ask({ organisation: city?.organisation.id ?? '' }))
    assert.isAbove(below.rows.length, 0)
    assert.isTrue(below.rows.every((row) => !row.drillable && row.obligationId !== null && row.due === 1))
    assert.deepEqual(
      below.trail.map(({ name }) => name),
      ['湖北省', '仙桃市'],
    )
  })

  test('a provincial hospital is summed where it stands', async ({ assert }) => {
    const [hospital] = await ownerRows<{ id: string; county: string }>(
      `select id, county_code as county from organisations where affiliation = '2' and category like 'A%' limit 1`,
    )
    const [county] = await ownerRows<{ id: string }>(
      `select id from organisations where level = 'county' and division_code = $1`,
      [hospital?.county],
    )
    const reply = await sumOf(province, ask({ organisation: county?.id ?? '' }))
    assert.include(
      reply.rows.map(({ organisation }) => organisation.id),
      hospital?.id ?? '',
    )
  })

  test('an analyst of a city sees that city and nothing above or beside it', async ({ assert }) => {
    const city = await actor('huangshi')
    const own = await sumOf(city, ask())
    assert.equal(own.organisation.name, '黄石市')
    assert.lengthOf(own.trail, 1)
    const all = await sumOf(province, ask())
    const above = all.rows.find(({ code }) => code === '420200')
    assert.isAtMost(own.total.due, above?.due ?? 0)
    for (const other of [all.organisation.id, all.rows.find(({ code }) => code === '420300')?.organisation.id ?? '']) {
      const query = new URLSearchParams(ask({ organisation: other })).toString()
      const refused = await city.get<{ code: string }>(`/analysis/aggregate?${query}`)
      assert.equal(refused.status, 404)
      assert.equal(refused.body.code, 'E_ANALYSIS_ORGANISATION_NOT_FOUND')
    }
  })

  test('the city is told how many units in it are reviewed above it', async ({ assert }) => {
    const all = await sumOf(province, ask())
    const above = all.rows.find(({ code }) => code === '420200')
    const own = await sumOf(await actor('huangshi'), ask())
    assert.equal(own.outside, (above?.due ?? 0) - own.total.due)
    assert.equal(all.outside, 0)
    const [stray] = await ownerRows<{ id: string; path: string }>(
      `select id, org_path as path from obligations where city_code = '420200'
         and collection_id in (select id from collections where form_id = $1 and period = '2026-10') limit 1`,
      [form.formId],
    )
    const move = (path: string) => ownerRows('update obligations set org_path = $2 where id = $1', [stray?.id, path])
    await move('/')
    try {
      const now = await sumOf(await actor('huangshi'), ask())
      assert.deepEqual([now.outside, now.total.due], [own.outside + 1, own.total.due - 1])
    } finally {
      await move(stray?.path ?? '')
    }
  })

  test('a report is in every level the moment it is submitted, and out the moment it is returned', async ({
    assert,
  }) => {
    const filler = await actor('daye-rmyy')
    const [owed] = await ownerRows<{ id: string; county: string; city: string }>(
      `select o.id, o.county_code as county, o.city_code as city from obligations o join collections c on c.id = o.collection_id
         join accounts a on a.organisation_id = o.organisation_id
       where a.login = 'daye-rmyy' and c.form_id = $1 and c.period = '2026-10'`,
      [form.formId],
    )
    const id = owed?.id ?? ''
    const levels = async () => {
      const top = await sumOf(province, ask())
      const city = top.rows.find(({ code }) => code === owed?.city)
      const cities = await sumOf(province, ask({ organisation: city?.organisation.id ?? '' }))
      const county = cities.rows.find(({ code }) => code === owed?.county)
      const units = await sumOf(province, ask({ organisation: county?.organisation.id ?? '' }))
      const unit = units.rows.find(({ obligationId }) => obligationId === id)
      return [top.total, city, county, unit].map((row) => ({
        included: row?.included ?? -1,
        visits: cents(row?.values[0]),
      }))
    }
    const before = await levels()
    assert.equal(before[3]?.included, 0)

    const { visits, stays, income } = form.keys
    await fillAndSubmit(filler, id, { [visits]: '1234', [stays]: '100', [income]: '56.7' })
    const after = await levels()
    assert.deepEqual(
      after,
      before.map(({ included, visits: sum }) => ({ included: included + 1, visits: sum + cents('1234') })),
    )

    const reviewer = await actor('daye')
    const back = {
      obligationId: id,
      reason: '诊疗人次与上月相差过大，请核实',
      key: visits,
      operationId: crypto.randomUUID(),
    }
    await reviewer.expect('ReviewReply', reviewer.post('/reviews/return', back))
    assert.deepEqual(await levels(), before)
  })
})
