import { test } from '@japa/runner'
import type { CollectionPreview, CollectionSummary } from '../../../workbench/src/app/api/contract.js'
import { buildForm, type BuiltForm, openCollection } from '../../support/forms.js'
import type { Refused } from '../../support/http_client.js'
import { actor, auditEvents, ownerRows } from '../../support/world.js'

const DAYS = { due: '2026-11-25', dueCounty: '2026-11-27', dueCity: '2026-11-29', dueProvince: '2026-12-02' }

function inputFor(form: BuiltForm, period = '2026-10') {
  return { formVersionId: form.versionId, period, ...DAYS }
}

interface Obligation {
  readonly name: string
  readonly organisation_id: string
  readonly category: string
  readonly hospital_level: string
  readonly county_code: string
  readonly review_steps: readonly { readonly level: string }[]
}

const obligationsOf = (collectionId: string) =>
  ownerRows<Obligation>('select * from obligations where collection_id = $1 order by organisation_id', [collectionId])

test.group('collection.open', () => {
  test('every unit in scope owes a report from that moment; the event says how many', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const opened = await openCollection(designer, form)
    assert.deepInclude(opened, { state: 'open', period: '2026-10', periodLabel: '2026年10月', openedBy: '孙晓敏' })
    const expected = await ownerRows<{ id: string }>(
      `select id from organisations where division_code = '420281' and category like 'A%' order by id`,
    )
    const obligations = await obligationsOf(opened.id)
    assert.deepEqual(
      obligations.map(({ organisation_id }) => organisation_id),
      expected.map(({ id }) => id),
    )
    assert.equal(opened.progress.due, expected.length)
    const [event] = await auditEvents('collection.open', opened.id)
    assert.deepInclude(event?.after as object, { period: '2026-10', obligations: expected.length })
  })

  test('the due list is frozen: attributes that change later, and units that close, change nothing', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer, { scope: 'AND(ORG.division = "420684", STARTS(ORG.category, "A"))' })
    const opened = await openCollection(designer, form)
    const before = await obligationsOf(opened.id)
    const unit = before[0]?.organisation_id ?? ''
    assert.notEqual(unit, '')
    await ownerRows(
      `update organisations set hospital_level = '1', category = 'A527', name = '改名医院', status = 'closed' where id = $1`,
      [unit],
    )
    assert.deepEqual(await obligationsOf(opened.id), before)
    const next = await openCollection(designer, form, { period: '2026-09' })
    assert.notInclude(
      (await obligationsOf(next.id)).map(({ organisation_id }) => organisation_id),
      unit,
    )
  })

  test('review steps: three as a rule, two without counties, the province alone for its own hospitals', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer, { scope: 'STARTS(ORG.category, "A")' })
    const obligations = await obligationsOf((await openCollection(designer, form)).id)
    const stepsOf = (name: string) =>
      obligations.find((obligation) => obligation.name === name)?.review_steps.map(({ level }) => level)
    assert.deepEqual(stepsOf('大冶市人民医院'), ['county', 'city', 'province'])
    assert.deepEqual(stepsOf('仙桃市第一人民医院'), ['city', 'province'])
    assert.deepEqual(stepsOf('湖北省第一综合医院'), ['province'])
  })

  test('the preview is what opening does, and opens nothing', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer, { scope: 'STARTS(ORG.category, "A")' })
    const preview = await designer.expect(
      'CollectionPreview',
      designer.post<CollectionPreview>('/collections/preview', inputFor(form)),
    )
    assert.lengthOf(preview.byCity, 17)
    const sum = (rows: readonly { obligations: number }[]) => rows.reduce((total, row) => total + row.obligations, 0)
    assert.equal(sum(preview.byCity), preview.obligations)
    assert.equal(sum(preview.byCategory), preview.obligations)
    const opened = await openCollection(designer, form)
    assert.equal(opened.progress.due, preview.obligations)
  })

  test('a second one for the same form and period is refused, also of two at once', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const replies = await Promise.all([1, 2, 3].map(() => designer.post<Refused>('/collections', inputFor(form))))
    assert.sameMembers(
      replies.map(({ status }) => status),
      [201, 409, 409],
    )
    assert.isTrue(replies.every(({ status, body }) => status === 201 || body.code === 'E_COLLECTION_EXISTS'))
  })

  test('refuses drafts, other kinds of period, days out of order and a scope that nobody is in', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const nobody = await buildForm(designer, { scope: 'ORG.category = "Z999"' })
    const draft = await designer.post<{ version: { id: string } }>(`/forms/${form.formId}/drafts`, {
      fromVersionId: form.versionId,
    })
    const cases = [
      [{ ...inputFor(form), formVersionId: draft.body.version.id }, 'E_COLLECTION_VERSION_NOT_PUBLISHED'],
      [{ ...inputFor(form), period: '2026Q3' }, 'E_COLLECTION_PERIOD'],
      [{ ...inputFor(form), period: '2026-13' }, 'E_COLLECTION_PERIOD'],
      [{ ...inputFor(form), dueCounty: '2026-11-20' }, 'E_COLLECTION_DUE_ORDER'],
      [inputFor(nobody), 'E_COLLECTION_NOBODY'],
      [{ ...inputFor(form), due: '25.11.2026' }, 'E_VALIDATION'],
      [{ period: '2026-10' }, 'E_VALIDATION'],
    ] as const
    for (const [body, code] of cases) {
      const reply = await designer.post<Refused>('/collections', body)
      assert.deepEqual([reply.status, reply.body.code], [422, code])
    }
    assert.lengthOf(await ownerRows('select from collections where form_id = $1', [form.formId]), 0)
  })

  test('only designers open, close and preview', async ({ assert }) => {
    const form = await buildForm(await actor('sheng-sheji'))
    for (const login of ['daye-rmyy', 'daye', 'huangshi', 'sheng-shenhe']) {
      const client = await actor(login)
      assert.equal((await client.post('/collections', inputFor(form))).status, 403)
      assert.equal((await client.post('/collections/preview', inputFor(form))).status, 403)
      assert.equal((await client.post('/collections/1/close', { reason: '结束' })).status, 403)
    }
  })
})

test.group('collection.list and collection.read', () => {
  test('progress is counted within one’s own subtrees', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer, { scope: 'AND(ORG.city = "420200", STARTS(ORG.category, "A"))' })
    const { id, progress } = await openCollection(designer, form)
    const dueFor = async (login: string) => {
      const client = await actor(login)
      const summary = await client.expect('CollectionSummary', client.get<CollectionSummary>(`/collections/${id}`))
      return summary.progress.due
    }
    const inDaye = (await obligationsOf(id)).filter(({ county_code }) => county_code === '420281').length
    assert.equal(await dueFor('huangshi'), progress.due)
    assert.equal(await dueFor('daye'), inDaye)
    assert.equal(await dueFor('daye-rmyy'), 1)
    assert.equal(await dueFor('xiantao'), 0)
    const client = await actor('daye')
    const listed = await client.expect(
      'CollectionSummary[]',
      client.get<CollectionSummary[]>('/collections?state=open'),
    )
    assert.isTrue(listed.some((summary) => summary.id === id))
    assert.isTrue(listed.every(({ state }) => state === 'open'))
  })

  test('by city for the province, by county for a city', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer, { scope: 'STARTS(ORG.category, "A")' })
    const { id, progress } = await openCollection(designer, form)
    const regions = async (login: string) => {
      const client = await actor(login)
      return client.expect<readonly { organisation: { name: string; level: string }; progress: { due: number } }[]>(
        'RegionProgress[]',
        client.get(`/collections/${id}/regions`),
      )
    }
    const cities = await regions('sheng-sheji')
    assert.lengthOf(cities, 17)
    assert.equal(
      cities.reduce((sum, city) => sum + city.progress.due, 0),
      progress.due,
    )
    const counties = await regions('huangshi')
    assert.isTrue(counties.every(({ organisation }) => organisation.level === 'county'))
    assert.include(
      counties.map(({ organisation }) => organisation.name),
      '大冶市',
    )
  })

  test('an unknown one is a 404', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    assert.equal((await designer.get<Refused>('/collections/999999999')).body.code, 'E_COLLECTION_NOT_FOUND')
    assert.equal((await designer.get('/collections/abc')).status, 404)
  })
})

test.group('collection.close and collection.reopen', () => {
  test('closing and opening again need a reason, keep it, and move the days along', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { id } = await openCollection(designer, await buildForm(designer))
    const post = <T>(path: string, body: object) => designer.post<T>(`/collections/${id}/${path}`, body)
    assert.equal((await post('close', {})).status, 422)
    const closed = await designer.expect(
      'CollectionSummary',
      post<CollectionSummary>('close', { reason: '本期汇总完成' }),
    )
    assert.equal(closed.state, 'closed')
    assert.equal((await post<Refused>('close', { reason: '再次' })).body.code, 'E_COLLECTION_NOT_OPEN')
    const again = { reason: '大冶市补报', due: '2026-12-05' }
    const reopened = await designer.expect('CollectionSummary', post<CollectionSummary>('reopen', again))
    assert.deepInclude(reopened, { state: 'open', due: '2026-12-05', dueProvince: '2026-12-05' })
    assert.equal((await post<Refused>('reopen', again)).body.code, 'E_COLLECTION_NOT_CLOSED')
    assert.deepEqual(
      (await auditEvents('collection.close', id)).map(({ reason }) => reason),
      ['本期汇总完成'],
    )
    assert.lengthOf(await auditEvents('collection.reopen', id), 1)
  })
})
