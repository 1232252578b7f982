import { test } from '@japa/runner'
import type { Template } from '@weitong/designer/template'
import type {
  DraftHistoryEntry,
  FormDraft,
  FormSummary,
  VersionDifference,
} from '../../../workbench/src/app/api/contract.js'
import { buildForm, type BuiltForm, openCollection } from '../../support/forms.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, auditEvents, ownerRows } from '../../support/world.js'

const designer = (): Promise<Client> => actor('sheng-sheji')

/** The draft of version 2 of a form of its own. */
async function nextDraft(client: Client, form: BuiltForm): Promise<FormDraft> {
  const path = `/forms/${form.formId}/drafts`
  return client.expect('FormDraft', client.post<FormDraft>(path, { fromVersionId: form.versionId }), 201)
}

interface Saving {
  readonly edition: string
  readonly apart?: boolean
}

async function save(client: Client, draft: FormDraft, { edition, apart }: Saving): Promise<FormDraft> {
  const template = { ...draft.template, edition }
  const body = { revision: draft.revision, template, ...(apart && { apart }) }
  return client.expect('FormDraft', client.put<FormDraft>(`/form-versions/${draft.version.id}`, body))
}

function history(client: Client, versionId: string): Promise<DraftHistoryEntry[]> {
  return client.expect('DraftHistoryEntry[]', client.get(`/form-versions/${versionId}/history`))
}

function compare(client: Client, before: string, after: string): Promise<VersionDifference> {
  return client.expect('VersionDifference', client.get(`/form-differences?before=${before}&after=${after}`))
}

/** As if these entries had been begun an hour ago. */
const anHourAgo = (versionId: string): Promise<unknown[]> =>
  ownerRows(`update draft_history set began_at = began_at - interval '1 hour' where form_version_id = $1`, [versionId])

test.group('form_version.history and form_version.restore', () => {
  test('saves of one sitting are one entry, with what they changed since the one before', async ({ assert }) => {
    const client = await designer()
    const draft = await nextDraft(client, await buildForm(client))
    const { id } = draft.version
    assert.deepEqual(await history(client, id), [])
    let saved = await save(client, draft, { edition: '甲' })
    saved = await save(client, saved, { edition: '乙' })
    saved = await save(client, saved, { edition: '乙' })
    const [second, first, ...more] = await history(client, id)
    assert.deepEqual(more, [])
    assert.deepInclude(first, { kind: 'begin', revision: draft.revision, savedBy: '孙晓敏' })
    assert.deepInclude(second, { kind: 'save', savedBy: '孙晓敏', summary: '表属性 1 处' })
    await anHourAgo(id)
    saved = await save(client, saved, { edition: '丙' })
    assert.deepEqual(
      (await history(client, id)).map(({ kind }) => kind),
      ['save', 'save', 'begin'],
    )
    await save(client, saved, { edition: '丁', apart: true })
    assert.lengthOf(await history(client, id), 4)
  })

  test('an earlier state is restored as a save of its own; what was there before stays in the history', async ({
    assert,
  }) => {
    const client = await designer()
    const draft = await nextDraft(client, await buildForm(client))
    const { id } = draft.version
    const saved = await save(client, draft, { edition: '甲' })
    const begin = (await history(client, id)).at(-1)
    const path = `/form-versions/${id}/restore`
    const stale = await client.post<Refused>(path, { revision: draft.revision, entryId: begin?.id })
    assert.deepEqual([stale.status, stale.body.code], [409, 'E_FORM_DRAFT_STALE'])
    const restored = await client.expect(
      'FormDraft',
      client.post<FormDraft>(path, { revision: saved.revision, entryId: begin?.id }),
    )
    assert.deepEqual([restored.template.edition, restored.revision], ['', saved.revision + 1])
    assert.deepEqual(
      (await history(client, id)).map(({ kind }) => kind),
      ['restore', 'save', 'begin'],
    )
    assert.lengthOf(await auditEvents('form_version.restore', id), 1)
    const other = await nextDraft(client, await buildForm(client))
    const foreign = { revision: other.revision, entryId: begin?.id }
    const refused = await client.post<Refused>(`/form-versions/${other.version.id}/restore`, foreign)
    assert.deepEqual([refused.status, refused.body.code], [404, 'E_FORM_HISTORY_NOT_FOUND'])
  })

  test('publishing is an entry; a published version is not restored', async ({ assert }) => {
    const client = await designer()
    const form = await buildForm(client)
    const [newest] = await history(client, form.versionId)
    assert.deepInclude(newest, { kind: 'publish', summary: '发布' })
    const path = `/form-versions/${form.versionId}/restore`
    const refused = await client.post<Refused>(path, { revision: 2, entryId: newest?.id })
    assert.deepEqual([refused.status, refused.body.code], [409, 'E_FORM_VERSION_NOT_DRAFT'])
  })

  test('only so many entries are kept, and always the beginning', async ({ assert }) => {
    const client = await designer()
    const draft = await nextDraft(client, await buildForm(client))
    const { id } = draft.version
    const saved = await save(client, draft, { edition: '甲' })
    await ownerRows(
      `insert into draft_history (form_version_id, kind, revision, template, summary, began_at, saved_at)
       select $1, 'save', n, '{}', '', now(), now() from generate_series(1, 250) n`,
      [id],
    )
    await ownerRows(`update draft_history set template = $2 where form_version_id = $1 and template = '{}'`, [
      id,
      JSON.stringify(saved.template),
    ])
    await save(client, saved, { edition: '乙', apart: true })
    const entries = await history(client, id)
    assert.lengthOf(entries, 201)
    assert.equal(entries.at(-1)?.kind, 'begin')
  })
})

test.group('two people on one draft', () => {
  test('the slower one is told the revision, sees both, sets their own aside and loses nothing', async ({ assert }) => {
    const client = await designer()
    const draft = await nextDraft(client, await buildForm(client))
    const { id } = draft.version
    const theirs = await save(client, draft, { edition: '对方的' })
    const mine: Template = { ...draft.template, edition: '我的' }
    const stale = await client.put<Refused & { revision?: number }>(`/form-versions/${id}`, {
      revision: draft.revision,
      template: mine,
    })
    assert.deepEqual([stale.status, stale.body.code], [409, 'E_FORM_DRAFT_STALE'])
    assert.equal(stale.body.revision, theirs.revision)
    const entries = await client.expect<DraftHistoryEntry[]>(
      'DraftHistoryEntry[]',
      client.post(`/form-versions/${id}/set-aside`, { template: mine }),
    )
    const [aside] = entries
    assert.deepInclude(aside, { kind: 'aside', revision: theirs.revision, summary: '表属性 1 处' })
    const kept = await compare(client, `v${id}`, `h${aside?.id ?? ''}`)
    assert.deepEqual(
      kept.changes.map(({ title, before, after }) => [title, before, after]),
      [['版本名称', '对方的', '我的']],
    )
    assert.lengthOf(await auditEvents('form_version.set_aside', id), 1)
    const { revision } = await client.expect('FormDraft', client.get<FormDraft>(`/form-versions/${id}`))
    assert.equal(revision, theirs.revision)
  })

  test('of many saves on one revision exactly one is kept', async ({ assert }) => {
    const client = await designer()
    const draft = await nextDraft(client, await buildForm(client))
    const replies = await Promise.all(
      [1, 2, 3, 4].map((n) =>
        client.put<Refused>(`/form-versions/${draft.version.id}`, {
          revision: draft.revision,
          template: { ...draft.template, edition: `第${n}` },
        }),
      ),
    )
    assert.sameMembers(
      replies.map(({ status }) => status),
      [200, 409, 409, 409],
    )
  })
})

test.group('form_version.compare', () => {
  test('two versions, or a version and an entry of its history', async ({ assert }) => {
    const client = await designer()
    const form = await buildForm(client)
    const draft = await nextDraft(client, form)
    const cells = draft.template.cells.filter(({ id }) => id !== 'i_income' && id !== 'l_income')
    const body = { revision: draft.revision, template: { ...draft.template, cells, rules: [] } }
    await client.expect('FormDraft', client.put(`/form-versions/${draft.version.id}`, body))
    const { before, after, changes } = await compare(client, `v${form.versionId}`, `v${draft.version.id}`)
    assert.deepEqual([before.number, before.state, after.number, after.state], [1, 'published', 2, 'draft'])
    assert.deepEqual(
      changes.filter(({ kind }) => kind === 'cell-removed').map(({ title }) => title),
      ['收入'],
    )
    const begin = (await history(client, draft.version.id)).at(-1)
    const since = await compare(client, `h${begin?.id ?? ''}`, `v${draft.version.id}`)
    assert.equal(since.before.entry?.kind, 'begin')
    assert.deepEqual(
      since.changes.map(({ kind }) => kind),
      changes.map(({ kind }) => kind).filter((kind) => kind !== 'form-changed'),
    )
  })

  test('refuses names that are none, and what does not exist', async ({ assert }) => {
    const client = await designer()
    const form = await buildForm(client)
    for (const before of ['x1', '', 'v', 'v1;']) {
      assert.equal((await client.get(`/form-differences?before=${before}&after=v${form.versionId}`)).status, 422)
    }
    for (const before of ['v999999999', 'h999999999']) {
      assert.equal((await client.get(`/form-differences?before=${before}&after=v${form.versionId}`)).status, 404)
    }
  })

  test('only designers', async ({ assert }) => {
    const form = await buildForm(await designer())
    const client = await actor('daye-rmyy')
    for (const path of [
      `/form-versions/${form.versionId}/history`,
      `/form-differences?before=v${form.versionId}&after=v${form.versionId}`,
    ]) {
      assert.equal((await client.get(path)).status, 403)
    }
    for (const act of ['retire', 'reinstate', 'restore', 'set-aside']) {
      assert.equal((await client.post(`/form-versions/${form.versionId}/${act}`, {})).status, 403)
    }
    assert.equal((await client.post(`/forms/${form.formId}/retire`, { reason: '不用了' })).status, 403)
    assert.equal((await client.put(`/form-versions/${form.versionId}/effective`, {})).status, 403)
  })
})

test.group('form_version.retire and form.retire', () => {
  test('a version in use is not retired; a retired one opens no 报送任务 until it is reinstated', async ({
    assert,
  }) => {
    const client = await designer()
    const form = await buildForm(client)
    const { id } = await openCollection(client, form)
    const path = `/form-versions/${form.versionId}`
    const reason = '已由第二版取代'
    assert.equal((await client.post(`${path}/retire`, {})).status, 422)
    const used = await client.post<Refused>(`${path}/retire`, { reason })
    assert.deepEqual([used.status, used.body.code], [409, 'E_FORM_IN_USE'])
    assert.deepEqual(
      used.body.errors?.map(({ where }) => where),
      ['2026年10月'],
    )
    await client.expect('CollectionSummary', client.post(`/collections/${id}/close`, { reason: '收齐' }))
    const retired = await client.expect('FormDraft', client.post<FormDraft>(`${path}/retire`, { reason }))
    assert.deepEqual([retired.version.state, retired.can.openCollection], ['retired', false])
    assert.deepEqual(
      (await auditEvents('form_version.retire', form.versionId)).map((event) => event.reason),
      [reason],
    )
    const days = { due: '2026-11-25', dueCounty: '2026-11-25', dueCity: '2026-11-25', dueProvince: '2026-11-25' }
    const next = { formVersionId: form.versionId, period: '2026-09', ...days }
    for (const target of ['/collections', '/collections/preview']) {
      const refused = await client.post<Refused>(target, next)
      assert.deepEqual([refused.status, refused.body.code], [422, 'E_FORM_VERSION_RETIRED'])
    }
    assert.equal((await client.post<Refused>(`${path}/retire`, { reason })).body.code, 'E_FORM_VERSION_STATE')
    await client.expect('FormDraft', client.post(`${path}/reinstate`, { reason: '仍需补报' }))
    await openCollection(client, form, { period: '2026-09' })
  })

  test('a form is retired with everything that could begin with it', async ({ assert }) => {
    const client = await designer()
    const form = await buildForm(client)
    const draft = await nextDraft(client, form)
    const { id } = await openCollection(client, form)
    const path = `/forms/${form.formId}`
    const reason = '制度已废止'
    assert.equal((await client.post<Refused>(`${path}/retire`, { reason })).body.code, 'E_FORM_IN_USE')
    await client.expect('CollectionSummary', client.post(`/collections/${id}/close`, { reason: '收齐' }))
    const forms = await client.expect('FormSummary[]', client.post<FormSummary[]>(`${path}/retire`, { reason }))
    assert.isNotNull(forms.find((each) => each.id === form.formId)?.retiredAt)
    assert.lengthOf(await auditEvents('form.retire', form.formId), 1)
    await assertRefused(client, form, draft)
    await client.expect('FormSummary[]', client.post(`${path}/reinstate`, { reason: '恢复执行' }))
    await openCollection(client, form, { period: '2026-09' })

    async function assertRefused(by: Client, of: BuiltForm, next: FormDraft): Promise<void> {
      const days = { due: '2026-11-25', dueCounty: '2026-11-25', dueCity: '2026-11-25', dueProvince: '2026-11-25' }
      for (const request of [
        by.post<Refused>('/collections', { formVersionId: of.versionId, period: '2026-09', ...days }),
        by.post<Refused>(`/form-versions/${next.version.id}/publish`, { revision: next.revision }),
        by.post<Refused>(`${path}/drafts`, { fromVersionId: of.versionId }),
      ]) {
        const reply = await request
        assert.deepEqual([reply.status, reply.body.code], [409, 'E_FORM_RETIRED'])
      }
    }
  })
})

test.group('form_version.effective', () => {
  test('a 报送任务 is opened only for periods wholly within 生效期间', async ({ assert }) => {
    const client = await designer()
    const form = await buildForm(client)
    const path = `/form-versions/${form.versionId}/effective`
    const wrong = await client.put<Refused>(path, { from: '2026-10', to: '2026-09' })
    assert.deepEqual([wrong.status, wrong.body.code], [422, 'E_FORM_EFFECTIVE_ORDER'])
    assert.equal((await client.put(path, { from: '2026-13', to: null })).status, 422)
    const set = await client.expect('FormDraft', client.put<FormDraft>(path, { from: '2026-10', to: '2027-09' }))
    assert.deepInclude(set.version, { effectiveFrom: '2026-10', effectiveTo: '2027-09' })
    const [event] = await auditEvents('form_version.effective', form.versionId)
    assert.deepInclude(event as object, { before: { from: null, to: null }, after: { from: '2026-10', to: '2027-09' } })
    const days = { due: '2026-11-25', dueCounty: '2026-11-25', dueCity: '2026-11-25', dueProvince: '2026-11-25' }
    const early = { formVersionId: form.versionId, period: '2026-09', ...days }
    const refused = await client.post<Refused>('/collections', early)
    assert.deepEqual([refused.status, refused.body.code], [422, 'E_FORM_VERSION_NOT_EFFECTIVE'])
    assert.include(refused.body.message, '2026年10月至2027年9月')
    await openCollection(client, form)
  })
})

test.group('form.create: a copy of another form', () => {
  test('cells, rules and properties come along under the new code; indicators are those of the dictionary', async ({
    assert,
  }) => {
    const client = await designer()
    const form = await buildForm(client)
    const code = `${form.code}C`
    const input = { code, title: '抄来的表', periodType: 'quarter', fromVersionId: form.versionId }
    const copy = await client.expect('FormDraft', client.post<FormDraft>('/forms', input), 201)
    const { template } = copy
    assert.deepEqual([template.code, template.title, template.periodType], [code, '抄来的表', 'quarter'])
    assert.deepEqual(template.rules, form.template.rules)
    assert.deepEqual(template.indicators.map((each) => each.code).sort(), Object.values(form.keys).sort())
    assert.equal(template.cells.find(({ role }) => role === 'title')?.text, '抄来的表')
    assert.deepEqual(copy.problems, [])
    const { changes } = await compare(client, `v${form.versionId}`, `v${copy.version.id}`)
    assert.isTrue(changes.every(({ kind }) => kind === 'form-changed' || kind === 'text-changed'))
    await client.expect('FormDraft', client.post(`/form-versions/${copy.version.id}/publish`, { revision: 1 }))
    const gone = await client.post<Refused>('/forms', { ...input, code: `${code}X`, fromVersionId: '999999999' })
    assert.deepEqual([gone.status, gone.body.code], [404, 'E_FORM_VERSION_NOT_FOUND'])
  })
})
