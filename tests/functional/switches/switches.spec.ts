import { test } from '@japa/runner'
import type { Template } from '@weitong/designer/template'
import type { FormDraft, Page, SwitchUnit, VersionSwitch } from '../../../workbench/src/app/api/contract.js'
import { ace } from '../../support/ace.js'
import type { BuiltForm } from '../../support/forms.js'
import type { Client, Refused } from '../../support/http_client.js'
import { actor, auditEvents, ownerRows, sharedPlatform } from '../../support/world.js'
import { goodValues, type OpenForm, openForm, reportOf } from '../submissions/report.js'

const designer = (): Promise<Client> => actor('sheng-sheji')
const REASON = '省统计局批复增加床位数'

/** The next version of a form, published. */
async function publishNext(form: BuiltForm, change: (template: Template) => Template): Promise<string> {
  const client = await designer()
  const drafts = `/forms/${form.formId}/drafts`
  const draft = await client.expect('FormDraft', client.post<FormDraft>(drafts, { fromVersionId: form.versionId }), 201)
  const path = `/form-versions/${draft.version.id}`
  const template = { ...change(draft.template), edition: '第二版' }
  const saved = await client.expect('FormDraft', client.put<FormDraft>(path, { revision: draft.revision, template }))
  await client.expect('FormDraft', client.post(`${path}/publish`, { revision: saved.revision }))
  return draft.version.id
}

const TRIES = 400
const PAUSE_MS = 100

/** Waits for the job of a switch; throws what it failed with. */
async function settled(client: Client, id: string, state: 'tried' | 'done'): Promise<VersionSwitch> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const found = await client.expect<VersionSwitch>('VersionSwitch', client.get(`/switches/${id}`))
    const jobEnded = found.job?.state !== 'waiting' && found.job?.state !== 'running'
    if (found.state === state && jobEnded) return found
    if (found.job?.state === 'failed') throw new Error(found.job.message)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
  }
  throw new Error(`switch ${id} was not ${state} in time`)
}

async function trySwitch({ collection }: OpenForm, formVersionId: string): Promise<VersionSwitch> {
  const client = await designer()
  const path = `/collections/${collection.id}/switches`
  const asked = await client.expect('VersionSwitch', client.post<VersionSwitch>(path, { formVersionId }), 202)
  return settled(client, asked.id, 'tried')
}

async function runSwitch({ id }: VersionSwitch, returns: boolean): Promise<VersionSwitch> {
  const client = await designer()
  const body = { returns, reason: REASON }
  await client.expect('VersionSwitch', client.post(`/switches/${id}/run`, body), 202)
  return settled(client, id, 'done')
}

async function unitOf({ id }: VersionSwitch, name: string): Promise<SwitchUnit | undefined> {
  const client = await designer()
  for (let page = 1; ; page += 1) {
    const found = await client.expect<Page<SwitchUnit>>(
      'Page<SwitchUnit>',
      client.get(`/switches/${id}/units?page=${page}`),
    )
    const unit = found.rows.find((each) => each.name === name)
    if (unit || found.rows.length === 0) return unit
  }
}

/** Without the income and what checks it, with a bed count that everybody must fill. */
async function withBeds(form: BuiltForm): Promise<(template: Template) => Template> {
  const code = `${form.keys.income}_beds`
  const indicator = {
    code,
    name: '实有床位',
    type: 'integer',
    unit: '张',
    decimals: 0,
    aggregation: 'sum',
    ratio: null,
    codeList: null,
    definition: '',
  } as const
  await (await designer()).expect('IndicatorEntry', (await designer()).post('/indicators', indicator), 201)
  return (template) => ({
    ...template,
    indicators: [...template.indicators, indicator],
    cells: template.cells.map((cell) => {
      if (cell.id === 'l_income') return { ...cell, text: '实有床位' }
      if (cell.id !== 'i_income') return cell
      const binding = { key: code, indicator: code, rowItem: null, columnItem: null, offset: 0 } as const
      return { ...cell, id: 'i_beds', binding, required: true }
    }),
    rules: template.rules.filter(({ code: rule }) => rule === 'E001'),
  })
}

/** Nothing of a report changes: a label, a hint, a rule that everybody meets. */
const harmless = (template: Template): Template => ({
  ...template,
  cells: template.cells.map((cell) => (cell.id === 'l_visits' ? { ...cell, text: '总诊疗人次' } : cell)),
})

const submissionRow = async (obligationId: string) => {
  const [row] = await ownerRows<{
    id: string
    form_version_id: string
    state: string
    revision: number
    draft: object
    submitted: object | null
  }>('select id, form_version_id, state, revision, draft, submitted from submissions where obligation_id = $1', [
    obligationId,
  ])
  if (!row) throw new Error('the report was not begun')
  return row
}

const logOf = (id: string) =>
  ownerRows<{ revision: number; changes: object }>(
    'select revision, changes from change_log where submission_id = $1 order by id',
    [id],
  )

function factsOf(form: BuiltForm): Promise<Record<string, unknown>[]> {
  const table = form.code.toLowerCase().replaceAll('-', '_')
  return ownerRows(`select * from facts."${table}" order by submission_id`)
}

async function assertRebuilt(
  assert: { deepEqual: (a: unknown, b: unknown) => void; equal: (a: unknown, b: unknown, why: string) => void },
  form: BuiltForm,
): Promise<void> {
  const before = await factsOf(form)
  const { code, output } = await ace(sharedPlatform().database, 'facts:rebuild', '--form', form.code)
  assert.equal(code, 0, output)
  assert.deepEqual(await factsOf(form), before)
}

test.group('switch.try', () => {
  test('says for every unit what would happen, and changes no report', async ({ assert }) => {
    const open = await openForm()
    const { form } = open
    const [draft, sent, approved] = await threeReports(open)
    const rows = await Promise.all([draft, sent, approved].map(({ obligationId }) => submissionRow(obligationId)))
    const tried = await trySwitch(open, await publishNext(form, await withBeds(form)))
    assert.deepInclude(tried.counts, { moves: 1, again: 1, locked: 1, removed: 2, missing: 2 })
    assert.equal(tried.counts.empty, open.collection.progress.due - 3)
    assert.equal(tried.job?.state, 'done')

    const mine = await unitOf(tried, (await draft.view()).organisation.name)
    assert.deepInclude(mine, { fate: 'moves', missing: 1, errors: 0, warnings: 0, outside: false })
    assert.deepEqual(mine?.removed, [{ key: form.keys.income, title: '收入', value: '900.5' }])
    assert.include(mine?.messages[0], '实有床位')
    assert.deepInclude(await unitOf(tried, (await sent.view()).organisation.name), {
      fate: 'again',
      state: 'submitted',
    })
    assert.deepInclude(await unitOf(tried, (await approved.view()).organisation.name), { fate: 'locked', removed: [] })
    const after = await Promise.all([draft, sent, approved].map(({ obligationId }) => submissionRow(obligationId)))
    assert.deepEqual(after, rows)
    assert.lengthOf(await auditEvents('collection.switch_try', open.collection.id), 1)
    const client = await designer()
    const filtered = await client.expect<Page<SwitchUnit>>(
      'Page<SwitchUnit>',
      client.get(`/switches/${tried.id}/units?fate=removed`),
    )
    assert.equal(filtered.total, 2)
    const listed = await client.expect<VersionSwitch[]>(
      'VersionSwitch[]',
      client.get(`/collections/${open.collection.id}/switches`),
    )
    assert.lengthOf(listed, 1)
  })

  test('names units that come into the scope, and those that are no longer in it', async ({ assert }) => {
    const open = await openForm({ scope: 'AND(ORG.division = "420281", STARTS(ORG.category, "A"))' })
    const wider = await publishNext(open.form, (template) => ({
      ...template,
      scope: 'AND(ORG.city = "429004", STARTS(ORG.category, "A"))',
    }))
    const tried = await trySwitch(open, wider)
    assert.equal(tried.counts.outside, open.collection.progress.due)
    assert.isAbove(tried.counts.added ?? 0, 0)
    const done = await runSwitch(tried, false)
    assert.equal(done.result?.added, tried.counts.added)
    const [{ count } = { count: 0 }] = await ownerRows<{ count: number }>(
      'select count(*)::int as count from obligations where collection_id = $1',
      [open.collection.id],
    )
    assert.equal(count, open.collection.progress.due + (tried.counts.added ?? 0))
    const report = await reportOf('xiantao-yy', open.collection)
    assert.equal((await report.view()).formVersionId, wider)
  })

  test('refuses other forms, drafts, the same version, closed collections and whoever is no designer', async ({
    assert,
  }) => {
    const open = await openForm()
    const other = await openForm()
    const client = await designer()
    const path = `/collections/${open.collection.id}/switches`
    for (const formVersionId of [open.form.versionId, other.form.versionId]) {
      const refused = await client.post<Refused>(path, { formVersionId })
      assert.deepEqual([refused.status, refused.body.code], [422, 'E_SWITCH_VERSION'])
    }
    assert.equal((await client.post(path, {})).status, 422)
    assert.equal((await client.post(path, { formVersionId: '999999999' })).status, 404)
    const next = await publishNext(open.form, harmless)
    assert.equal((await (await actor('daye')).post(path, { formVersionId: next })).status, 403)
    assert.equal((await client.get('/switches/999999999')).status, 404)
    const tried = await trySwitch(open, next)
    await client.expect(
      'CollectionSummary',
      client.post(`/collections/${open.collection.id}/close`, { reason: '收齐' }),
    )
    for (const [target, body] of [
      [path, { formVersionId: next }],
      [`/switches/${tried.id}/run`, { returns: false, reason: REASON }],
    ] as const) {
      const refused = await client.post<Refused>(target, body)
      assert.deepEqual([refused.status, refused.body.code], [409, 'E_SWITCH_COLLECTION_CLOSED'])
    }
  })
})

test.group('switch.run', () => {
  test('drafts go over with what they hold; submitted ones come back; approved ones stay; nothing is lost', async ({
    assert,
  }) => {
    const open = await openForm()
    const { form } = open
    const [draft, sent, approved] = await threeReports(open)
    const next = await publishNext(form, await withBeds(form))
    const tried = await trySwitch(open, next)
    const done = await runSwitch(tried, true)
    assert.deepInclude(done.result, { moves: 1, again: 1, locked: 1, returned: 1, removed: 2, added: 0 })

    const mine = await submissionRow(draft.obligationId)
    assert.deepEqual([mine.form_version_id, mine.state], [next, 'draft'])
    assert.deepEqual(mine.draft, { [form.keys.visits]: '1200', [form.keys.stays]: '300' })
    assert.deepEqual((await logOf(mine.id)).at(-1), { revision: 2, changes: { [form.keys.income]: ['900.5', null] } })

    const theirs = await sent.view()
    assert.deepEqual([theirs.state, theirs.formVersionId], ['returned', next])
    assert.include(theirs.history.at(-1)?.reason ?? '', REASON)
    const kept = await approved.view()
    assert.deepEqual([kept.state, kept.formVersionId], ['province-approved', form.versionId])
    const facts = await factsOf(form)
    assert.deepEqual(
      facts.map(({ submission_id: id }) => id),
      [(await submissionRow(approved.obligationId)).id],
    )
    await assertRebuilt(assert, form)

    const [event] = await auditEvents('collection.switch', open.collection.id)
    assert.deepInclude(event, { reason: REASON })
    assert.lengthOf(await auditEvents('collection.switch_return', (await submissionRow(sent.obligationId)).id), 1)
    const beds = `${form.keys.income}_beds`
    const saved = await sent.save({ [beds]: '20' }, { base: theirs.revision })
    assert.equal((await sent.submit(saved.revision)).state, 'submitted')
    await assertRebuilt(assert, form)
  })

  test('a submitted report that nothing of changes goes over as it is; its fact row is that of the new version', async ({
    assert,
  }) => {
    const open = await openForm()
    const [, sent] = await threeReports(open)
    const next = await publishNext(open.form, harmless)
    const before = await submissionRow(sent.obligationId)
    const done = await runSwitch(await trySwitch(open, next), true)
    assert.deepInclude(done.result, { keeps: 1, returned: 0 })
    const after = await submissionRow(sent.obligationId)
    assert.deepEqual({ ...after, revision: 0 }, { ...before, revision: 0, form_version_id: next })
    const facts = await factsOf(open.form)
    assert.equal(facts.find(({ submission_id: id }) => id === after.id)?.['form_version_id'], next)
    await assertRebuilt(assert, open.form)
  })

  test('submitted reports may also stay on the old version, and be switched later', async ({ assert }) => {
    const open = await openForm()
    const [, sent] = await threeReports(open)
    const next = await publishNext(open.form, await withBeds(open.form))
    await runSwitch(await trySwitch(open, next), false)
    assert.deepEqual([(await sent.view()).state, (await sent.view()).formVersionId], ['submitted', open.form.versionId])
    await assertRebuilt(assert, open.form)
    const again = await runSwitch(await trySwitch(open, next), true)
    assert.deepInclude(again.result, { returned: 1, locked: 1, moves: 0 })
    assert.equal((await sent.view()).formVersionId, next)
  })

  test('a page that still shows the old version saves what both have, and is refused what is gone', async ({
    assert,
  }) => {
    const open = await openForm()
    const { form } = open
    const [draft] = await threeReports(open)
    const next = await publishNext(form, await withBeds(form))
    await runSwitch(await trySwitch(open, next), true)
    const gone = await draft.trySave<Refused>({ [form.keys.income]: '1' }, { base: 1 })
    assert.deepEqual([gone.status, gone.body.code], [422, 'E_SUBMISSION_UNKNOWN_CELL'])
    await draft.save({ [form.keys.visits]: '1300' }, { base: 1 })
    const stale = await draft.try<Refused>('submit', 1)
    assert.deepEqual([stale.status, stale.body.code], [409, 'E_SUBMISSION_STALE'])
  })

  test('saves that race with the switch are all kept, on the new version', async ({ assert }) => {
    const open = await openForm()
    const { form } = open
    const logins = ['daye-rmyy', 'xiantao-yy', 'sheng-zhyy']
    const reports = await Promise.all(logins.map((login) => reportOf(login, open.collection)))
    const next = await publishNext(form, harmless)
    const tried = await trySwitch(open, next)
    const running = runSwitch(tried, true)
    const saved = await Promise.all(
      reports.map(async (report) => {
        let revision = 0
        for (let n = 1; n <= 15; n += 1) {
          revision = (await report.save({ [form.keys.visits]: String(n) }, { base: revision })).revision
        }
        return report
      }),
    )
    await running
    for (const report of saved) {
      const row = await submissionRow(report.obligationId)
      assert.equal(row.form_version_id, next)
      assert.deepEqual(row.draft, { [form.keys.visits]: '15' })
    }
  })

  test('refuses to run what was not tried, what was tried before another switch, and a body of another shape', async ({
    assert,
  }) => {
    const open = await openForm()
    const client = await designer()
    const next = await publishNext(open.form, harmless)
    const first = await trySwitch(open, next)
    const second = await trySwitch(open, next)
    const run = (id: string, body: object = { returns: false, reason: REASON }) =>
      client.post<Refused>(`/switches/${id}/run`, body)
    assert.equal((await run(first.id, { returns: 'yes', reason: REASON })).status, 422)
    assert.equal((await run(first.id, { returns: false })).status, 422)
    await runSwitch(second, false)
    assert.equal((await run(first.id)).body.code, 'E_SWITCH_OUTDATED')
    assert.equal((await run(second.id)).body.code, 'E_SWITCH_NOT_TRIED')
  })
})

/** A draft at 大冶, a submitted report at 仙桃, an approved one at the provincial hospital. */
async function threeReports({ form, collection }: OpenForm) {
  const [draft, sent, approved] = await Promise.all(
    ['daye-rmyy', 'xiantao-yy', 'sheng-zhyy'].map((login) => reportOf(login, collection)),
  )
  if (!draft || !sent || !approved) throw new Error('three hospitals owe the report')
  for (const report of [draft, sent, approved]) await report.save(goodValues(form))
  await sent.submit()
  await approved.submit()
  await approved.as(await actor('sheng-shenhe')).review('pass')
  return [draft, sent, approved] as const
}
