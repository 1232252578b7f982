import { test } from '@japa/runner'
import type { AnalysisForm } from '../../../workbench/src/app/api/contract.js'
import type { Refused } from '../../support/http_client.js'
import { actor, anonymous } from '../../support/world.js'
import { buildSummedForm, type SummedForm } from './summed_form.js'

let form: SummedForm

test.group('analysis: who may ask, and what', (group) => {
  group.setup(async () => {
    form = await buildSummedForm(await actor('sheng-sheji'))
  })

  const query = (change: Readonly<Record<string, string>> = {}) => {
    const whole = { form: form.code, period: '2026-10', indicator: form.keys.visits, status: 'submitted', ...change }
    return `/analysis/aggregate?${new URLSearchParams(whole).toString()}`
  }
  const exported = (change: Readonly<Record<string, unknown>> = {}) => ({
    form: form.code,
    period: '2026-10',
    periodTo: null,
    indicators: [form.keys.visits],
    status: 'submitted',
    organisation: null,
    ...change,
  })

  test('without a session: 401; without an analyst grant: 403', async ({ assert }) => {
    const filler = await actor('daye-rmyy')
    for (const path of ['/analysis/forms', query()]) {
      assert.equal((await anonymous().get(path)).status, 401)
      assert.equal((await filler.get(path)).status, 403)
    }
    assert.equal((await anonymous().post('/analysis/exports', exported())).status, 401)
    assert.equal((await filler.post('/analysis/exports', exported())).status, 403)
    for (const path of ['/jobs/1', '/jobs/1/file']) assert.equal((await anonymous().get(path)).status, 401)
    assert.equal((await anonymous().post('/jobs/1/cancel')).status, 401)
  })

  test('forms come with their periods, and every indicator says why it cannot be summed', async ({ assert }) => {
    const analyst = await actor('sheng-fenxi')
    const forms = await analyst.expect('AnalysisForm[]', analyst.get<AnalysisForm[]>('/analysis/forms'))
    const own = forms.find(({ code }) => code === form.code)
    assert.deepEqual(
      own?.periods.map(({ label }) => label),
      ['2026年10月', '2026年9月'],
    )
    const reasons = (key: string) => {
      const indicator = own?.indicators.find((each) => each.key === key)
      return [indicator?.whyNot, indicator?.whyNotOverPeriods]
    }
    assert.deepEqual(reasons(form.keys.visits), [null, null])
    assert.deepEqual(reasons(form.keys.charge), [null, null])
    assert.isNull(reasons(form.keys.beds)[0])
    assert.include(reasons(form.keys.beds)[1], '不能相加')
    assert.include(reasons(form.keys.remark)[0], '不能求和')
    assert.equal(own?.indicators[0]?.section, '一、服务量')
  })

  interface Wrong {
    readonly what: string
    readonly change: Readonly<Record<string, string>>
    readonly status: number
    readonly code: string
  }

  test('{what}: {status} {code}')
    .with<Wrong[]>([
      { what: 'an unknown form', change: { form: 'NO-SUCH' }, status: 404, code: 'E_ANALYSIS_FORM_NOT_FOUND' },
      { what: 'a period of another type', change: { period: '2026Q3' }, status: 422, code: 'E_ANALYSIS_PERIOD' },
      { what: 'no period at all', change: { period: '10月' }, status: 422, code: 'E_VALIDATION' },
      {
        what: 'an end before the start',
        change: { periodTo: '2026-01' },
        status: 422,
        code: 'E_ANALYSIS_PERIOD_ORDER',
      },
      {
        what: 'too many periods',
        change: { period: '2016-01', periodTo: '2026-10' },
        status: 422,
        code: 'E_ANALYSIS_TOO_MANY_PERIODS',
      },
      { what: 'an unknown indicator', change: { indicator: 'NOPE' }, status: 422, code: 'E_ANALYSIS_NOT_SUMMABLE' },
      { what: 'SQL for an indicator', change: { indicator: 'a";drop' }, status: 422, code: 'E_VALIDATION' },
      { what: 'an unknown status', change: { status: 'draft' }, status: 422, code: 'E_VALIDATION' },
      {
        what: 'an unknown place',
        change: { organisation: '999999999' },
        status: 404,
        code: 'E_ANALYSIS_ORGANISATION_NOT_FOUND',
      },
    ])
    .run(async ({ assert }, { change, status, code }) => {
      const analyst = await actor('sheng-fenxi')
      const asked = await analyst.get<Refused>(query(change))
      assert.equal(asked.status, status)
      assert.equal(asked.body.code, code)
      const { indicator, ...rest } = change
      const body = exported({ ...rest, ...(indicator !== undefined && { indicators: [indicator] }) })
      assert.equal((await analyst.post<Refused>('/analysis/exports', body)).body.code, code)
    })

  test('text is refused at the indicator with its reason', async ({ assert }) => {
    const analyst = await actor('sheng-fenxi')
    const { body } = await analyst.get<Refused>(query({ indicator: `${form.keys.visits},${form.keys.remark}` }))
    assert.deepEqual(
      body.errors?.map(({ where }) => where),
      [form.keys.remark],
    )
    assert.include(body.message, '备注')
  })
})
