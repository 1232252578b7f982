import { test } from '@japa/runner'
import exceljs from 'exceljs'
import type { AggregateReply, AnalysisForm, JobView } from '../../../workbench/src/app/api/contract.js'
import { ace } from '../../support/ace.js'
import type { Client, Refused } from '../../support/http_client.js'
import { type BuiltRoster, openRoster, record, rowId } from '../../support/roster_form.js'
import { actor, anonymous, auditEvents, ownerRows, sharedPlatform } from '../../support/world.js'
import { type ReportClient, reportOf } from '../submissions/report.js'
import { finishedJob } from '../../support/jobs.js'

let roster: BuiltRoster
let reports: readonly [daye: ReportClient, xiantao: ReportClient, provincial: ReportClient]

const tableOf = () => roster.form.code.toLowerCase().replaceAll('-', '_')
const records = (schema = 'fact_rows') =>
  ownerRows<{ state: string; row_number: number }>(`select * from ${schema}."${tableOf()}" order by submission_id, 1`)

function ask(change: Readonly<Record<string, string>> = {}): string {
  const { degree: _degree, pay } = roster.columns
  const whole = { form: roster.form.code, period: '2026-10', indicator: `*,${pay}`, status: 'submitted', ...change }
  return `/analysis/aggregate?${new URLSearchParams(whole).toString()}`
}

const sums = (client: Client, change: Readonly<Record<string, string>> = {}) =>
  client.expect('AggregateReply', client.get<AggregateReply>(ask(change)))

/** People of three hospitals: two in 大冶 (one without a degree), one in 仙桃, three in the provincial one. */
const PEOPLE = [
  [
    ['赵一', '1', '10000.5'],
    ['钱二', null, null],
  ],
  [['孙三', '2', '8000']],
  [
    ['李四', '1', '20000'],
    ['周五', '2', '7000.25'],
    ['吴六', '2', '6000'],
  ],
] as const

test.group('rosters as facts', (group) => {
  group.setup(async () => {
    roster = await openRoster(await actor('sheng-sheji'))
    const [daye, xiantao, provincial] = await Promise.all(
      ['daye-rmyy', 'xiantao-yy', 'sheng-zhyy'].map((login) => reportOf(login, roster.collection)),
    )
    if (!daye || !xiantao || !provincial) throw new Error('three hospitals owe the roster')
    reports = [daye, xiantao, provincial]
    for (const [at, people] of PEOPLE.entries()) {
      const values = people.map(([name, degree, pay], row) => record(roster.columns, rowId(row), { name, degree, pay }))
      await reports[at]?.save(Object.assign({}, ...values) as Record<string, string | null>)
      await reports[at]?.submit()
    }
  })

  test('every record is a row, in the order of the paper, under the row of its report', async ({ assert }) => {
    const rows = await ownerRows<Record<string, unknown>>(
      `select r.row_number, r."${roster.columns.name.toLowerCase()}" as name, r."${roster.columns.pay.toLowerCase()}" as pay, r.state,
         r.county_code from fact_rows."${tableOf()}" r join facts."${tableOf()}" f using (submission_id)
       where f.county_code = r.county_code and f.org_path = r.org_path order by name`,
    )
    assert.lengthOf(rows, 6)
    assert.includeDeepMembers(rows, [
      { row_number: 1, name: '赵一', pay: '10000.5', state: 'submitted', county_code: '420281' },
      { row_number: 2, name: '钱二', pay: null, state: 'submitted', county_code: '420281' },
    ])
  })

  test('counts and sums stand at every level, and add up', async ({ assert }) => {
    const province = await sums(await actor('sheng-fenxi'))
    assert.deepEqual(province.total.values, ['6', '51000.75'])
    assert.equal(province.total.included, 3)
    const cities = province.rows.filter(({ included }) => included > 0)
    assert.equal(
      cities.reduce((sum, { values }) => sum + Number(values[0]), 0),
      6,
    )
    const xiantao = cities.find(({ organisation }) => organisation.name === '仙桃市')
    const units = await sums(await actor('sheng-fenxi'), { organisation: xiantao?.organisation.id ?? '' })
    assert.deepEqual(
      units.rows.filter(({ included }) => included > 0).map(({ values }) => values),
      [['1', '8000']],
    )
    const huangshi = await sums(await actor('huangshi'))
    assert.deepEqual(huangshi.total.values, ['2', '10000.5'])
    assert.deepEqual((await sums(await actor('sheng-fenxi'), { status: 'county' })).total.values, [null, null])
  })

  test('split by code: every indicator once for each code that occurs, blank last', async ({ assert }) => {
    const analyst = await actor('sheng-fenxi')
    const { degree, pay } = roster.columns
    const reply = await sums(analyst, { split: degree })
    const lists = roster.form.template.indicators.find(({ code }) => code === degree)?.codeList
    const names = await ownerRows<{ name: string }>(
      `select name from code_items where list = $1 and code in ('1', '2') order by position`,
      [lists],
    )
    const [first, second] = names.map(({ name }) => name)
    assert.deepEqual(
      reply.indicators.map(({ key, name }) => [key, name]),
      ['1', '2', '']
        .flatMap((code, at) => [[`*=${code}`, `名单行数 · ${[first, second, '未填'][at]}`]])
        .concat(['1', '2', ''].map((code, at) => [`${pay}=${code}`, `工资 · ${[first, second, '未填'][at]}`])),
    )
    assert.deepEqual(reply.total.values, ['2', '3', '1', '30000.5', '21000.25', null])
    const shown = reply.rows.find(({ organisation }) => organisation.name === '黄石市')
    assert.deepEqual(shown?.values, ['1', null, '1', '10000.5', null, null])
    assert.equal(shown?.included, 1)
  })

  test('forms say what a list can be split by; what cannot be added says why', async ({ assert }) => {
    const analyst = await actor('sheng-fenxi')
    const forms = await analyst.expect('AnalysisForm[]', analyst.get<AnalysisForm[]>('/analysis/forms'))
    const own = forms.find(({ code }) => code === roster.form.code)
    assert.equal(own?.kind, 'roster')
    assert.deepEqual(own?.splits, [{ key: roster.columns.degree, name: '学历' }])
    assert.deepInclude(own?.indicators[0], { key: '*', name: '名单行数', unit: '行', whyNot: null })
    const refused = await analyst.get<Refused>(ask({ indicator: roster.columns.degree }))
    assert.include(refused.body.message, '按代码分')
    const wrong = await analyst.get<Refused>(ask({ split: roster.columns.pay }))
    assert.equal(wrong.status, 422)
    assert.equal(wrong.body.code, 'E_ANALYSIS_SPLIT')
  })

  test('the list of everybody in one’s scope comes as a workbook', async ({ assert }) => {
    const body = { form: roster.form.code, period: '2026-10', status: 'submitted', organisation: null }
    assert.equal((await anonymous().post('/analysis/record-exports', body)).status, 401)
    assert.equal((await (await actor('daye-rmyy')).post('/analysis/record-exports', body)).status, 403)
    for (const [login, names] of [
      ['sheng-fenxi', ['吴六', '周五', '孙三', '李四', '赵一', '钱二']],
      ['huangshi', ['赵一', '钱二']],
    ] as const) {
      const analyst = await actor(login)
      const asked = await analyst.expect('JobView', analyst.post<JobView>('/analysis/record-exports', body), 202)
      const job = await finishedJob(analyst, asked.id)
      assert.equal(job.state, 'done', job.message)
      assert.equal(job.message, `共 ${names.length} 行`)
      assert.lengthOf(await auditEvents('analysis.export-records', asked.id), 1)
      const workbook = new exceljs.Workbook()
      await workbook.xlsx.load((await analyst.download(`/jobs/${asked.id}/file`)).body)
      const lines: unknown[][] = []
      workbook.worksheets[0]?.eachRow((row) => lines.push((row.values as unknown[]).slice(1)))
      const [head, ...rows] = lines.slice(2)
      assert.deepEqual(head, [
        '市（州）',
        '县（市、区）',
        '机构名称',
        '行号',
        '姓名',
        '学历',
        '工龄（年）',
        '工资（元）',
      ])
      assert.sameMembers(
        rows.map((cells) => cells[4]),
        [...names],
      )
      const zhao = rows.find((cells) => cells[4] === '赵一')
      assert.deepEqual([zhao?.[0], zhao?.[1], zhao?.[3], zhao?.[7]], ['黄石市', '大冶市', 1, 10000.5])
      assert.match(String(zhao?.[2]), /大冶市.*医院/)
      assert.notEqual(zhao?.[5], '1')
    }
  })

  test('an empty list, another form and a wrong period are refused', async ({ assert }) => {
    const analyst = await actor('sheng-fenxi')
    const body = { form: roster.form.code, period: '2026-10', status: 'approved', organisation: null }
    const refusal = async (change: object) =>
      (await analyst.post<Refused>('/analysis/record-exports', { ...body, ...change })).body.code
    assert.equal(await refusal({}), 'E_ANALYSIS_LIST_EMPTY')
    assert.equal(await refusal({ period: '2026' }), 'E_ANALYSIS_PERIOD')
    assert.equal(await refusal({ form: 'NO-SUCH' }), 'E_ANALYSIS_FORM_NOT_FOUND')
    assert.equal(await refusal({ status: 'draft' }), 'E_VALIDATION')
  })

  test('rows follow their report: passed, returned, withdrawn; a rebuild gives the same', async ({ assert }) => {
    const [daye, xiantao, provincial] = reports
    await xiantao.as(await actor('xiantao')).review('pass')
    assert.lengthOf(
      (await records()).filter(({ state }) => state === 'city-passed'),
      1,
    )
    assert.deepEqual((await sums(await actor('sheng-fenxi'), { status: 'city' })).total.values, ['1', '8000'])
    await provincial.as(await actor('sheng-shenhe')).review('return')
    assert.lengthOf(await records(), 3)
    await daye.withdraw()
    assert.lengthOf(await records(), 1)
    await daye.save(record(roster.columns, rowId(0), { name: null, degree: null, pay: null }), { base: 1 })
    await daye.submit(2)
    const before = [await records('facts'), await records()]
    assert.lengthOf(before[1] ?? [], 2)
    await ownerRows(`update fact_rows."${tableOf()}" set state = 'wrong' returning row_id`)
    const { code, output } = await ace(sharedPlatform().database, 'facts:rebuild', '--form', roster.form.code)
    assert.equal(code, 0)
    assert.include(output, `${roster.form.code}：2 行，名单 2 行`)
    assert.deepEqual([await records('facts'), await records()], before)
    await daye.withdraw()
    assert.lengthOf(await records(), 1)
  }).timeout(60_000)
})
