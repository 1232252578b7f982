import { test } from '@japa/runner'
import type {
  FormDraft,
  IndicatorDetail,
  IndicatorEntry,
  IndicatorInput,
  Page,
} from '../../../workbench/src/app/api/contract.js'
import { buildForm } from '../../support/forms.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, auditEvents, ownerRows } from '../../support/world.js'

let made = 0

/** An indicator of its own. */
function build(designer: Client, change: Partial<IndicatorInput> = {}): Promise<IndicatorEntry> {
  made += 1
  const input: IndicatorInput = {
    code: `E${process.pid}_${made}`,
    name: '床位使用天数',
    type: 'decimal',
    unit: '床日',
    decimals: 1,
    min: 0,
    aggregation: 'sum',
    ratio: null,
    codeList: null,
    definition: '',
    ...change,
  }
  return designer.expect('IndicatorEntry', designer.post<IndicatorEntry>('/indicators', input), 201)
}

const detailOf = (designer: Client, code: string): Promise<IndicatorDetail> =>
  designer.expect('IndicatorDetail', designer.get<IndicatorDetail>(`/indicators/${code}`))

test.group('indicator.edit', () => {
  test('new values are stored, with who, when, old and new', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { code, revision } = await build(designer)
    const change = { revision, name: '床位使用总天数', definition: '每日夜晚 12 点实际占用的床位数之和。', min: null }
    const edited = await designer.expect(
      'IndicatorEntry',
      designer.send<IndicatorEntry>('PATCH', `/indicators/${code}`, { body: change }),
    )
    assert.deepInclude(edited, { name: change.name, min: null, revision: revision + 1, changedBy: '孙晓敏' })
    const { changes } = await detailOf(designer, code)
    assert.deepEqual(
      changes.map(({ act, by }) => [act, by]),
      [
        ['edit', '孙晓敏'],
        ['create', '孙晓敏'],
      ],
    )
    assert.deepEqual(changes[0]?.before, { name: '床位使用天数', min: 0, definition: '' })
    assert.deepEqual(changes[0]?.after, { name: change.name, min: null, definition: change.definition })
    const [event] = await auditEvents('indicator.edit', code)
    assert.deepEqual(event?.after, changes[0]?.after)
  })

  test('nothing new is nothing done', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { code, name, revision } = await build(designer)
    const same = await designer.send<IndicatorEntry>('PATCH', `/indicators/${code}`, { body: { revision, name } })
    assert.equal(same.body.revision, revision)
    assert.lengthOf(await auditEvents('indicator.edit', code), 0)
  })

  test('a stale revision is refused and says who was faster', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { code, revision } = await build(designer)
    await designer.send('PATCH', `/indicators/${code}`, { body: { revision, name: '先' } })
    const late = await designer.send<Refused>('PATCH', `/indicators/${code}`, { body: { revision, name: '后' } })
    assert.deepEqual([late.status, late.body.code], [409, 'E_INDICATOR_STALE'])
    assert.match(late.body.message, /孙晓敏/)
  })

  test('type, unit and code list stay; what cannot be is refused with its place', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { code, revision } = await build(designer)
    for (const [change, where] of [
      [{ unit: '人次' }, 'unit'],
      [{ type: 'integer', decimals: 0 }, 'type'],
      [{ decimals: 9 }, code],
      [{ aggregation: 'ratio' }, code],
    ] as const) {
      const reply = await designer.send<Refused>('PATCH', `/indicators/${code}`, { body: { revision, ...change } })
      assert.deepEqual([reply.status, reply.body.code], [422, 'E_INDICATOR_INVALID'], JSON.stringify(change))
      assert.equal(reply.body.errors?.[0]?.where, where)
    }
    const unknown = await designer.send<Refused>('PATCH', `/indicators/${code}`, { body: { revision, code: 'X' } })
    assert.deepEqual([unknown.status, unknown.body.code], [422, 'E_VALIDATION'])
    assert.equal((await detailOf(designer, code)).indicator.revision, revision)
  })

  test('a published form keeps its definition, a draft takes the new one when saved', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const key = form.keys.visits
    const { indicator } = await detailOf(designer, key)
    const path = `/form-versions/${form.versionId}`
    const before = await designer.expect('FormDraft', designer.get<FormDraft>(path))
    const body = { revision: indicator.revision, name: '改过的名称', definition: '改过的解释' }
    await designer.expect('IndicatorEntry', designer.send('PATCH', `/indicators/${key}`, { body }))

    const published = await designer.expect('FormDraft', designer.get<FormDraft>(path))
    assert.deepEqual(published.template, before.template)
    const used = await detailOf(designer, key)
    assert.deepInclude(used.uses[0], {
      versionId: form.versionId,
      formCode: form.code,
      state: 'published',
      differs: true,
    })

    const draft = await designer.expect(
      'FormDraft',
      designer.post<FormDraft>(`/forms/${form.formId}/drafts`, { fromVersionId: form.versionId }),
      201,
    )
    const saved = await designer.expect(
      'FormDraft',
      designer.put<FormDraft>(`/form-versions/${draft.version.id}`, {
        revision: draft.revision,
        template: draft.template,
      }),
    )
    assert.equal(saved.template.indicators.find(({ code }) => code === key)?.name, '改过的名称')
  })
})

test.group('indicator.retire and indicator.restore', () => {
  test('a retired indicator is no longer offered; forms that use it go on', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const code = form.keys.stays
    const { indicator } = await detailOf(designer, code)
    const listed = async (query: string) =>
      (await designer.get<Page<IndicatorEntry>>(`/indicators?search=${code}${query}`)).body.rows
    const retired = await designer.expect(
      'IndicatorEntry',
      designer.post<IndicatorEntry>(`/indicators/${code}/retire`, { revision: indicator.revision }),
    )
    assert.isTrue(retired.retired)
    assert.lengthOf(await listed(''), 0)
    assert.deepEqual(
      (await listed('&retired=yes')).map(({ usedIn }) => usedIn),
      [[form.code]],
    )
    const draft = await designer.expect(
      'FormDraft',
      designer.post<FormDraft>(`/forms/${form.formId}/drafts`, { fromVersionId: form.versionId }),
      201,
    )
    assert.deepEqual(draft.problems, [])

    const stale = await designer.post<Refused>(`/indicators/${code}/restore`, { revision: indicator.revision })
    assert.equal(stale.body.code, 'E_INDICATOR_STALE')
    await designer.expect(
      'IndicatorEntry',
      designer.post(`/indicators/${code}/restore`, { revision: retired.revision }),
    )
    assert.lengthOf(await listed(''), 1)
    assert.lengthOf(await auditEvents('indicator.retire', code), 1)
    assert.lengthOf(await auditEvents('indicator.restore', code), 1)
  })
})

test.group('indicator.read and indicator.list', () => {
  test('where it is used: form, version and cells, also of drafts', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const form = await buildForm(designer)
    const { uses } = await detailOf(designer, form.keys.total)
    const cell = form.template.cells.find(({ binding }) => binding?.key === form.keys.total)
    assert.deepEqual(
      uses[0]?.cells.map(({ id }) => id),
      [cell?.id ?? ''],
    )
    assert.match(uses[0]?.cells[0]?.address ?? '', /^[A-Z]\d+$/)
    const next = await designer.post<FormDraft>(`/forms/${form.formId}/drafts`, { fromVersionId: form.versionId })
    const template = {
      ...next.body.template,
      cells: next.body.template.cells.filter(({ binding }) => binding?.key !== form.keys.income),
      rules: [],
    }
    await designer.put(`/form-versions/${next.body.version.id}`, { revision: next.body.revision, template })
    const versions = async (code: string) =>
      (await detailOf(designer, code)).uses.map(({ number, state }) => [number, state])
    assert.deepEqual(await versions(form.keys.total), [
      [2, 'draft'],
      [1, 'published'],
    ])
    assert.deepEqual(await versions(form.keys.income), [[1, 'published']])
  })

  test('found by pinyin initials, type, form, and by being used nowhere', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { code } = await build(designer, { name: '鄂尔多斯蒙医床位' })
    const form = await buildForm(designer)
    const codes = async (query: string) =>
      (
        await designer.expect(
          'Page<IndicatorEntry>',
          designer.get<Page<IndicatorEntry>>(`/indicators?size=500&${query}`),
        )
      ).rows.map((row) => row.code)
    assert.deepEqual(await codes('search=eedsmycw'), [code])
    assert.deepEqual(await codes('search=eedsmycw&type=integer'), [])
    assert.sameMembers(await codes(`form=${form.code}`), Object.values(form.keys))
    assert.include(await codes('form=-'), code)
    assert.notIncludeMembers(await codes('form=-'), [form.keys.visits])
  })

  test('the stored uses are those the templates say', async ({ assert }) => {
    const differing = await ownerRows(
      `select v.id from form_versions v,
         lateral (select coalesce(jsonb_object_agg(indicator, cells), '{}') as kept from indicator_uses u where u.version_id = v.id) k,
         lateral (select coalesce(jsonb_object_agg(indicator, cells), '{}') as said from (
           select c->'binding'->>'indicator' as indicator, array_agg(c->>'id') as cells
           from jsonb_array_elements(v.template->'cells') c where jsonb_typeof(c->'binding') = 'object' group by 1) s) t
       where kept <> said`,
    )
    assert.deepEqual(differing, [])
  })

  test('only designers; what is not there is said', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const { code, revision } = await build(designer)
    const reviewer = await actor('daye')
    const replies = await Promise.all([
      reviewer.get<Refused>(`/indicators/${code}`),
      reviewer.send<Refused>('PATCH', `/indicators/${code}`, { body: { revision } }),
      reviewer.post<Refused>(`/indicators/${code}/retire`, { revision }),
      reviewer.post<Refused>(`/indicators/${code}/restore`, { revision }),
    ])
    for (const reply of replies) assert.deepEqual([reply.status, reply.body.code], [403, 'E_FORBIDDEN'])
    const missing = await designer.get<Refused>('/indicators/NOWHERE')
    assert.deepEqual([missing.status, missing.body.code], [404, 'E_INDICATOR_NOT_FOUND'])
  })
})
