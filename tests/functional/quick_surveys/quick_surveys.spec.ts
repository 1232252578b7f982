import { test } from '@japa/runner'
import exceljs from 'exceljs'
import type {
  AnswerList,
  CollectionSummary,
  FillTask,
  JobView,
  Question,
  QuickSurvey,
  QuickSurveyInput,
  ReviewList,
  SubmissionView,
} from '../../../workbench/src/app/api/contract.js'
import type { Refused } from '../../support/http_client.js'
import { finishedJob } from '../../support/jobs.js'
import { actor, auditEvents, ownerRows } from '../../support/world.js'
import { ReportClient } from '../submissions/report.js'

const ask = (text: string, change: Partial<Question> = {}): Question => ({
  text,
  type: 'number',
  required: true,
  unit: '',
  decimals: 0,
  choices: [],
  ...change,
})

const QUESTIONS = [
  ask('发热门诊现有床位数', { unit: '张' }),
  ask('抗病毒药物库存可用天数', { unit: '天', decimals: 1 }),
  ask('运行状态', { type: 'choice', choices: ['正常', '停诊'] }),
  ask('是否已启动应急预案', { type: 'yes-no' }),
  ask('最近一次演练日期', { type: 'date', required: false }),
  ask('主要困难', { type: 'text', required: false }),
]

async function inputFor(change: Partial<QuickSurveyInput> = {}): Promise<QuickSurveyInput> {
  const units = await ownerRows<{ id: string }>(
    `select id from organisations where name in ('大冶市人民医院', '仙桃市第一人民医院') order by name`,
  )
  const choice = { regions: [], categories: [], units: units.map(({ id }) => id), collectionId: null }
  return { title: '发热门诊情况', questions: QUESTIONS, choice, hours: 4, process: 'none', basis: '', ...change }
}

async function open(change: Partial<QuickSurveyInput> = {}): Promise<QuickSurvey> {
  const designer = await actor('sheng-sheji')
  return designer.expect('QuickSurvey', designer.post<QuickSurvey>('/quick-surveys', await inputFor(change)), 201)
}

async function reportOf(login: string, { collection }: QuickSurvey): Promise<ReportClient> {
  const client = await actor(login)
  const tasks = (await client.get<FillTask[]>('/tasks')).body
  const task = tasks.find(({ collectionId }) => collectionId === collection.id)
  return new ReportClient(client, task?.obligationId ?? '')
}

/** Answers in the order of the questions. */
const answers = ({ questions }: QuickSurvey, ...values: readonly string[]) =>
  Object.fromEntries(values.map((value, at) => [questions[at]?.key ?? '', value]))

const HEADER = { phone: '0714-8720001' }

test.group('quick_survey.open', () => {
  test('questions become a published form in the quick namespace, opened for the chosen units, with one event', async ({
    assert,
  }) => {
    const survey = await open()
    const { collection, questions } = survey
    assert.deepInclude(collection, {
      kind: 'quick',
      process: 'none',
      state: 'open',
      due: '2026-11-23',
      formTitle: '发热门诊情况',
    })
    assert.match(collection.dueTime ?? '', /^13:\d\d$/)
    assert.equal(collection.progress.due, 2)
    const namespace = collection.formCode.replace('-', '')
    assert.deepEqual(
      questions.map(({ key, type }) => [key, type]),
      ['integer', 'decimal', 'code', 'code', 'date', 'text'].map((type, at) => [`${namespace}_${at + 1}`, type]),
    )
    const events = await auditEvents('quick_survey.open', collection.id)
    assert.lengthOf(events, 1)
    assert.deepInclude(events[0]?.after as object, { form: collection.formCode, obligations: 2 })
    const report = await reportOf('daye-rmyy', survey)
    const view = await report.view()
    assert.deepEqual([view.reviewSteps, view.can.save, view.collection.kind], [[], true, 'quick'])
  })

  test('the process is the one asked for: by the province alone, or level by level', async ({ assert }) => {
    const stepsOf = async (process: QuickSurveyInput['process']) => {
      const report = await reportOf('daye-rmyy', await open({ process }))
      return (await report.view()).reviewSteps.map(({ level }) => level)
    }
    assert.deepEqual(await stepsOf('none'), [])
    assert.deepEqual(await stepsOf('province'), ['province'])
    assert.deepEqual(await stepsOf('levels'), ['county', 'city', 'province'])
  })

  test('refuses nobody, a choice without choices and other shapes; leaves nothing behind; only designers', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const count = () =>
      ownerRows(`select (select count(*) from forms where code like 'QS-%') as forms,
        (select count(*) from indicators where code like 'QS%') as indicators`)
    const before = await count()
    const attempt = async (change: Partial<QuickSurveyInput>) => {
      const { status, body } = await designer.post<Refused>('/quick-surveys', await inputFor(change))
      return [status, body.code]
    }
    const nobody = { regions: [], categories: [], units: [], collectionId: null }
    assert.deepEqual(await attempt({ choice: nobody }), [422, 'E_QUICK_SURVEY_NOBODY'])
    assert.deepEqual(await attempt({ questions: [ask('选什么', { type: 'choice', choices: ['一'] })] }), [
      422,
      'E_QUICK_SURVEY_CHOICES',
    ])
    assert.equal((await attempt({ questions: [] }))[0], 422)
    assert.equal((await attempt({ hours: 0 }))[0], 422)
    assert.deepEqual(await count(), before)
    for (const login of ['daye-rmyy', 'daye', 'sheng-fenxi']) {
      assert.equal((await (await actor(login)).post('/quick-surveys', await inputFor())).status, 403)
    }
  })
})

test.group('quick_survey: answers, units and export', () => {
  test('answers arrive by unit with the names of codes, sums of numbers, and as a workbook', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const survey = await open()
    const path = `/quick-surveys/${survey.collection.id}`
    const list = () => designer.expect('AnswerList', designer.get<AnswerList>(`${path}/answers`))
    assert.deepEqual([(await list()).total, (await list()).rows], [0, []])
    const [daye, xiantao] = [await reportOf('daye-rmyy', survey), await reportOf('xiantao-yy', survey)]
    await daye.save(answers(survey, '12', '3.5', '2', '1', '2026-11-02', '缺人'), { header: HEADER })
    await daye.submit()
    await xiantao.save(answers(survey, '8', '1.3', '1', '1'), { header: HEADER })
    await xiantao.submit()
    const found = await list()
    assert.deepEqual(found.totals, ['20', '4.8', null, null, null, null])
    assert.deepEqual(
      found.rows.map(({ organisation, values }) => [organisation, values]),
      [
        ['大冶市人民医院', ['12', '3.5', '停诊', '是', '2026-11-02', '缺人']],
        ['仙桃市第一人民医院', ['8', '1.3', '正常', '是', null, null]],
      ],
    )
    const job = await designer.expect('JobView', designer.post<JobView>(`${path}/exports`), 202)
    const sheet = await workbookOf(job.id)
    const line = (row: number) => (sheet?.getRow(row).values as unknown[]).slice(1)
    assert.deepEqual(line(5).slice(0, 6), ['大冶市人民医院', '黄石市', '大冶市', '2026-11-23', 12, 3.5])
    assert.deepEqual(line(4).slice(4, 6), [20, 4.8])
    assert.lengthOf(await auditEvents('quick_survey.export', job.id), 1)
  }).timeout(60_000)

  test('the list of units is that of any collection: who is missing, who is late, whom to call', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const survey = await open()
    const path = `/quick-surveys/${survey.collection.id}/units`
    const list = (status: string) => designer.expect('ReviewList', designer.get<ReviewList>(`${path}?status=${status}`))
    const missing = await list('not-submitted')
    const daye = missing.rows.find(({ organisation }) => organisation.name === '大冶市人民医院')
    assert.equal(daye?.filledBy, '刘海燕')
    assert.match(daye?.phone ?? '', /\d{7,}/)
    assert.deepEqual([missing.total, missing.counts.overdue], [2, 0])
    await ownerRows(`update collections set due_time = '08:59' where id = $1`, [survey.collection.id])
    assert.equal((await list('overdue')).total, 2)
    const report = await reportOf('daye-rmyy', survey)
    await report.save(answers(survey, '1', '1', '1', '1'), { header: HEADER })
    assert.isTrue((await report.submit()).overdue)
    assert.deepEqual(
      (await list('submitted')).rows.map(({ organisation, phone }) => [organisation.name, phone]),
      [['大冶市人民医院', HEADER.phone]],
    )
    const reviewer = await actor('daye')
    const same = (await reviewer.get<ReviewList>(`/collections/${survey.collection.id}/obligations`)).body
    assert.deepEqual([same.total, same.counts.overdue], [1, 1])
  })

  test('lists quick surveys alone, finds no other collection, and closes like any other', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { collection } = await open()
    const listed = await designer.expect('CollectionSummary[]', designer.get<CollectionSummary[]>('/quick-surveys'))
    assert.isTrue(listed.some(({ id }) => id === collection.id))
    assert.isTrue(listed.every(({ kind }) => kind === 'quick'))
    const [other] = await ownerRows<{ id: string }>(`select id from collections where kind = 'regular' limit 1`)
    if (other) assert.equal((await designer.get(`/quick-surveys/${other.id}`)).status, 404)
    assert.equal((await designer.get('/quick-surveys/999999999')).status, 404)
    await designer.expect(
      'CollectionSummary',
      designer.post(`/collections/${collection.id}/close`, { reason: '已经收齐' }),
    )
    const report = await reportOf('daye-rmyy', { collection, questions: [] })
    assert.equal((await report.client.get<SubmissionView>(`/submissions/${report.obligationId}`)).body.can.save, false)
  })
})

async function workbookOf(jobId: string): Promise<exceljs.Worksheet | undefined> {
  const designer = await actor('sheng-sheji')
  const job = await finishedJob(designer, jobId)
  if (job.state !== 'done') throw new Error(job.message)
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load((await designer.download(`/jobs/${jobId}/file`)).body)
  return workbook.worksheets[0]
}
