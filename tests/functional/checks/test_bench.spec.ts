import { test } from '@japa/runner'
import type { FormDraft, JobView, TestPeriod, TestRun } from '../../../workbench/src/app/api/contract.js'
import { rule } from '../../support/forms.js'
import type { Refused } from '../../support/http_client.js'
import { finishedJob } from '../../support/jobs.js'
import { actor, anonymous, auditEvents } from '../../support/world.js'
import { goodValues, openForm, reportOf } from '../submissions/report.js'

test.group('check.test', () => {
  test('a draft’s rules run on what was submitted: how many would fail, which, and by how much', async ({ assert }) => {
    const { form, collection } = await openForm({ rules: [] })
    const { keys } = form
    for (const [login, stays] of [
      ['daye-rmyy', '700'],
      ['xiantao-yy', '300'],
      ['sheng-zhyy', '900'],
    ] as const) {
      const report = await reportOf(login, collection)
      await report.save({ ...goodValues(form), [keys.stays]: stays })
      await report.submit()
    }
    const designer = await actor('sheng-sheji')
    const draft = await designer.expect(
      'FormDraft',
      designer.post<FormDraft>(`/forms/${form.formId}/drafts`, { fromVersionId: form.versionId }),
      201,
    )
    const rules = [
      rule('E001', 'error', `[${keys.stays}] * 2 <= [${keys.visits}]`, '出院人数不超过诊疗人次的一半'),
      rule('W001', 'warning', `[${keys.income}] < PREV([${keys.income}])`, '收入比上月少'),
      rule('W002', 'warning', '1 +', '写了一半'),
    ]
    const path = `/form-versions/${draft.version.id}`
    await designer.put(path, { revision: draft.revision, template: { ...draft.template, rules } })
    const periods = await designer.expect('TestPeriod[]', designer.get<TestPeriod[]>(`${path}/test-periods`))
    assert.deepEqual(periods, [{ period: '2026-10', label: '2026年10月', reports: 3 }])
    const asked = await designer.expect(
      'JobView',
      designer.post<JobView>(`${path}/test-runs`, { periods: ['2026-10'] }),
      202,
    )
    assert.equal((await finishedJob(designer, asked.id)).state, 'done')
    const result = await designer.expect('TestRun', designer.get<TestRun>(`/jobs/${asked.id}/file`))
    assert.equal(result.reports, 3)
    const [e001, w001] = result.rules
    assert.deepEqual([e001?.asked, e001?.failed, w001?.asked], [3, 2, 0])
    assert.lengthOf(e001?.units ?? [], 2)
    assert.include(
      e001?.units.find(({ name }) => name === '大冶市人民医院')?.message ?? '',
      '出院人数 × 2 = 1,400，诊疗人次 = 1,200',
    )
    assert.deepEqual(
      result.skipped.map(({ code }) => code),
      ['W002'],
    )
    const [event] = await auditEvents('check.test', draft.version.id)
    assert.deepEqual(event?.after, { periods: ['2026-10'] })
  })

  test('refuses who may not design, what is no version, and periods of another kind', async ({ assert }) => {
    const { form } = await openForm()
    const path = `/form-versions/${form.versionId}/test-runs`
    const designer = await actor('sheng-sheji')
    assert.equal((await anonymous().post(path, { periods: ['2026-10'] })).status, 401)
    assert.equal((await (await actor('daye')).post(path, { periods: ['2026-10'] })).status, 403)
    assert.equal((await designer.post('/form-versions/999999/test-runs', { periods: ['2026-10'] })).status, 404)
    for (const periods of [['2026'], ['never']]) {
      const { status, body } = await designer.post<Refused>(path, { periods })
      assert.deepEqual([status, body.code], [422, 'E_TEST_PERIOD'])
    }
    assert.equal((await designer.post<Refused>(path, { periods: [] })).body.code, 'E_VALIDATION')
  })
})
