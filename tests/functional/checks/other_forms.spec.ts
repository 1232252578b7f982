import { test } from '@japa/runner'
import type { CheckReply, SubmissionView } from '../../../workbench/src/app/api/contract.js'
import { buildForm, rule } from '../../support/forms.js'
import type { Refused } from '../../support/http_client.js'
import { actor, anonymous } from '../../support/world.js'
import { goodValues, openForm, reportOf } from '../submissions/report.js'

test.group('check: other forms', () => {
  test('a rule looks at what the unit submitted in another form, and waits where it did not', async ({ assert }) => {
    const annual = await openForm()
    const expression = `[T_X] = '${annual.form.code}'![${annual.form.keys.visits}]`
    const looking = await openForm({
      change: (template) => {
        const [visits] = template.indicators
        const own = rule('W009', 'warning', expression.replace('T_X', visits?.code ?? ''), '两表诊疗人次一致')
        const values = [{ key: annual.form.keys.visits, name: '谎称', type: 'integer', decimals: 0 }] as const
        // What the browser says of another form is not believed: the server puts what is published.
        const other = {
          code: annual.form.code,
          title: '',
          tableNo: '谎',
          periodType: 'month',
          roster: false,
          values,
        } as const
        return { ...template, rules: [own], otherForms: [other] }
      },
    })
    const report = await reportOf('daye-rmyy', looking.collection)
    await report.save(goodValues(looking.form))
    assert.deepEqual((await report.view()).others, {})
    assert.deepEqual((await report.check()).findings, [])

    const other = await reportOf('daye-rmyy', annual.collection)
    await other.save({ ...goodValues(annual.form), [annual.form.keys.visits]: '1300' })
    await other.submit()
    const view: SubmissionView = await report.view()
    assert.deepEqual(view.others, { [annual.form.code]: { '2026-10': { [annual.form.keys.visits]: '1300' } } })
    const reply: CheckReply = await report.check()
    assert.deepEqual(
      reply.findings.map(({ rule: code, message }) => [code, message]),
      [['W009', `两表诊疗人次一致（诊疗人次 = 1,200，《${annual.form.code}表》诊疗人次 = 1,300）`]],
    )
    const neighbour = await reportOf('xiantao-yy', looking.collection)
    await neighbour.save(goodValues(looking.form))
    assert.deepEqual((await neighbour.view()).others, {})
  })

  test('form.other: a published form with what can be named of it', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const path = `/other-forms/${form.code}`
    const other = await designer.expect('OtherForm', designer.get<{ values: readonly { key: string }[] }>(path))
    assert.sameMembers(
      other.values.map(({ key }) => key),
      Object.values(form.keys),
    )
    assert.equal((await anonymous().get(path)).status, 401)
    assert.equal((await (await actor('daye')).get(path)).status, 403)
    assert.equal((await designer.get<Refused>('/other-forms/NOTHING')).body.code, 'E_FORM_VERSION_NOT_FOUND')
  })
})
