import { test } from '@japa/runner'
import { auditEvents, ownerRows, actor } from '../../support/world.js'
import { goodValues, openForm, reportOf } from './report.js'

test.group('submission: from 未填报 to 省审批通过', () => {
  test('a report is saved, checked, submitted, passed three times, locked, unlocked', async ({ assert }) => {
    const { form, collection } = await openForm()
    const report = await reportOf('daye-rmyy', collection)
    const empty = await report.view()
    assert.deepInclude(empty, { submissionId: null, state: 'empty', revision: 0, values: {}, previous: null })
    assert.isTrue(empty.can.save)
    const saved = await report.save(goodValues(form))
    assert.deepInclude(saved, { revision: 1, state: 'draft', merged: {} })
    assert.equal((await report.check()).state, 'checked')
    const submitted = await report.submit()
    assert.deepInclude(submitted, { revision: 1, state: 'submitted', overdue: false })
    assert.match(submitted.receipt, /^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$/)
    for (const [login, state] of [
      ['daye', 'county-passed'],
      ['huangshi', 'city-passed'],
      ['sheng-shenhe', 'province-approved'],
    ] as const) {
      const reviewer = report.as(await actor(login))
      assert.isTrue((await reviewer.view()).can.pass)
      assert.deepEqual((await reviewer.review('pass')).done, [{ obligationId: report.obligationId, state }])
    }
    const locked = await report.view()
    assert.equal(locked.lock?.reason, '省级审批通过')
    assert.equal(locked.values[form.keys.income], '900.5')
    const province = report.as(await actor('sheng-shenhe'))
    await province.review('unlock')
    assert.equal((await report.view()).state, 'returned')
    assert.isNull((await report.view()).lock)
    const [{ id } = { id: '' }] = await ownerRows<{ id: string }>(
      'select id from submissions where obligation_id = $1',
      [report.obligationId],
    )
    assert.lengthOf(await auditEvents('submission.submit', id), 1)
    assert.lengthOf(await auditEvents('review.pass', id), 3)
    assert.lengthOf(await auditEvents('review.unlock', id), 1)
  })
})
