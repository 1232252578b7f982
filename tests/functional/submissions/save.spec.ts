import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { CellConflict, SaveReply } from '../../../workbench/src/app/api/contract.js'
import type { Refused } from '../../support/http_client.js'
import { actor, anonymous, auditEvents, ownerRows } from '../../support/world.js'
import { goodValues, type OpenForm, openForm, type ReportClient, reportOf } from './report.js'

interface LogRow {
  readonly revision: number
  readonly changes: Readonly<Record<string, readonly [unknown, unknown]>>
}

const logOf = (report: ReportClient) =>
  ownerRows<LogRow>(
    `select l.revision, l.changes from change_log l join submissions s on s.id = l.submission_id
     where s.obligation_id = $1 order by l.id`,
    [report.obligationId],
  )

/** Two persons of one hospital on one report. */
async function colleagues(options: Parameters<typeof openForm>[0] = {}) {
  const opened = await openForm(options)
  const mine = await reportOf('daye-rmyy', opened.collection)
  return { ...opened, mine, theirs: mine.as(await actor('daye-rmyy2')) }
}

test.group('submission.save: who may', () => {
  test('nobody without a session, without the right, or for another unit', async ({ assert }) => {
    const { collection } = await openForm()
    const report = await reportOf('daye-rmyy', collection)
    assert.equal((await report.as(anonymous()).trySave({})).status, 401)
    assert.equal((await report.as(await actor('daye')).trySave({})).status, 403)
    const stranger = await report.as(await actor('xiantao-yy')).trySave<Refused>({})
    assert.deepInclude(stranger, { status: 404 })
    assert.equal(stranger.body.code, 'E_OBLIGATION_NOT_FOUND')
    assert.equal((await report.view()).state, 'empty')
  })

  test('a request that is no save is refused where it is wrong', async ({ assert }) => {
    const { collection } = await openForm()
    const report = await reportOf('daye-rmyy', collection)
    const path = `/submissions/${report.obligationId}/save`
    const bad = await report.client.post<Refused>(path, { operationId: 'x', baseRevision: -1, values: {} })
    assert.equal(bad.status, 422)
    assert.sameMembers(
      (bad.body.errors ?? []).map(({ where }) => where),
      ['operationId', 'baseRevision'],
    )
  })
})

test.group('submission.save: what is stored', () => {
  test('values are read by the server; what is no value stays as typed, marked; no audit event, one log row', async ({
    assert,
  }) => {
    const { form, mine } = await colleagues()
    const { visits, stays, income } = form.keys
    await mine.save({ [visits]: '１，２００', [stays]: '12a', [income]: { invalid: '1.234' } })
    const view = await mine.view()
    assert.deepEqual(view.values, {
      [visits]: '1200',
      [stays]: { invalid: '12a' },
      [income]: { invalid: '1.234' },
    })
    const filled = await ownerRows(
      'select filled, saved_by is not null as named from submissions where obligation_id = $1',
      [mine.obligationId],
    )
    assert.deepEqual(filled, [{ filled: 33, named: true }])
    assert.deepEqual(await logOf(mine), [
      {
        revision: 1,
        changes: {
          [visits]: [null, '1200'],
          [stays]: [null, { invalid: '12a' }],
          [income]: [null, { invalid: '1.234' }],
        },
      },
    ])
    assert.lengthOf(await auditEvents('submission.save'), 0)
  })

  test('unknown, computed and not applicable cells refuse the whole request and say where', async ({ assert }) => {
    const { form, mine } = await colleagues({
      change: (template) => ({
        ...template,
        cells: template.cells.map((cell) =>
          cell.id === 'i_income' ? { ...cell, when: 'ORG.category = "Z999"' } : cell,
        ),
      }),
    })
    const { visits, total, income } = form.keys
    const refused = await mine.trySave<Refused>({ [visits]: '1', [total]: '2', [income]: '3', NOWHERE: '4' })
    assert.equal(refused.status, 422)
    assert.equal(refused.body.code, 'E_SUBMISSION_UNKNOWN_CELL')
    assert.deepEqual(
      refused.body.errors?.map(({ code, where }) => [code, where]),
      [
        ['E_CELL_COMPUTED', 'C5'],
        ['E_CELL_NOT_APPLICABLE', 'C6'],
        ['E_CELL_UNKNOWN', 'NOWHERE'],
      ],
    )
    const tooLong = await mine.trySave<Refused>({ [visits]: '9'.repeat(201) })
    assert.deepInclude(tooLong.body, { code: 'E_SUBMISSION_VALUE' })
    const noValue = await mine.trySave<Refused>({ [visits]: 7 as unknown as string })
    assert.deepInclude(noValue.body, { code: 'E_SUBMISSION_VALUE' })
    const noRule = await mine.trySave<Refused>({}, { explanations: { W999: '说明' } })
    assert.deepInclude(noRule.body, { code: 'E_SUBMISSION_UNKNOWN_CELL' })
    assert.equal((await mine.view()).state, 'empty')
  })

  test('head items and explanations are saved piece by piece', async ({ assert }) => {
    const { mine } = await colleagues()
    assert.equal((await mine.view()).header.filler, '刘海燕')
    await mine.save({}, { header: { filler: '李四' } })
    await mine.save({}, { base: 1, explanations: { W001: '新院区开诊' } })
    const view = await mine.view()
    assert.equal(view.header.filler, '李四')
    assert.deepEqual(view.explanations, { W001: '新院区开诊' })
  })
})

test.group('submission.save: two at one report', () => {
  test('cells only others changed are merged and told', async ({ assert }) => {
    const { form, mine, theirs } = await colleagues()
    const { visits, stays } = form.keys
    await mine.save({ [visits]: '100' })
    const reply = await theirs.save({ [stays]: '20' })
    assert.deepInclude(reply, { revision: 2, merged: { [visits]: '100' } })
    assert.deepEqual((await mine.view()).values, { [visits]: '100', [stays]: '20' })
  })

  test('a cell both changed refuses with both values, who and when; nothing of the request is stored', async ({
    assert,
  }) => {
    const { form, mine, theirs } = await colleagues()
    const { visits, stays } = form.keys
    await mine.save({ [visits]: '100', [stays]: '7' })
    const refused = await theirs.trySave<Refused & { conflicts: CellConflict[]; revision: number }>({
      [visits]: '200',
      [stays]: '7',
      [form.keys.income]: '5',
    })
    assert.equal(refused.status, 409)
    assert.deepInclude(refused.body, { code: 'E_SUBMISSION_CONFLICT', revision: 1 })
    const [conflict, ...more] = refused.body.conflicts
    assert.lengthOf(more, 0, 'the same value is no conflict')
    assert.deepInclude(conflict, { key: visits, mine: '200', theirs: '100', by: '刘海燕' })
    assert.match(conflict?.at ?? '', /^2026-11-23T/)
    assert.deepEqual((await mine.view()).values, { [visits]: '100', [stays]: '7' })
    await theirs.save({ [visits]: '200' }, { base: refused.body.revision })
    assert.equal((await mine.view()).values[visits], '200')
  })

  test('an explanation both wrote is a conflict too', async ({ assert }) => {
    const { mine, theirs } = await colleagues()
    await mine.save({}, { explanations: { W001: '设备更新' } })
    const refused = await theirs.trySave<Refused & { conflicts: CellConflict[] }>(
      {},
      { explanations: { W001: '搬迁' } },
    )
    assert.equal(refused.status, 409)
    assert.deepInclude(refused.body.conflicts[0], { key: 'explanations.W001', mine: '搬迁', theirs: '设备更新' })
  })

  test('first saves at the same moment both arrive', async ({ assert }) => {
    const { form, mine, theirs } = await colleagues()
    const { visits, stays, income } = form.keys
    const replies = await Promise.all([
      mine.save({ [visits]: '1' }),
      theirs.save({ [stays]: '2' }),
      mine.save({ [income]: '3' }),
    ])
    assert.sameMembers(
      replies.map(({ revision }) => revision),
      [1, 2, 3],
    )
    assert.deepEqual((await mine.view()).values, { [visits]: '1', [stays]: '2', [income]: '3' })
  })
})

test.group('submission.save: repeats', () => {
  test('a repeated operation id gets the first reply again, later and at the same time', async ({ assert }) => {
    const { form, mine } = await colleagues()
    const operationId = randomUUID()
    const values = { [form.keys.visits]: '5' }
    const replies = await Promise.all([1, 2, 3, 4].map(() => mine.trySave<SaveReply>(values, { operationId })))
    assert.deepEqual(
      replies.map(({ status }) => status),
      [200, 200, 200, 200],
    )
    await mine.save({ [form.keys.visits]: '6' }, { base: 1 })
    const late = await mine.save(values, { operationId })
    for (const reply of replies) assert.deepEqual(reply.body, late)
    assert.equal((await mine.view()).values[form.keys.visits], '6')
    assert.lengthOf(await logOf(mine), 2)
  })

  test('an operation id of somebody else or of another act is refused', async ({ assert }) => {
    const { form, mine, theirs } = await colleagues()
    const operationId = randomUUID()
    await mine.save({ [form.keys.visits]: '5' }, { operationId })
    const other = await theirs.trySave<Refused>({ [form.keys.stays]: '5' }, { operationId })
    assert.deepInclude(other.body, { code: 'E_OPERATION_REUSED' })
    const act = await mine.try<Refused>('check', 1, operationId)
    assert.deepInclude(act.body, { code: 'E_OPERATION_REUSED' })
  })
})

test.group('submission.save: closed and locked', () => {
  const close = async ({ collection }: OpenForm) =>
    (await actor('sheng-sheji')).post(`/collections/${collection.id}/close`, { reason: '测试关闭' })

  test('a closed collection refuses and says who can extend it', async ({ assert }) => {
    const opened = await openForm()
    const report = await reportOf('daye-rmyy', opened.collection)
    await report.save(goodValues(opened.form))
    await close(opened)
    for (const refused of [await report.trySave<Refused>({}, { base: 1 }), await report.try<Refused>('submit', 1)]) {
      assert.equal(refused.status, 409)
      assert.equal(refused.body.code, 'E_COLLECTION_CLOSED')
      assert.include(refused.body.message, '省级管理人员')
    }
    const view = await report.view()
    assert.isFalse(view.can.save)
    assert.include(view.can.whyReadOnly ?? '', '已关闭')
  })

  test('a lock on the region holds for everybody below it, with reason and until when', async ({ assert }) => {
    const { form, collection, mine } = await colleagues()
    await mine.save(goodValues(form))
    const [lock] = await ownerRows<{ id: string }>(
      `insert into locks (org_path, form_id, reason, made_by, made_at, until)
       select path, $1, '年报汇总期间', (select id from accounts where login = 'sheng-shenhe'), now(), now() + interval '9 days'
       from organisations where division_code = '420200' returning id`,
      [collection.formId],
    )
    const refused = await mine.trySave<Refused>({ [form.keys.visits]: '1' }, { base: 1 })
    assert.equal(refused.status, 409)
    assert.equal(refused.body.code, 'E_SUBMISSION_LOCKED')
    assert.include(refused.body.message, '年报汇总期间')
    assert.include(refused.body.message, '周立新')
    assert.equal((await mine.try<Refused>('submit', 1)).body.code, 'E_SUBMISSION_LOCKED')
    assert.equal((await mine.view()).lock?.by, '周立新')
    const elsewhere = await reportOf('xiantao-yy', collection)
    await elsewhere.save(goodValues(form))
    await ownerRows('update locks set released_at = now() where id = $1 returning id', [lock?.id])
    await mine.save({ [form.keys.visits]: '1300' }, { base: 1 })
  })
})
