import { test } from '@japa/runner'
import type {
  CollectionPlan,
  FormDraft,
  FormPlace,
  SurveyEntry,
  SurveyInput,
  SurveyList,
} from '../../../workbench/src/app/api/contract.js'
import { buildForm, openCollection } from '../../support/forms.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, auditEvents } from '../../support/world.js'

let surveys = 0

function inputFor(change: Partial<SurveyInput> = {}): SurveyInput {
  surveys += 1
  return {
    title: `测试调查 ${process.pid}-${surveys}`,
    maker: '湖北省卫生健康委员会',
    documentNo: '鄂卫统〔2026〕1号',
    validFrom: '2026',
    validUntil: '2028-12',
    area: 'statistics',
    note: '',
    ...change,
  }
}

const create = (designer: Client, input = inputFor()): Promise<SurveyEntry> =>
  designer.expect('SurveyEntry', designer.post<SurveyEntry>('/surveys', input), 201)

test.group('survey.create, survey.save and survey.list', () => {
  test('a survey is created, listed and edited, each with an event of what changed', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const created = await create(designer)
    const list = await designer.expect('SurveyList', designer.get<SurveyList>('/surveys'))
    assert.deepEqual(
      list.surveys.find(({ id }) => id === created.id),
      created,
    )
    const { id, revision, kind: _kind, forms: _forms, ...said } = created
    const saved = await designer.expect(
      'SurveyEntry',
      designer.put<SurveyEntry>(`/surveys/${id}`, { ...said, documentNo: '', validUntil: '2029-06-30', revision }),
    )
    assert.deepInclude(saved, { documentNo: '', validUntil: '2029-06-30', revision: revision + 1 })
    assert.lengthOf(await auditEvents('survey.create', id), 1)
    const [event] = await auditEvents('survey.save', id)
    assert.deepInclude(event?.before as object, { documentNo: '鄂卫统〔2026〕1号' })
    assert.deepInclude(event?.after as object, { documentNo: '' })
  })

  test('refuses a title that is taken, a stale page, a validity that ends before it begins, other shapes', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const [first, second] = [await create(designer), await create(designer)]
    const codeOf = async (reply: Promise<{ status: number; body: Refused }>) => {
      const { status, body } = await reply
      return [status, body.code]
    }
    const put = (body: object) => designer.put<Refused>(`/surveys/${second.id}`, body)
    assert.deepEqual(await codeOf(designer.post('/surveys', inputFor({ title: first.title }))), [
      409,
      'E_SURVEY_EXISTS',
    ])
    assert.deepEqual(await codeOf(put({ ...inputFor({ title: first.title }), revision: 1 })), [409, 'E_SURVEY_EXISTS'])
    assert.deepEqual(await codeOf(put({ ...inputFor(), revision: 7 })), [409, 'E_SURVEY_STALE'])
    const reversed = inputFor({ validFrom: '2028-02', validUntil: '2028-01-31' })
    assert.deepEqual(await codeOf(designer.post('/surveys', reversed)), [422, 'E_SURVEY_VALIDITY'])
    assert.equal((await designer.post('/surveys', inputFor({ validUntil: '2028-13' }))).status, 422)
    assert.equal((await designer.post('/surveys', { ...inputFor(), kind: 'quick' })).status, 422)
    assert.deepEqual(await codeOf(designer.put('/surveys/999999999', { ...inputFor(), revision: 1 })), [
      404,
      'E_SURVEY_NOT_FOUND',
    ])
  })

  test('only designers', async ({ assert }) => {
    for (const login of ['daye-rmyy', 'daye', 'sheng-fenxi']) {
      const client = await actor(login)
      assert.equal((await client.get('/surveys')).status, 403)
      assert.equal((await client.post('/surveys', inputFor())).status, 403)
      assert.equal((await client.put('/forms/1/survey', { surveyId: null })).status, 403)
    }
  })
})

test.group('survey.place', () => {
  test('a form belongs to one survey: placing it again moves it, null takes it out', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const [first, second, form] = [await create(designer), await create(designer), await buildForm(designer)]
    const place = (surveyId: string | null) =>
      designer.expect('FormPlace', designer.put<FormPlace>(`/forms/${form.formId}/survey`, { surveyId }))
    const holders = async () => {
      const { surveys: all, unplaced } = (await designer.get<SurveyList>('/surveys')).body
      const holds = (forms: SurveyList['unplaced']) => forms.some(({ id }) => id === form.formId)
      return [...all.filter(({ forms }) => holds(forms)).map(({ id }) => id), ...(holds(unplaced) ? ['none'] : [])]
    }
    assert.deepEqual(await holders(), ['none'])
    await place(first.id)
    assert.deepEqual(await holders(), [first.id])
    await place(second.id)
    assert.deepEqual(await holders(), [second.id])
    await place(null)
    assert.deepEqual(await holders(), ['none'])
    const events = await auditEvents('survey.place', form.formId)
    assert.deepEqual(
      events.map(({ after }) => after),
      [{ surveyId: first.id }, { surveyId: second.id }, { surveyId: null }],
    )
  })

  test('refuses a form or survey that is not there', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const missing = await designer.put<Refused>(`/forms/${form.formId}/survey`, { surveyId: '999999999' })
    assert.deepEqual([missing.status, missing.body.code], [404, 'E_SURVEY_NOT_FOUND'])
    const nowhere = await designer.put<Refused>('/forms/999999999/survey', { surveyId: null })
    assert.deepEqual([nowhere.status, nowhere.body.code], [404, 'E_FORM_NOT_FOUND'])
  })
})

test.group('collection_plan', () => {
  test('says what is next, from nothing to an opened 报送任务, and is over then; each act has an event', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const plan = await designer.expect('CollectionPlan', designer.post<CollectionPlan>('/collection-plans'), 201)
    const path = `/collection-plans/${plan.id}`
    const save = (surveyId: string | null, formId: string | null) =>
      designer.expect('CollectionPlan', designer.put<CollectionPlan>(path, { surveyId, formId }))
    const listed = async () =>
      (await designer.expect('CollectionPlan[]', designer.get<CollectionPlan[]>('/collection-plans'))).some(
        ({ id }) => id === plan.id,
      )
    assert.deepEqual([plan.step, await listed()], ['survey', true])
    const survey = await create(designer)
    assert.equal((await save(survey.id, null)).step, 'form')
    const code = `P${process.pid}-1`
    const draft = await designer.post<FormDraft>('/forms', { code, title: '新表', periodType: 'month' })
    const designing = await save(survey.id, draft.body.formId)
    assert.deepInclude(designing, { step: 'design', newestVersionId: draft.body.version.id, publishedVersionId: null })
    const form = await buildForm(designer)
    assert.deepInclude(await save(survey.id, form.formId), { step: 'open', publishedVersionId: form.versionId })
    await openCollection(designer, form)
    assert.isFalse(await listed())
    const missing = await designer.put<Refused>(path, { surveyId: null, formId: null })
    assert.deepEqual([missing.status, missing.body.code], [404, 'E_COLLECTION_PLAN_NOT_FOUND'])
    assert.lengthOf(await auditEvents('collection_plan.begin', plan.id), 1)
    assert.lengthOf(await auditEvents('collection_plan.save', plan.id), 3)
  })

  test('is one’s own; refuses what is not there; can be given up', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const plan = (await designer.post<CollectionPlan>('/collection-plans')).body
    const path = `/collection-plans/${plan.id}`
    const codeOf = async (body: object) => (await designer.put<Refused>(path, body)).body.code
    assert.equal(await codeOf({ surveyId: '999999999', formId: null }), 'E_SURVEY_NOT_FOUND')
    assert.equal(await codeOf({ surveyId: null, formId: '999999999' }), 'E_FORM_NOT_FOUND')
    assert.equal((await (await actor('daye-rmyy')).get('/collection-plans')).status, 403)
    assert.equal((await designer.send('DELETE', path)).status, 204)
    assert.equal((await designer.send('DELETE', path)).status, 404)
    assert.lengthOf(await auditEvents('collection_plan.drop', plan.id), 1)
  })
})
