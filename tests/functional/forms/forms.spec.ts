import { test } from '@japa/runner'
import type { Template } from '@weitong/designer/template'
import type { FormDraft, FormSummary, IndicatorEntry } from '../../../workbench/src/app/api/contract.js'
import { buildForm, rule, smallTemplate } from '../../support/forms.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, auditEvents, ownerRows } from '../../support/world.js'

let drafts = 0

/** A form of its own with a blank first draft, and a template for it whose indicators are not in the dictionary. */
async function buildDraft(designer: Client): Promise<{ draft: FormDraft; template: Template; path: string }> {
  drafts += 1
  const code = `D${process.pid}-${drafts}`
  const prefix = code.replace('-', '_')
  const keys = { visits: `${prefix}_a`, stays: `${prefix}_b`, total: `${prefix}_c`, income: `${prefix}_d` }
  const draft = await designer.expect(
    'FormDraft',
    designer.post<FormDraft>('/forms', { code, title: '草稿', periodType: 'month' }),
    201,
  )
  return { draft, template: smallTemplate(code, keys), path: `/form-versions/${draft.version.id}` }
}

/** Saves a changed template and returns the codes of its problems. */
async function problemsAfter(change: (template: Template) => Template): Promise<readonly string[]> {
  const designer = await actor('sheng-sheji')
  const { draft, template, path } = await buildDraft(designer)
  const saved = await designer.expect(
    'FormDraft',
    designer.put<FormDraft>(path, { revision: draft.revision, template: change(template) }),
  )
  const publish = await designer.post<Refused>(`${path}/publish`, { revision: saved.revision })
  if (saved.problems.length > 0 && publish.status !== 422) throw new Error(`published with problems: ${publish.status}`)
  return saved.problems.map(({ code }) => code)
}

const withCell = (template: Template, id: string, change: object): Template => ({
  ...template,
  cells: template.cells.map((cell) => (cell.id === id ? { ...cell, ...change } : cell)),
})

test.group('form.create and form.list', () => {
  test('a new form is a blank draft of version 1, listed, with an event', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { draft } = await buildDraft(designer)
    assert.deepInclude(draft.version, { number: 1, state: 'draft', publishedAt: null })
    assert.lengthOf(await auditEvents('form.create', draft.formId), 1)
    const forms = await designer.expect('FormSummary[]', designer.get<FormSummary[]>('/forms'))
    assert.isTrue(forms.some(({ id }) => id === draft.formId))
  })

  test('only designers', async ({ assert }) => {
    for (const login of ['daye-rmyy', 'daye', 'sheng-fenxi']) {
      const client = await actor(login)
      assert.equal((await client.get<Refused>('/forms')).body.code, 'E_FORBIDDEN')
      assert.equal((await client.post('/forms', { code: 'X-1', title: 'x', periodType: 'month' })).status, 403)
    }
  })

  test('refuses a code that is taken, and a body of another shape', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { template } = await buildDraft(designer)
    const input = { code: template.code, title: '又一个', periodType: 'month' }
    const taken = await designer.post<Refused>('/forms', input)
    assert.deepEqual([taken.status, taken.body.code], [409, 'E_FORM_EXISTS'])
    for (const wrong of [
      { ...input, code: 'lower' },
      { ...input, periodType: 'week' },
      { title: 'x' },
      { ...input, owner: 1 },
    ]) {
      assert.equal((await designer.post('/forms', wrong)).status, 422)
    }
  })
})

test.group('form_version.save', () => {
  test('an incomplete draft is kept, with what hinders publishing', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { draft, template, path } = await buildDraft(designer)
    const saved = await designer.expect(
      'FormDraft',
      designer.put<FormDraft>(path, { revision: draft.revision, template }),
    )
    assert.equal(saved.revision, draft.revision + 1)
    assert.deepEqual(saved.can, { save: true, publish: true, openCollection: false })
    assert.isTrue(saved.problems.every(({ code }) => code === 'E_TEMPLATE_INDICATOR_NOT_IN_DICTIONARY'))
    const read = await designer.expect('FormDraft', designer.get<FormDraft>(path))
    assert.deepEqual(read.template.cells, saved.template.cells)
  })

  test('a stale revision changes nothing and says who was faster', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { draft, template, path } = await buildDraft(designer)
    await designer.expect('FormDraft', designer.put(path, { revision: draft.revision, template }))
    const stale = await designer.put<Refused>(path, {
      revision: draft.revision,
      template: { ...template, title: '后来者' },
    })
    assert.deepEqual([stale.status, stale.body.code], [409, 'E_FORM_DRAFT_STALE'])
    assert.match(stale.body.message, /孙晓敏/)
    const read = await designer.expect('FormDraft', designer.get<FormDraft>(path))
    assert.equal(read.template.title, template.title)
  })

  test('what is no template is refused as malformed, saying where', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { draft, template, path } = await buildDraft(designer)
    const { rows: _rows, ...rowless } = template
    for (const wrong of [rowless, { ...template, cells: [{ id: 1 }] }, { ...template, format: 2 }, 'text', null]) {
      const reply = await designer.put<Refused>(path, { revision: draft.revision, template: wrong })
      assert.equal(reply.status, 422, JSON.stringify(reply.body))
      assert.isNotEmpty(reply.body.errors)
    }
    const { template: stored } = await designer.expect('FormDraft', designer.get<FormDraft>(path))
    assert.deepEqual(stored.cells, [])
  })

  test('a template of another form is refused', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { draft, template, path } = await buildDraft(designer)
    const reply = await designer.put<Refused>(path, {
      revision: draft.revision,
      template: { ...template, code: 'OTHER-1' },
    })
    assert.deepEqual([reply.status, reply.body.code], [422, 'E_FORM_CODE_MISMATCH'])
  })

  test('a cycle, an unknown name and a binding to nothing hinder publishing', async ({ assert }) => {
    const cycle = await problemsAfter((template) => {
      const total = template.cells.find(({ id }) => id === 'i_total')?.binding?.key ?? ''
      return withCell(template, 'i_total', { formula: `[${total}] + 1` })
    })
    assert.include(cycle, 'E_TEMPLATE_CYCLE')
    const unknown = await problemsAfter((template) => ({
      ...template,
      rules: [rule('E001', 'error', '[NOWHERE] > 0', '不存在的指标')],
    }))
    assert.include(unknown, 'E_EXPRESSION_UNKNOWN_NAME')
    const unbound = await problemsAfter((template) => ({ ...template, indicators: template.indicators.slice(1) }))
    assert.isTrue(unbound.some((code) => /INDICATOR/.test(code)))
  })
})

test.group('form_version.publish and form_version.draft', () => {
  test('publishing freezes the version, makes its fact table, and is recorded', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const path = `/form-versions/${form.versionId}`
    const published = await designer.expect('FormDraft', designer.get<FormDraft>(path))
    assert.equal(published.version.state, 'published')
    assert.equal(published.version.publishedBy, '孙晓敏')
    assert.deepEqual(published.can, { save: false, publish: false, openCollection: true })
    const columns = await ownerRows<{ name: string; type: string }>(
      `select column_name as name, data_type as type from information_schema.columns
       where table_schema = 'facts' and table_name = $1 and column_name = any ($2) order by 1`,
      [form.code.toLowerCase().replace('-', '_'), Object.values(form.keys).map((key) => key.toLowerCase())],
    )
    assert.lengthOf(columns, 4)
    assert.isTrue(columns.every(({ type }) => type === 'numeric'))
    assert.lengthOf(await auditEvents('form_version.publish', form.versionId), 1)
  })

  test('a published version never changes: not by the API, not by the database', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const path = `/form-versions/${form.versionId}`
    const { revision } = await designer.expect('FormDraft', designer.get<FormDraft>(path))
    for (const request of [
      designer.put<Refused>(path, { revision, template: form.template }),
      designer.post<Refused>(`${path}/publish`, { revision }),
    ]) {
      const reply = await request
      assert.deepEqual([reply.status, reply.body.code], [409, 'E_FORM_VERSION_NOT_DRAFT'])
    }
    await assert.rejects(
      () => ownerRows(`update form_versions set template = '{}' where id = $1`, [form.versionId]),
      /E_FORM_VERSION_IMMUTABLE/,
    )
  })

  test('a stale revision is not published', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { draft, path } = await buildDraft(designer)
    const reply = await designer.post<Refused>(`${path}/publish`, { revision: draft.revision + 1 })
    assert.deepEqual([reply.status, reply.body.code], [409, 'E_FORM_DRAFT_STALE'])
  })

  test('a blank sheet is not published: every problem is named with its place', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { draft, path } = await buildDraft(designer)
    const reply = await designer.post<Refused>(`${path}/publish`, { revision: draft.revision })
    assert.deepEqual([reply.status, reply.body.code], [422, 'E_TEMPLATE_INVALID'])
    assert.isTrue((reply.body.errors ?? []).every(({ message, where }) => message !== '' && where !== ''))
    assert.deepEqual(await auditEvents('form_version.publish', draft.version.id), [])
  })

  test('the next version begins as a copy, one draft at a time, and keeps the columns it no longer has', async ({
    assert,
  }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const path = `/forms/${form.formId}/drafts`
    const next = await designer.expect(
      'FormDraft',
      designer.post<FormDraft>(path, { fromVersionId: form.versionId }),
      201,
    )
    assert.deepEqual([next.version.number, next.version.state], [2, 'draft'])
    assert.deepEqual(next.template.cells, form.template.cells)
    const second = await designer.post<Refused>(path, { fromVersionId: form.versionId })
    assert.deepEqual([second.status, second.body.code], [409, 'E_FORM_HAS_DRAFT'])

    const smaller = {
      ...next.template,
      edition: '第二版',
      cells: next.template.cells.filter(({ id }) => id !== 'i_income' && id !== 'l_income'),
      rules: next.template.rules.filter(({ code }) => code === 'E001'),
    }
    const versionPath = `/form-versions/${next.version.id}`
    const saved = await designer.expect(
      'FormDraft',
      designer.put<FormDraft>(versionPath, { revision: next.revision, template: smaller }),
    )
    assert.lengthOf(saved.template.indicators, 3)
    await designer.expect('FormDraft', designer.post(`${versionPath}/publish`, { revision: saved.revision }))
    const [column] = await ownerRows(
      `select from information_schema.columns where table_schema = 'facts' and column_name = $1`,
      [form.keys.income.toLowerCase()],
    )
    assert.exists(column)
    const forms = await designer.expect('FormSummary[]', designer.get<FormSummary[]>('/forms'))
    assert.deepEqual(
      forms.find(({ id }) => id === form.formId)?.versions.map(({ number, state }) => [number, state]),
      [
        [2, 'published'],
        [1, 'published'],
      ],
    )
  })

  test('everybody signed in may use a published form, kept by the browser for ever; nobody a draft', async ({
    assert,
  }) => {
    const form = await buildForm(await actor('sheng-sheji'))
    const filler = await actor('daye-rmyy')
    const reply = await filler.get(`/form-versions/${form.versionId}/form`)
    assert.match(reply.headers.get('cache-control') ?? '', /immutable/)
    const published = await filler.expect<{ schema: object }>('PublishedForm', Promise.resolve(reply as never))
    assert.notInclude(JSON.stringify(published.schema), '{{')
    const { draft } = await buildDraft(await actor('sheng-sheji'))
    assert.equal((await filler.get(`/form-versions/${draft.version.id}/form`)).status, 404)
    assert.equal((await filler.get(`/form-versions/${draft.version.id}`)).status, 403)
    assert.equal((await filler.get('/form-versions/999999999/form')).status, 404)
  })
})

test.group('indicator.create and indicator.list', () => {
  const indicator = {
    name: '测试指标',
    type: 'integer',
    unit: '人',
    decimals: 0,
    aggregation: 'sum',
    ratio: null,
    codeList: null,
    definition: '说明',
  }

  test('a new indicator is found by code and name; its code can never be used again', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const code = `I${process.pid}_new`
    await designer.expect('IndicatorEntry', designer.post<IndicatorEntry>('/indicators', { ...indicator, code }), 201)
    const again = await designer.post<Refused>('/indicators', { ...indicator, code: code.toUpperCase() })
    assert.deepEqual([again.status, again.body.code], [409, 'E_INDICATOR_EXISTS'])
    const found = await designer.expect<{ total: number }>(
      'Page<IndicatorEntry>',
      designer.get(`/indicators?search=${code}`),
    )
    assert.equal(found.total, 1)
    assert.lengthOf(await auditEvents('indicator.create', code), 1)
  })

  test('refuses what cannot be: saying where', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    for (const wrong of [
      { ...indicator, code: '1abc' },
      { ...indicator, code: 'state' },
      { ...indicator, code: 'OK_1', type: 'text' },
      { ...indicator, code: 'OK_1', aggregation: 'ratio' },
      { ...indicator, code: 'OK_1', type: 'number' },
    ]) {
      const reply = await designer.post<Refused>('/indicators', wrong)
      assert.equal(reply.status, 422, JSON.stringify(wrong))
      assert.isNotEmpty(reply.body.errors)
    }
  })

  test('only designers', async ({ assert }) => {
    assert.equal((await (await actor('daye')).get('/indicators')).status, 403)
  })
})
