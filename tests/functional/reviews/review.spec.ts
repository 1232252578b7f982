import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { ReviewReply } from '../../../workbench/src/app/api/contract.js'
import type { Refused } from '../../support/http_client.js'
import { actor, anonymous, auditEvents, ownerRows } from '../../support/world.js'
import { goodValues, type OpenForm, openForm, type ReportClient, reportOf } from '../submissions/report.js'

async function submitted(login: string, opened: OpenForm): Promise<ReportClient> {
  const report = await reportOf(login, opened.collection)
  await report.save(goodValues(opened.form))
  await report.submit()
  return report
}

const by = async (report: ReportClient, login: string) => report.as(await actor(login))

const idOf = async (report: ReportClient) =>
  (await ownerRows<{ id: string }>('select id from submissions where obligation_id = $1', [report.obligationId]))[0]
    ?.id ?? ''

const factStates = async ({ form }: OpenForm) =>
  (await ownerRows<{ state: string }>(`select state from facts."${form.code.toLowerCase().replaceAll('-', '_')}"`)).map(
    ({ state }) => state,
  )

test.group('review.pass, review.return, review.unlock: who may', () => {
  test('not without a session or the right; the request must be one', async ({ assert }) => {
    const report = await submitted('daye-rmyy', await openForm())
    for (const act of ['pass', 'return', 'unlock'] as const) {
      assert.equal((await report.as(anonymous()).tryReview(act)).status, 401)
      assert.equal((await (await by(report, 'sheng-fenxi')).tryReview(act)).status, 403)
      assert.equal((await (await actor('daye')).post(`/reviews/${act}`, {})).status, 422)
    }
    const noReason = await (
      await actor('daye')
    ).post<Refused>('/reviews/return', {
      obligationId: report.obligationId,
      reason: ' 错 ',
      key: null,
      operationId: randomUUID(),
    })
    assert.deepEqual([noReason.status, noReason.body.errors?.[0]?.where], [422, 'reason'])
  })

  test('only the administration whose step waits: nobody above, below or beside it', async ({ assert }) => {
    const opened = await openForm()
    const report = await submitted('daye-rmyy', opened)
    for (const login of ['huangshi', 'sheng-shenhe']) {
      const reviewer = await by(report, login)
      assert.isFalse((await reviewer.view()).can.pass)
      assert.equal((await reviewer.review('pass')).failed[0]?.code, 'E_REVIEW_NOT_YOUR_STEP')
      assert.deepEqual((await reviewer.tryReview<Refused>('return')).status, 403)
    }
    const elsewhere = await by(report, 'xiantao')
    assert.equal((await elsewhere.review('pass')).failed[0]?.code, 'E_OBLIGATION_NOT_FOUND')
    assert.equal((await elsewhere.tryReview('return')).status, 404)
    assert.deepEqual(await factStates(opened), ['submitted'])
  })

  test('仙桃 has one step less, a provincial hospital goes straight to the province', async ({ assert }) => {
    const opened = await openForm()
    const direct = await submitted('xiantao-yy', opened)
    assert.equal((await (await by(direct, 'xiantao')).review('pass')).done[0]?.state, 'city-passed')
    assert.deepEqual(
      (await direct.view()).reviewSteps.map(({ label, passedAt }) => [label, passedAt !== null]),
      [
        ['市州审核', true],
        ['省审', false],
      ],
    )
    const provincial = await submitted('sheng-zhyy', opened)
    assert.equal((await (await by(provincial, 'sheng-shenhe')).review('pass')).done[0]?.state, 'province-approved')
    assert.equal((await provincial.trySave<Refused>({}, { base: 1 })).body.code, 'E_SUBMISSION_LOCKED')
  })

  test('nobody passes what they filled themselves', async ({ assert }) => {
    const opened = await openForm()
    const report = await submitted('daye-rmyy', opened)
    // The county's reviewer typed one of the values: that is what the change log knows.
    await ownerRows(
      `update change_log set account_id = (select id from accounts where login = 'daye') where submission_id = $1 returning id`,
      [await idOf(report)],
    )
    const reviewer = await by(report, 'daye')
    assert.isFalse((await reviewer.view()).can.pass)
    assert.isTrue((await reviewer.view()).can.return)
    assert.equal((await reviewer.review('pass')).failed[0]?.code, 'E_REVIEW_OWN_REPORT')
    assert.deepEqual(await factStates(opened), ['submitted'])
  })
})

test.group('review.pass', () => {
  test('a batch passes what it can and lists the rest; a repeat changes nothing', async ({ assert }) => {
    const opened = await openForm()
    const one = await submitted('daye-rmyy', opened)
    const notSubmitted = await ownerRows<{ id: string }>(
      `select o.id from obligations o left join submissions s on s.obligation_id = o.id
       where o.collection_id = $1 and s.id is null and o.county_code = '420281' limit 1`,
      [opened.collection.id],
    )
    const county = await actor('daye')
    const body = { obligationIds: [one.obligationId, notSubmitted[0]?.id ?? '', '999999'], operationId: randomUUID() }
    const first = await county.expect('ReviewReply', county.post<ReviewReply>('/reviews/pass', body))
    assert.deepEqual(first.done, [{ obligationId: one.obligationId, state: 'county-passed' }])
    assert.deepEqual(
      first.failed.map(({ code }) => code),
      ['E_SUBMISSION_EMPTY', 'E_OBLIGATION_NOT_FOUND'],
    )
    const again = await county.expect('ReviewReply', county.post<ReviewReply>('/reviews/pass', body))
    assert.deepEqual(again.done, first.done)
    assert.deepEqual(await factStates(opened), ['county-passed'])
    const events = await auditEvents('review.pass', await idOf(one))
    assert.deepEqual(
      events.map(({ account_name, after }) => [account_name, (after as { state: string }).state]),
      [['程文娟', 'county-passed']],
    )
  })
})

test.group('review.return and review.unlock', () => {
  test('a return says why and where, the number leaves every sum, the unit may change and submit again', async ({
    assert,
  }) => {
    const opened = await openForm()
    const report = await submitted('daye-rmyy', opened)
    const county = await by(report, 'daye')
    const body = { obligationId: report.obligationId, reason: '收入与上月相差较大', operationId: randomUUID() }
    const wrongCell = await county.client.post<Refused>('/reviews/return', { ...body, key: 'NOWHERE' })
    assert.deepEqual([wrongCell.status, wrongCell.body.code], [422, 'E_REVIEW_UNKNOWN_CELL'])
    assert.deepEqual(await factStates(opened), ['submitted'])
    const key = opened.form.keys.income
    await county.client.expect('ReviewReply', county.client.post('/reviews/return', { ...body, key }))
    assert.deepEqual(await factStates(opened), [])
    const view = await report.view()
    assert.equal(view.state, 'returned')
    assert.deepInclude(view.history.at(-1), {
      action: 'return',
      by: '程文娟',
      organisation: '大冶市',
      key,
      reason: body.reason,
    })
    const [event] = await auditEvents('review.return', await idOf(report))
    assert.deepInclude(event, { reason: body.reason, account_name: '程文娟' })
    assert.equal((await county.tryReview<Refused>('return')).body.code, 'E_SUBMISSION_STATE')
    await report.save({ [key]: '800' }, { base: 1 })
    await report.submit(2)
    assert.deepEqual(await factStates(opened), ['submitted'])
    assert.isTrue((await report.view()).reviewSteps.every(({ passedAt }) => passedAt === null))
  })

  test('the province unlocks what it approved; the lock says when and why it went', async ({ assert }) => {
    const opened = await openForm()
    const report = await submitted('sheng-zhyy', opened)
    const province = await by(report, 'sheng-shenhe')
    assert.equal((await province.tryReview<Refused>('unlock')).status, 409, 'not approved yet')
    await province.review('pass')
    assert.isTrue((await province.view()).can.unlock)
    await province.review('unlock')
    assert.deepEqual(await factStates(opened), [])
    const id = await idOf(report)
    const [lock] = await ownerRows(
      'select release_reason, released_by is not null as named from locks where submission_id = $1',
      [id],
    )
    assert.deepEqual(lock, { release_reason: '数据与上月相差较大，请核实', named: true })
    assert.lengthOf(await auditEvents('review.unlock', id), 1)
    await report.save({ [opened.form.keys.income]: '1' }, { base: 1 })
  })
})
