import { test } from '@japa/runner'
import type {
  AggregateReply,
  AnalysisForm,
  CollectionSummary,
  FillTask,
  FormDraft,
  Home,
  ReviewList,
  TrialComment,
  TrialInput,
  TrialSummary,
  TrialView,
} from '../../../workbench/src/app/api/contract.js'
import { buildForm, openCollection, smallTemplate } from '../../support/forms.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, auditEvents, ownerRows, sharedPlatform } from '../../support/world.js'
import { withClient } from '../../../deploy/local/database.mjs'
import { ace } from '../../support/ace.js'
import { goodValues, ReportClient } from '../submissions/report.js'

const DAYE = '大冶市人民医院'

async function unitId(name: string): Promise<string> {
  const [unit] = await ownerRows<{ id: string }>('select id from organisations where name = $1', [name])
  return unit?.id ?? ''
}

async function inputFor(formVersionId: string, change: Partial<TrialInput> = {}): Promise<TrialInput> {
  const choice = { regions: [], categories: [], units: [await unitId(DAYE)], collectionId: null }
  return { formVersionId, period: '2026-10', due: '2026-11-30', choice, ...change }
}

const open = async (designer: Client, input: TrialInput): Promise<TrialSummary> =>
  designer.expect('TrialSummary', designer.post<TrialSummary>('/trials', input), 201)

async function taskOf(client: Client, collectionId: string): Promise<FillTask | undefined> {
  const tasks = await client.expect('FillTask[]', client.get<FillTask[]>('/tasks'))
  return tasks.find((task) => task.collectionId === collectionId)
}

async function trialReport(trial: TrialSummary): Promise<ReportClient> {
  const filler = await actor('daye-rmyy')
  return new ReportClient(filler, (await taskOf(filler, trial.id))?.obligationId ?? '')
}

/** Lets the last day of a trial pass. */
async function endYesterday(trialId: string): Promise<void> {
  await withClient(sharedPlatform().database.ownerUrl, async (client) => {
    await client.query(`select set_config('app.trial', '*', false)`)
    await client.query(`update collections set due = '2026-11-22' where id = $1`, [trialId])
  })
}

const refused = async (reply: Promise<{ status: number; body: unknown }>): Promise<[number, string]> => {
  const { status, body } = await reply
  return [status, (body as Refused).code]
}

test.group('trial: never counted', () => {
  test('a submitted trial is in no fact, sum, list, rate or earlier value, and none after a rebuild', async ({
    assert,
  }) => {
    const [designer, reviewer, analyst, filler] = await Promise.all(
      ['sheng-sheji', 'daye', 'sheng-fenxi', 'daye-rmyy'].map(actor),
    )
    if (!designer || !reviewer || !analyst || !filler) throw new Error('four people are needed')
    const form = await buildForm(designer)
    const real = await openCollection(designer, form)
    const trial = await open(designer, await inputFor(form.versionId))
    const report = await trialReport(trial)
    await report.save(goodValues(form))
    assert.equal((await report.submit()).state, 'submitted')

    const table = form.code.toLowerCase().replaceAll('-', '_')
    const facts = () => ownerRows(`select * from facts."${table}"`)
    const sums = async () => {
      const query = `form=${form.code}&period=2026-10&indicator=${form.keys.visits}&status=submitted`
      const { total } = await analyst.expect(
        'AggregateReply',
        analyst.get<AggregateReply>(`/analysis/aggregate?${query}`),
      )
      return { due: total.due, included: total.included, values: total.values }
    }
    assert.deepEqual(await facts(), [])
    assert.deepEqual(await sums(), { due: real.progress.due, included: 0, values: [null] })
    const rebuilt = await ace(sharedPlatform().database, 'facts:rebuild', '--form', form.code)
    assert.include(rebuilt.output, `${form.code}：0 行`)
    assert.deepEqual(await facts(), [])
    assert.deepEqual(await sums(), { due: real.progress.due, included: 0, values: [null] })

    const { progress } = (await designer.get<CollectionSummary>(`/collections/${real.id}`)).body
    assert.deepEqual([progress.due, progress.submitted, progress.overdue], [real.progress.due, 0, 0])
    const all = (await designer.get<CollectionSummary[]>('/collections')).body
    assert.isTrue(all.some(({ id }) => id === real.id))
    assert.isFalse(all.some(({ id }) => id === trial.id))
    const list = (await reviewer.get<ReviewList>(`/collections/${real.id}/obligations`)).body
    assert.deepEqual([list.counts.all, list.counts.submitted], [real.progress.due, 0])
    assert.equal((await reviewer.get(`/collections/${trial.id}/obligations`)).status, 404)
    assert.deepEqual(await refused(designer.post(`/collections/${trial.id}/close`, { reason: '不是这样结束的' })), [
      404,
      'E_COLLECTION_NOT_FOUND',
    ])
    const { tasks } = (await filler.get<Home>('/home')).body
    assert.isFalse(tasks.some(({ collectionId }) => collectionId === trial.id))
    const forms = (await analyst.get<AnalysisForm[]>('/analysis/forms')).body
    assert.lengthOf(forms.find(({ code }) => code === form.code)?.periods ?? [], 1)

    const next = await openCollection(designer, form, { period: '2026-11', due: '2026-12-10' })
    const own = await taskOf(filler, next.id)
    const later = await new ReportClient(filler, own?.obligationId ?? '').view()
    assert.isNull(later.previous)
    const mine = await new ReportClient(filler, (await taskOf(filler, real.id))?.obligationId ?? '').view()
    assert.deepEqual([mine.state, mine.values], ['empty', {}])
  }).timeout(90_000)

  test('withdrawn and submitted again it still counts nowhere; the real report beside it counts alone', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const real = await openCollection(designer, form)
    const report = await trialReport(await open(designer, await inputFor(form.versionId)))
    const filler = await actor('daye-rmyy')
    const own = new ReportClient(filler, (await taskOf(filler, real.id))?.obligationId ?? '')
    for (const each of [report, own]) {
      await each.save(goodValues(form))
      await each.submit()
    }
    await report.withdraw()
    await report.submit()
    const facts = await ownerRows<{ submission_id: string }>(
      `select submission_id from facts."${form.code.toLowerCase().replaceAll('-', '_')}"`,
    )
    const [stored] = await ownerRows<{ id: string }>('select id from submissions where obligation_id = $1', [
      own.obligationId,
    ])
    assert.deepEqual(facts, [{ submission_id: stored?.id ?? '' }])
  })
})

test.group('trial.open and trial.end', () => {
  test('a draft is tried on a frozen copy: it goes on being changed, and publishing makes version 1', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const code = `Y${process.pid}-1`
    const keys = {
      visits: `Y${process.pid}_a`,
      stays: `Y${process.pid}_b`,
      total: `Y${process.pid}_c`,
      income: `Y${process.pid}_d`,
    }
    const template = smallTemplate(code, keys)
    const created = await designer.post<FormDraft>('/forms', { code, title: template.title, periodType: 'month' })
    const { version } = created.body
    assert.deepEqual(await refused(designer.post('/trials', await inputFor(version.id))), [422, 'E_TEMPLATE_INVALID'])
    for (const indicator of template.indicators) await designer.post('/indicators', indicator)
    const path = `/form-versions/${version.id}`
    const saved = (await designer.put<FormDraft>(path, { revision: created.body.revision, template })).body
    const trial = await open(designer, await inputFor(version.id))
    assert.deepInclude(trial, { ofDraft: true, versionNumber: 1, units: 1, state: 'open' })

    const report = await trialReport(trial)
    await report.save({ [keys.visits]: '5', [keys.stays]: '1' })
    assert.equal((await report.submit()).state, 'submitted')
    const view = await report.view()
    assert.deepEqual([view.collection.kind, view.reviewSteps], ['trial', []])

    const changed = (
      await designer.put<FormDraft>(path, { revision: saved.revision, template: { ...template, unitNote: '人次' } })
    ).body
    const published = await designer.post<FormDraft>(`${path}/publish`, { revision: changed.revision })
    assert.deepEqual([published.status, published.body.version.number], [200, 1])
    const versions = await designer.get<{ code: string; versions: unknown[] }[]>('/forms')
    assert.lengthOf(versions.body.find((each) => each.code === code)?.versions ?? [], 1)
    assert.deepEqual(await ownerRows(`select * from facts."${code.toLowerCase().replaceAll('-', '_')}"`), [])
    const [event] = await auditEvents('trial.open', trial.id)
    assert.deepInclude(event?.after as object, { form: code, obligations: 1 })
  }).timeout(60_000)

  test('refuses days too early and too late, a period of another type, nobody, and everybody but designers', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const { versionId } = await buildForm(designer)
    const attempt = async (change: Partial<TrialInput>) =>
      refused(designer.post('/trials', await inputFor(versionId, change)))
    assert.deepEqual(await attempt({ due: '2026-11-22' }), [422, 'E_TRIAL_DUE'])
    assert.deepEqual(await attempt({ due: '2027-06-01' }), [422, 'E_TRIAL_DUE'])
    assert.deepEqual(await attempt({ period: '2026' }), [422, 'E_TRIAL_PERIOD'])
    const nobody = { regions: [], categories: [], units: [], collectionId: null }
    assert.deepEqual(await attempt({ choice: nobody }), [422, 'E_COLLECTION_NOBODY'])
    assert.deepEqual(await attempt({ choice: { ...nobody, regions: ['999999999'] } }), [422, 'E_COLLECTION_REGION'])
    for (const login of ['daye-rmyy', 'daye', 'sheng-fenxi']) {
      assert.equal((await (await actor(login)).post('/trials', await inputFor(versionId))).status, 403)
      assert.equal((await (await actor(login)).get('/trials')).status, 403)
    }
  })

  test('ends by itself after its day, or when it is ended; then nothing is saved or said', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const [first, second] = [
      await open(designer, await inputFor(form.versionId)),
      await open(designer, await inputFor(form.versionId)),
    ]
    const [byDay, byAct] = [await trialReport(first), await trialReport(second)]
    await endYesterday(first.id)
    const ended = await designer.expect('TrialSummary', designer.post<TrialSummary>(`/trials/${second.id}/end`))
    assert.equal(ended.state, 'closed')
    assert.deepEqual(await refused(designer.post(`/trials/${second.id}/end`)), [409, 'E_TRIAL_OVER'])
    assert.lengthOf(await auditEvents('trial.end', second.id), 1)
    for (const report of [byAct, byDay]) {
      assert.deepEqual(await refused(report.trySave(goodValues(form))), [409, 'E_TRIAL_ENDED'])
      const path = `/submissions/${report.obligationId}/comments`
      assert.deepEqual(await refused(report.client.post(path, { cellId: null, text: '太晚了' })), [
        409,
        'E_TRIAL_ENDED',
      ])
      assert.equal((await report.view()).can.save, false)
    }
  })
})

test.group('trial.comment', () => {
  test('what is said at a cell reaches the designer with place, unit and telephone, and can be settled', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const trial = await open(designer, await inputFor(form.versionId))
    const { client, obligationId } = await trialReport(trial)
    const path = `/submissions/${obligationId}/comments`
    await client.expect(
      'TrialComment[]',
      client.post<TrialComment[]>(path, { cellId: 'i_visits', text: '口径是否含体检人次？' }),
      201,
    )
    await client.post(path, { cellId: null, text: '整张表两页太长' })
    const said = await client.expect('TrialComment[]', client.get<TrialComment[]>(path))
    assert.deepEqual(
      said.map(({ place, text }) => [place, text]),
      [
        ['C3 诊疗人次', '口径是否含体检人次？'],
        ['整张表', '整张表两页太长'],
      ],
    )
    const view = await designer.expect('TrialView', designer.get<TrialView>(`/trials/${trial.id}`))
    assert.deepInclude(view.trial, { comments: 2, unsettled: 2 })
    assert.deepInclude(view.comments[0], { organisation: DAYE, by: '刘海燕', cellId: 'i_visits' })
    assert.deepInclude(view.units[0], { name: DAYE, comments: 2, state: 'empty' })
    const settle = `/trials/${trial.id}/comments/${said[0]?.id ?? ''}/settle`
    const settled = await designer.expect('TrialComment[]', designer.post<TrialComment[]>(settle, { settled: true }))
    assert.equal(settled[0]?.settledBy, '孙晓敏')
    assert.lengthOf(await auditEvents('trial.settle', said[0]?.id), 1)
    assert.lengthOf(await auditEvents('trial.comment', said[0]?.id), 1)
  })

  test('refuses real reports, cells that are not there, other units and other trials', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const real = await openCollection(designer, form)
    const [trial, other] = [
      await open(designer, await inputFor(form.versionId)),
      await open(designer, await inputFor(form.versionId)),
    ]
    const { client, obligationId } = await trialReport(trial)
    const own = await taskOf(client, real.id)
    const say = (id: string, cellId: string | null, by = client) =>
      refused(by.post(`/submissions/${id}/comments`, { cellId, text: '请看这里' }))
    assert.deepEqual(await say(own?.obligationId ?? '', null), [409, 'E_TRIAL_NO_TRIAL'])
    assert.deepEqual(await say(obligationId, 'nowhere'), [422, 'E_TRIAL_CELL'])
    assert.deepEqual(await say(obligationId, null, await actor('xiantao-yy')), [404, 'E_OBLIGATION_NOT_FOUND'])
    const [said] = (
      await client.post<TrialComment[]>(`/submissions/${obligationId}/comments`, { cellId: null, text: '好的' })
    ).body
    assert.deepEqual(
      await refused(designer.post(`/trials/${other.id}/comments/${said?.id ?? ''}/settle`, { settled: true })),
      [404, 'E_TRIAL_COMMENT_NOT_FOUND'],
    )
    assert.equal(
      (await client.post(`/trials/${trial.id}/comments/${said?.id ?? ''}/settle`, { settled: true })).status,
      403,
    )
  })
})
