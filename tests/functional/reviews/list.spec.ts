import { test } from '@japa/runner'
import type { ExplanationRow, ReviewList, ReviewRow } from '../../../workbench/src/app/api/contract.js'
import type { Client } from '../../support/http_client.js'
import { actor, anonymous, ownerRows } from '../../support/world.js'
import { goodValues, openForm, reportOf } from '../submissions/report.js'

const list = (client: Client, collectionId: string, query = '') =>
  client.expect('ReviewList', client.get<ReviewList>(`/collections/${collectionId}/obligations${query}`))

const names = (rows: readonly ReviewRow[]) => rows.map((row) => row.organisation.name)

/** 大冶市人民医院 submitted with an explanation, 仙桃's hospital passed by its city, the provincial one is a draft. */
async function mixedCollection() {
  const opened = await openForm({ due: '2026-11-22' })
  const daye = await reportOf('daye-rmyy', opened.collection)
  await daye.save(
    { ...goodValues(opened.form), [opened.form.keys.income]: '5000' },
    { explanations: { W001: '新院区开诊' } },
  )
  await daye.submit()
  const xiantao = await reportOf('xiantao-yy', opened.collection)
  await xiantao.save(goodValues(opened.form))
  await xiantao.submit()
  await xiantao.as(await actor('xiantao')).review('pass')
  const provincial = await reportOf('sheng-zhyy', opened.collection)
  await provincial.save(goodValues(opened.form))
  return { ...opened, daye }
}

test.group('review.list', () => {
  test('who may', async ({ assert }) => {
    const { collection } = await openForm()
    const path = `/collections/${collection.id}/obligations`
    assert.equal((await anonymous().get(path)).status, 401)
    assert.equal((await (await actor('daye-rmyy')).get(path)).status, 403)
    const county = await actor('daye')
    assert.equal((await county.get('/collections/999999/obligations')).status, 404)
    for (const query of ['?status=nothing', '?page=0', '?size=100000', '?organisation=x', '?sort=secret']) {
      assert.equal((await county.get(path + query)).status, 422, query)
    }
  })

  test('counts, filters, search by name and pinyin, order and pages', async ({ assert }) => {
    const { collection } = await mixedCollection()
    const province = await actor('sheng-shenhe')
    const all = await list(province, collection.id, '?size=500')
    const due = await ownerRows('select from obligations where collection_id = $1', [collection.id])
    assert.equal(all.total, due.length)
    assert.deepEqual(all.counts, {
      all: due.length,
      waiting: 1,
      'not-submitted': due.length - 2,
      overdue: due.length,
      submitted: 2,
      passed: 1,
      approved: 0,
      returned: 0,
    })
    const waiting = await list(province, collection.id, '?status=waiting')
    assert.deepEqual(names(waiting.rows), ['仙桃市第一人民医院'])
    assert.isTrue(waiting.rows[0]?.waitsForMe)
    assert.deepInclude(waiting.rows[0], { state: 'city-passed', filledBy: '郑家宏', city: '仙桃市' })
    const byName = await list(province, collection.id, `?search=${encodeURIComponent('大冶市人民')}`)
    assert.include(names(byName.rows), '大冶市人民医院')
    const byPinyin = await list(province, collection.id, '?search=DYSRMYY')
    assert.include(names(byPinyin.rows), '大冶市人民医院')
    const second = await list(province, collection.id, '?size=5&page=2&sort=-name')
    const whole = await list(province, collection.id, '?size=500&sort=-name')
    assert.deepEqual(names(second.rows), names(whole.rows).slice(5, 10))
    assert.equal(second.total, due.length)
  })

  test('one sees no further than one’s subtree; a region is where units stand', async ({ assert }) => {
    const { collection } = await mixedCollection()
    const county = await list(await actor('daye'), collection.id, '?size=500')
    assert.isTrue(county.rows.every((row) => row.county === '大冶市'))
    assert.equal(county.counts.waiting, 1)
    const row = county.rows.find(({ organisation }) => organisation.name === '大冶市人民医院')
    assert.deepInclude(row, {
      state: 'submitted',
      overdue: true,
      explanations: 1,
      filledBy: '刘海燕',
      waitsForMe: true,
    })
    assert.isString(county.rows.find(({ state }) => state === 'empty')?.phone, 'whom to call when nothing has come')
    const wuhan = await ownerRows<{ id: string }>(
      `select id from organisations where division_code = '420100' and level = 'city'`,
    )
    const inWuhan = await list(await actor('sheng-shenhe'), collection.id, `?organisation=${wuhan[0]?.id}&size=500`)
    assert.include(names(inWuhan.rows), '湖北省第一综合医院')
    const refused = await (
      await actor('daye')
    ).get(`/collections/${collection.id}/obligations?organisation=${wuhan[0]?.id}`)
    assert.equal(refused.status, 404)
  })
})

test.group('review.explanations', () => {
  test('every 核实说明 of submitted reports within one’s subtree', async ({ assert }) => {
    const { collection, daye } = await mixedCollection()
    const path = `/collections/${collection.id}/explanations`
    assert.equal((await anonymous().get(path)).status, 401)
    assert.equal((await (await actor('daye-rmyy')).get(path)).status, 403)
    const county = await actor('daye')
    const [row, ...more] = await county.expect('ExplanationRow[]', county.get<ExplanationRow[]>(path))
    assert.lengthOf(more, 0)
    assert.deepInclude(row, { obligationId: daye.obligationId, rule: 'W001', explanation: '新院区开诊', by: '刘海燕' })
    const elsewhere = await actor('xiantao')
    assert.deepEqual(await elsewhere.expect('ExplanationRow[]', elsewhere.get<ExplanationRow[]>(path)), [])
  })
})
