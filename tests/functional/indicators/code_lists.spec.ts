import { test } from '@japa/runner'
import type {
  CodeListDetail,
  CodeListEntry,
  CodeListSummary,
  CodeListVersion,
  FormDraft,
  IndicatorInput,
} from '../../../workbench/src/app/api/contract.js'
import { buildForm } from '../../support/forms.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, auditEvents, ownerRows } from '../../support/world.js'

let made = 0

const ITEMS = [
  { code: '1', name: '医院', parent: null },
  { code: '11', name: '综合医院', parent: '1' },
  { code: '2', name: '门诊部', parent: null },
]

/** A list of its own with an empty draft. */
function build(designer: Client): Promise<CodeListVersion> {
  made += 1
  const input = { code: `l${process.pid}_${made}`, title: '测试代码表' }
  return designer.expect('CodeListVersion', designer.post<CodeListVersion>('/code-lists', input), 201)
}

const save = (
  designer: Client,
  { id, revision }: CodeListVersion,
  items: readonly object[] = ITEMS,
): Promise<CodeListVersion> =>
  designer.expect(
    'CodeListVersion',
    designer.put<CodeListVersion>(`/code-list-versions/${id}`, { revision, note: '', items }),
  )

const publish = (
  designer: Client,
  { id, revision }: CodeListVersion,
  effectiveFrom = '2027-01-01',
): Promise<CodeListVersion> =>
  designer.expect(
    'CodeListVersion',
    designer.post<CodeListVersion>(`/code-list-versions/${id}/publish`, { revision, effectiveFrom }),
  )

const detailOf = (designer: Client, code: string): Promise<CodeListDetail> =>
  designer.expect('CodeListDetail', designer.get<CodeListDetail>(`/code-lists/${code}/detail`))

const draftOf = (designer: Client, code: string): Promise<CodeListVersion> =>
  designer.expect('CodeListVersion', designer.post<CodeListVersion>(`/code-lists/${code}/drafts`), 201)

test.group('code_list versions', () => {
  test('a new list is an empty draft, saved, published, and then what forms take', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const draft = await build(designer)
    assert.deepInclude(draft, { number: 1, state: 'draft', effectiveFrom: null })
    const empty = await designer.post<Refused>(`/code-list-versions/${draft.id}/publish`, {
      revision: draft.revision,
      effectiveFrom: '2027-01-01',
    })
    assert.deepEqual([empty.status, empty.body.code], [422, 'E_CODE_LIST_EMPTY'])
    const saved = await save(designer, draft)
    assert.deepEqual(
      saved.items.map(({ code, parent, pinyin }) => [code, parent, pinyin]),
      [
        ['1', null, 'yy'],
        ['11', '1', 'zhyy'],
        ['2', null, 'mzb'],
      ],
    )
    const unpublished = await designer.expect('CodeListEntry', designer.get<CodeListEntry>(`/code-lists/${draft.list}`))
    assert.deepEqual([unpublished.version, unpublished.items.length], [null, 0])
    await publish(designer, saved)
    const entry = await designer.expect('CodeListEntry', designer.get<CodeListEntry>(`/code-lists/${draft.list}`))
    assert.deepEqual([entry.version, entry.items], [1, ITEMS])
    const lists = await designer.expect('CodeListSummary[]', designer.get<CodeListSummary[]>('/code-lists'))
    assert.deepInclude(
      lists.find(({ code }) => code === draft.list),
      { items: 3, version: 1, effectiveFrom: '2027-01-01', draft: false },
    )
    for (const action of ['code_list.create', 'code_list.save', 'code_list.publish'])
      assert.lengthOf(await auditEvents(action, draft.list), 1, action)
  })

  test('the history says who changed which codes, old and new', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const first = await save(designer, await build(designer))
    await save(designer, first, [
      ITEMS[0],
      { code: '11', name: '中医医院', parent: '1' },
      { code: '3', name: '诊所', parent: null },
    ] as object[])
    const { changes } = await detailOf(designer, first.list)
    assert.deepEqual(
      changes.map(({ act }) => act),
      ['save', 'save', 'create'],
    )
    const codes = (side: unknown) => (side as { items: { code: string }[] }).items.map(({ code }) => code)
    assert.deepEqual(codes(changes[0]?.before), ['2', '11'])
    assert.deepEqual(codes(changes[0]?.after), ['3', '11'])
    assert.equal(changes[0]?.by, '孙晓敏')
  })

  test('a published version never changes: not by the API, not by the database', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const version = await publish(designer, await save(designer, await build(designer)))
    const path = `/code-list-versions/${version.id}`
    const replies = await Promise.all([
      designer.put<Refused>(path, { revision: version.revision, note: '', items: [] }),
      designer.post<Refused>(`${path}/publish`, { revision: version.revision, effectiveFrom: '2028-01-01' }),
      designer.send<Refused>('DELETE', `${path}?revision=${version.revision}`),
    ])
    for (const reply of replies) assert.deepEqual([reply.status, reply.body.code], [409, 'E_CODE_LIST_NOT_DRAFT'])
    for (const sql of [
      `update code_list_items set name = 'x' where version_id = $1`,
      `delete from code_list_items where version_id = $1`,
      `update code_list_versions set note = 'x' where id = $1`,
    ]) {
      await assert.rejects(() => ownerRows(sql, [version.id]), /E_CODE_LIST_VERSION_IMMUTABLE/)
    }
  })

  test('one draft at a time, begun as a copy; a stale one is refused; it can be thrown away', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const first = await publish(designer, await save(designer, await build(designer)))
    const draft = await draftOf(designer, first.list)
    assert.deepEqual([draft.number, draft.items.map(({ code }) => code)], [2, ['1', '11', '2']])
    const second = await designer.post<Refused>(`/code-lists/${first.list}/drafts`)
    assert.deepEqual([second.status, second.body.code], [409, 'E_CODE_LIST_HAS_DRAFT'])
    await save(designer, draft, ITEMS.slice(0, 1))
    const stale = await designer.put<Refused>(`/code-list-versions/${draft.id}`, {
      revision: draft.revision,
      note: '',
      items: [],
    })
    assert.deepEqual([stale.status, stale.body.code], [409, 'E_CODE_LIST_STALE'])
    const gone = await designer.send('DELETE', `/code-list-versions/${draft.id}?revision=${draft.revision + 1}`)
    assert.equal(gone.status, 204)
    assert.lengthOf((await detailOf(designer, first.list)).versions, 1)
    assert.lengthOf(await auditEvents('code_list.discard', first.list), 1)
  })

  test('items that cannot be are refused, each with its row', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const draft = await build(designer)
    const reply = await designer.put<Refused>(`/code-list-versions/${draft.id}`, {
      revision: draft.revision,
      note: '',
      items: [...ITEMS, { code: '1', name: '', parent: '9' }],
    })
    assert.deepEqual([reply.status, reply.body.code], [422, 'E_CODE_LIST_INVALID'])
    assert.deepEqual(
      reply.body.errors?.map(({ code, where }) => [code, where]),
      ['E_CODE_TWICE', 'E_CODE_NAME', 'E_CODE_PARENT'].map((code) => [code, '第 4 项']),
    )
  })

  test('a later version does not take effect before an earlier one', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const first = await publish(designer, await save(designer, await build(designer)))
    const draft = await draftOf(designer, first.list)
    const early = await designer.post<Refused>(`/code-list-versions/${draft.id}/publish`, {
      revision: draft.revision,
      effectiveFrom: '2026-12-31',
    })
    assert.deepEqual([early.status, early.body.code], [422, 'E_CODE_LIST_EFFECTIVE'])
  })
})

test.group('code_list and forms', () => {
  test('a published form keeps its version of a list; the next draft takes the newest', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const list = await publish(designer, await save(designer, await build(designer)))
    const kind: IndicatorInput = {
      code: `k${list.list}`,
      name: '机构类别',
      type: 'code',
      unit: '',
      decimals: null,
      aggregation: 'count-by-code',
      ratio: null,
      codeList: list.list,
      definition: '',
    }
    await designer.expect('IndicatorEntry', designer.post('/indicators', kind), 201)
    const bound = { key: kind.code, indicator: kind.code, rowItem: null, columnItem: null, offset: 0 } as const
    const form = await buildForm(designer, {
      change: (template) => ({
        ...template,
        rules: [],
        indicators: [...template.indicators, kind],
        cells: template.cells.map((cell) => (cell.id === 'i_income' ? { ...cell, binding: bound } : cell)),
      }),
    })
    const path = `/form-versions/${form.versionId}`
    const listsOf = async (at: string) =>
      (await designer.expect('FormDraft', designer.get<FormDraft>(at))).template.codeLists.map(
        ({ code, version, items }) => [code, version, items.length],
      )
    assert.deepEqual(await listsOf(path), [[list.list, 1, 3]])

    await publish(designer, await save(designer, await draftOf(designer, list.list), ITEMS.slice(0, 2)))
    assert.deepEqual(await listsOf(path), [[list.list, 1, 3]])
    const next = await designer.post<FormDraft>(`/forms/${form.formId}/drafts`, { fromVersionId: form.versionId })
    const nextPath = `/form-versions/${next.body.version.id}`
    await designer.put(nextPath, { revision: next.body.revision, template: next.body.template })
    assert.deepEqual(await listsOf(nextPath), [[list.list, 2, 2]])
    const { uses, indicators } = await detailOf(designer, list.list)
    assert.deepEqual(
      uses.map(({ number, state, listVersion }) => [number, state, listVersion]),
      [
        [2, 'draft', 2],
        [1, 'published', 1],
      ],
    )
    assert.lengthOf(indicators, 1)
  })

  test('only designers; what is not there is said; a code is taken once', async ({ assert }) => {
    const designer = await actor('sheng-sheji')
    const draft = await build(designer)
    const filler = await actor('daye-rmyy')
    const replies = await Promise.all([
      filler.get<Refused>('/code-lists'),
      filler.post<Refused>('/code-lists', { code: 'abc', title: 'x' }),
      filler.get<Refused>(`/code-lists/${draft.list}/detail`),
      filler.post<Refused>(`/code-lists/${draft.list}/drafts`),
      filler.get<Refused>(`/code-list-versions/${draft.id}`),
      filler.put<Refused>(`/code-list-versions/${draft.id}`, { revision: 1, note: '', items: [] }),
      filler.post<Refused>(`/code-list-versions/${draft.id}/publish`, { revision: 1, effectiveFrom: '2027-01-01' }),
      filler.send<Refused>('DELETE', `/code-list-versions/${draft.id}?revision=1`),
    ])
    for (const reply of replies) assert.deepEqual([reply.status, reply.body.code], [403, 'E_FORBIDDEN'])
    assert.equal((await designer.get<Refused>('/code-lists/nowhere/detail')).body.code, 'E_CODE_LIST_NOT_FOUND')
    assert.equal((await designer.get<Refused>('/code-list-versions/999999')).body.code, 'E_CODE_LIST_VERSION_NOT_FOUND')
    const taken = await designer.post<Refused>('/code-lists', { code: draft.list, title: 'x' })
    assert.deepEqual([taken.status, taken.body.code], [409, 'E_CODE_LIST_EXISTS'])
    assert.equal((await designer.post('/code-lists', { code: 'A 1', title: 'x' })).status, 422)
  })
})
