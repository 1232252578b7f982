import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import type { FillTask, SubmissionState, SubmitReply } from '../../../workbench/src/app/api/contract.js'
import { rule } from '../../support/forms.js'
import type { Refused } from '../../support/http_client.js'
import { actor, anonymous, auditEvents, ownerRows } from '../../support/world.js'
import { goodValues, openForm, type ReportClient, reportOf } from './report.js'

const submissionOf = async (report: ReportClient) =>
  (
    await ownerRows<{ id: string; submitted: Record<string, string | null> }>(
      'select * from submissions where obligation_id = $1',
      [report.obligationId],
    )
  )[0] ?? { id: '', submitted: {} }

const factsOf = (code: string) =>
  ownerRows<Record<string, string>>(
    `select * from facts."${code.toLowerCase().replaceAll('-', '_')}" order by submission_id`,
  )

async function filled(options: Parameters<typeof openForm>[0] = {}) {
  const opened = await openForm(options)
  const report = await reportOf('daye-rmyy', opened.collection)
  await report.save(goodValues(opened.form))
  return { ...opened, report }
}

test.group('task.list', () => {
  test('what the own unit owes, with state and days left', async ({ assert }) => {
    const { collection, report } = await filled()
    const tasks = await report.client.expect('FillTask[]', report.client.get<FillTask[]>('/tasks'))
    const task = tasks.find((each) => each.collectionId === collection.id)
    assert.deepInclude(task, { state: 'draft', filled: 100, daysLeft: 2, overdue: false, returnReason: null })
    assert.equal((await anonymous().get('/tasks')).status, 401)
    assert.equal((await (await actor('daye')).get('/tasks')).status, 403)
  })

  test('a 卫生院 owes the reports of its clinics, each its own', async ({ assert }) => {
    const { form, collection } = await openForm({ scope: 'ORG.category = "D600"' })
    const client = await actor('baoan-wsy')
    const tasks = await client.expect('FillTask[]', client.get<FillTask[]>('/tasks'))
    const clinics = tasks.filter((each) => each.collectionId === collection.id)
    assert.lengthOf(clinics, 20)
    const report = await reportOf('baoan-wsy', collection, clinics[3]?.organisation.name)
    await report.save(goodValues(form))
    const county = report.as(await actor('daye'))
    assert.equal((await county.trySave({})).status, 403)
    assert.isFalse((await county.view()).can.save)
  })
})

test.group('submission.check', () => {
  test('强制性 findings leave the state, a clean draft is 已审核 with one event', async ({ assert }) => {
    const { form, report } = await filled()
    await report.save({ [form.keys.stays]: '5000', [form.keys.income]: '1.234' }, { base: 1 })
    const bad = await report.check(2)
    assert.equal(bad.state, 'draft')
    assert.sameMembers(
      bad.findings.map((finding) => finding.rule),
      ['E001', `INVALID.${form.keys.income}`],
    )
    assert.sameMembers(
      [...(bad.findings.find((finding) => finding.rule === 'E001')?.keys ?? [])],
      [form.keys.visits, form.keys.stays],
    )
    await report.save(
      { [form.keys.stays]: '3', [form.keys.income]: '2000' },
      { base: 2, explanations: { W001: '新院区' } },
    )
    const good = await report.check(3)
    assert.equal(good.state, 'checked')
    assert.deepEqual(
      good.findings.map((finding) => [finding.rule, finding.explanation]),
      [['W001', '新院区']],
    )
    const { id } = await submissionOf(report)
    const stored = await ownerRows('select rule, explanation from findings where submission_id = $1', [id])
    assert.deepEqual(stored, [{ rule: 'W001', explanation: '新院区' }])
    await report.check(3)
    assert.lengthOf(await auditEvents('submission.check', id), 1)
    await report.save({ [form.keys.stays]: '4' }, { base: 3 })
    assert.equal((await report.view()).state, 'draft')
  })

  test('a report that is empty cannot be checked or submitted', async ({ assert }) => {
    const { collection } = await openForm()
    const report = await reportOf('daye-rmyy', collection)
    for (const act of ['check', 'submit', 'withdraw'] as const) {
      const refused = await report.try<Refused>(act)
      assert.deepInclude([refused.status, refused.body.code], 'E_SUBMISSION_EMPTY')
      assert.equal((await report.as(anonymous()).try(act)).status, 401)
      assert.equal((await report.as(await actor('sheng-fenxi')).try(act)).status, 403)
      const path = `/submissions/${report.obligationId}/${act}`
      assert.equal((await report.client.post(path, { operationId: 'no id' })).status, 422)
    }
  })
})

test.group('submission.submit', () => {
  test('values with totals, the fact row, review event and audit event are there with the receipt', async ({
    assert,
  }) => {
    const { form, report } = await filled()
    const { visits, stays, total, income } = form.keys
    const reply = await report.submit()
    const submission = await submissionOf(report)
    assert.deepEqual(submission.submitted, { [visits]: '1200', [stays]: '300', [total]: '1500', [income]: '900.5' })
    const [fact] = await factsOf(form.code)
    assert.deepInclude(fact, { submission_id: submission.id, state: 'submitted', [total.toLowerCase()]: '1500' })
    const [event] = await auditEvents('submission.submit', submission.id)
    const digest = (event?.after as { digest: string }).digest
    assert.equal(reply.receipt.replaceAll('-', ''), digest.slice(0, 12).toUpperCase())
    const view = await report.view()
    assert.deepInclude(view, { state: 'submitted', submittedBy: '刘海燕' })
    assert.equal(view.header.filler, '刘海燕')
    assert.deepEqual(
      view.history.map(({ action, by }) => [action, by]),
      [['submit', '刘海燕']],
    )
    assert.isFalse(view.can.save)
    assert.include(view.can.whyReadOnly ?? '', '已上报')
  })

  test('open 强制性 findings refuse at their cells, then 核实性 ones ask for 核实说明', async ({ assert }) => {
    const { form, report } = await filled()
    const { visits, stays, income } = form.keys
    await report.save({ [visits]: '', [stays]: 'x', [income]: '5000' }, { base: 1 })
    const errors = await report.try<Refused>('submit', 2)
    assert.equal(errors.status, 422)
    assert.equal(errors.body.code, 'E_SUBMISSION_HAS_FINDINGS')
    assert.deepEqual(
      errors.body.errors?.map(({ code, where }) => [code, where]),
      [
        [`REQUIRED.${visits}`, 'C3'],
        [`INVALID.${stays}`, 'C4'],
      ],
    )
    await report.save({ [visits]: '10', [stays]: '1' }, { base: 2 })
    const warning = await report.try<Refused>('submit', 3)
    assert.equal(warning.status, 422)
    assert.equal(warning.body.code, 'E_SUBMISSION_NEEDS_EXPLANATION')
    assert.deepEqual(
      warning.body.errors?.map(({ where }) => where),
      ['W001'],
    )
    assert.lengthOf(await factsOf(form.code), 0)
    await report.save({}, { base: 3, explanations: { W001: '年底结算' } })
    await report.submit(4)
  })

  test('a page that is not up to date does not submit', async ({ assert }) => {
    const { form, report } = await filled()
    await report.as(await actor('daye-rmyy2')).save({ [form.keys.stays]: '299' }, { base: 1 })
    const stale = await report.try<Refused & { revision: number }>('submit', 1)
    assert.equal(stale.status, 409)
    assert.deepInclude(stale.body, { code: 'E_SUBMISSION_STALE', revision: 2 })
  })

  test('after the due day it is accepted and marked 逾期', async ({ assert }) => {
    const { report, collection } = await filled({ due: '2026-11-22' })
    assert.isTrue((await report.submit()).overdue)
    const tasks = await report.client.get<FillTask[]>('/tasks')
    assert.isTrue(tasks.body.find((task) => task.collectionId === collection.id)?.overdue)
  })

  test('repeats at the same time and later get one reply and leave one trace', async ({ assert }) => {
    const { form, report } = await filled()
    const operationId = randomUUID()
    const replies = await Promise.all([1, 2, 3, 4].map(() => report.try<SubmitReply>('submit', 1, operationId)))
    const late = await report.try<SubmitReply>('submit', 1, operationId)
    for (const reply of replies) assert.deepEqual([reply.status, reply.body], [200, late.body])
    const { id } = await submissionOf(report)
    assert.lengthOf(await auditEvents('submission.submit', id), 1)
    assert.lengthOf(await factsOf(form.code), 1)
    assert.lengthOf(await ownerRows('select from review_events where submission_id = $1', [id]), 1)
  })

  test('a rule may look at the last submitted values of the month before', async ({ assert }) => {
    const rules = (visits: string) => [
      rule('W002', 'warning', `[${visits}] <= PREV([${visits}]) * 2`, '与上月相差不超过一倍'),
    ]
    const opened = await openForm({
      period: '2026-09',
      change: (t) => ({ ...t, rules: rules(t.indicators[0]?.code ?? '') }),
    })
    const before = await reportOf('daye-rmyy', opened.collection)
    await before.save(goodValues(opened.form))
    await before.submit()
    const designer = await actor('sheng-sheji')
    const { openCollection } = await import('../../support/forms.js')
    const next = await reportOf('daye-rmyy', await openCollection(designer, opened.form))
    await next.save({ ...goodValues(opened.form), [opened.form.keys.visits]: '9999' })
    const { findings } = await next.check()
    assert.deepEqual(
      findings.map((finding) => finding.rule),
      ['W002'],
    )
    const view = await next.view()
    assert.equal(view.previous?.[opened.form.keys.total], '1500')
    assert.equal(view.previousLabel, '2026年9月')
    assert.isNull(view.lastYear)
  })
})

test.group('submission.withdraw', () => {
  test('until the first reviewer has looked; the number leaves the sums', async ({ assert }) => {
    const { form, report } = await filled()
    await report.submit()
    const back = await report.withdraw()
    assert.deepInclude(back, { state: 'draft', submittedAt: null, receipt: '' })
    assert.lengthOf(await factsOf(form.code), 0)
    const { id } = await submissionOf(report)
    assert.lengthOf(await auditEvents('submission.withdraw', id), 1)
    await report.submit()
    await report.as(await actor('huangshi')).view()
    assert.isTrue((await report.view()).can.withdraw, 'the city is not the first step')
    await report.as(await actor('daye')).view()
    assert.isFalse((await report.view()).can.withdraw)
    const refused = await report.try<Refused>('withdraw')
    assert.equal(refused.status, 409)
    assert.equal(refused.body.code, 'E_SUBMISSION_ALREADY_SEEN')
  })
})

test.group('submission.read', () => {
  test('nobody without a session, and nobody outside their subtree', async ({ assert }) => {
    const { report } = await filled()
    const path = `/submissions/${report.obligationId}`
    assert.equal((await anonymous().get(path)).status, 401)
    assert.equal((await (await actor('sheng-sheji')).get(path)).status, 403)
    for (const login of ['xiantao', 'xiantao-yy']) assert.equal((await (await actor(login)).get(path)).status, 404)
    assert.equal((await report.client.get('/submissions/999999999')).status, 404)
    assert.equal((await report.client.get('/submissions/1 or 1=1')).status, 404)
    const analyst = report.as(await actor('sheng-fenxi'))
    const states: SubmissionState[] = [(await analyst.view()).state]
    assert.deepEqual(states, ['draft'])
  })
})
