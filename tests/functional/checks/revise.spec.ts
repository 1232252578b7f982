import { test } from '@japa/runner'
import type { JobView, VersionChecks } from '../../../workbench/src/app/api/contract.js'
import { buildForm, type BuiltForm, rule } from '../../support/forms.js'
import type { Client, Refused } from '../../support/http_client.js'
import { finishedJob } from '../../support/jobs.js'
import { actor, anonymous, auditEvents, ownerRows } from '../../support/world.js'
import { goodValues, openForm, type ReportClient, reportOf } from '../submissions/report.js'

const NOTHING = { rules: {}, help: {}, thresholds: {} }

/** E001 of the small form with something changed. */
function e001({ keys }: BuiltForm, change: object): object {
  const as = { severity: 'error', expression: `[${keys.visits}] >= [${keys.stays}]`, tolerance: null, off: false }
  return { ...NOTHING, rules: { E001: { ...as, message: '诊疗人次不少于出院人数', ...change } } }
}

const path = ({ versionId }: BuiltForm) => `/form-versions/${versionId}/checks`

function body(changes: object, more: object = {}): object {
  return { baseNumber: 0, changes, reason: '专科医院按住院口径统计，规则有误', tighter: false, ...more }
}

async function revise(form: BuiltForm, changes: object, more: object = {}): Promise<VersionChecks> {
  const designer = await actor('sheng-sheji')
  return designer.expect('VersionChecks', designer.post<VersionChecks>(path(form), body(changes, more)), 201)
}

/** The job behind a revision, when it has ended. */
async function finished(client: Client, job: JobView | null): Promise<JobView> {
  if (!job) throw new Error('no report was to be checked again')
  return finishedJob(client, job.id)
}

const findingsOf = (report: ReportClient) =>
  ownerRows<{ rule: string; severity: string; explanation: string | null }>(
    `select f.rule, f.severity, f.explanation from findings f join submissions s on s.id = f.submission_id
     where s.obligation_id = $1 order by f.rule`,
    [report.obligationId],
  )

/** A report of 大冶 that E001 blocks. */
async function blocked() {
  const opened = await openForm()
  const report = await reportOf('daye-rmyy', opened.collection)
  await report.save({ ...goodValues(opened.form), [opened.form.keys.stays]: '5000' })
  await report.check()
  return { ...opened, report }
}

test.group('check.revise', () => {
  test('a check switched off lets a blocked report pass; the job checks it again, the page is told why', async ({
    assert,
  }) => {
    const { form, report } = await blocked()
    assert.equal((await report.try<Refused>('submit', 1)).body.code, 'E_SUBMISSION_HAS_FINDINGS')
    const checks = await revise(form, e001(form, { off: true }))
    assert.equal(checks.number, 1)
    assert.deepEqual(
      checks.revisions[0]?.words.map((each) => each.words),
      ['E001 诊疗人次不少于出院人数：停用，不再审核'],
    )
    const job = await finished(await actor('sheng-sheji'), checks.recheck)
    assert.deepEqual([job.state, job.message], ['done', '已重新审核 1 份报表：1 份的审核结果有变化。'])
    assert.deepEqual(await findingsOf(report), [])
    const view = await report.view()
    assert.equal(view.checks.revisions[0]?.reason, '专科医院按住院口径统计，规则有误')
    assert.equal(view.checks.changes.rules.E001?.off, true)
    assert.equal((await report.submit()).state, 'submitted')
    const [event] = await auditEvents('check.revise', form.versionId)
    assert.equal(event?.reason, '专科医院按住院口径统计，规则有误')
  })

  test('relaxed to 核实性 it asks for an explanation; one written by a page that is behind is kept', async ({
    assert,
  }) => {
    const { form, report } = await blocked()
    const before = (await report.view()).checks.revisionId
    const checks = await revise(form, e001(form, { severity: 'warning' }))
    await finished(await actor('sheng-sheji'), checks.recheck)
    assert.deepInclude((await findingsOf(report))[0], { rule: 'E001', severity: 'warning' })
    assert.equal((await report.try<Refused>('submit', 1)).body.code, 'E_SUBMISSION_NEEDS_EXPLANATION')
    const saved = await report.save({}, { base: 1, explanations: { E001: '专科医院' } })
    assert.isNull(before)
    assert.isNotNull(saved.checkRevisionId)
    assert.equal((await report.submit(2)).state, 'submitted')
    assert.deepEqual(await findingsOf(report), [{ rule: 'E001', severity: 'warning', explanation: '专科医院' }])
  })

  test('a tolerance lets small differences pass', async ({ assert }) => {
    const { form, report } = await blocked()
    await revise(form, e001(form, { tolerance: { kind: 'absolute', value: 3800 } }))
    assert.deepEqual((await report.check()).findings, [])
  })

  test('what may fail a report that passed is said before it is done, and done when it is known', async ({
    assert,
  }) => {
    const { form, collection } = await openForm()
    const [daye, xiantao] = await Promise.all(['daye-rmyy', 'xiantao-yy'].map((login) => reportOf(login, collection)))
    if (!daye || !xiantao) throw new Error('both owe the report')
    for (const report of [daye, xiantao]) {
      await report.save(goodValues(form))
      assert.equal((await report.check()).state, 'checked')
    }
    await xiantao.submit()
    const stricter = e001(form, { expression: `[${form.keys.visits}] >= [${form.keys.stays}] * 10` })
    const designer = await actor('sheng-sheji')
    const refused = await designer.post<Refused>(path(form), body(stricter))
    assert.deepEqual([refused.status, refused.body.code], [409, 'E_CHECKS_TIGHTER'])
    assert.match(refused.body.message, /已审核的 1 份若有强制性问题会回到暂存；已上报的 1 份状态不变/)
    const job = await finished(designer, (await revise(form, stricter, { tighter: true })).recheck)
    assert.equal(job.message, '已重新审核 2 份报表：2 份的审核结果有变化，1 份由已审核回到暂存。')
    assert.deepEqual([(await daye.view()).state, (await xiantao.view()).state], ['draft', 'submitted'])
    assert.deepEqual(await findingsOf(xiantao), [{ rule: 'E001', severity: 'error', explanation: null }])
  })

  test('approved reports and closed collections keep what was found; a later collection follows the newest', async ({
    assert,
  }) => {
    const { form, collection } = await openForm({ period: '2026-08' })
    const report = await reportOf('sheng-zhyy', collection)
    await report.save({ ...goodValues(form), [form.keys.income]: '2000' }, { explanations: { W001: '新院区' } })
    await report.submit()
    await report.as(await actor('sheng-shenhe')).review('pass')
    const designer = await actor('sheng-sheji')
    const off = { severity: 'warning', expression: `[${form.keys.income}] <= 1000`, tolerance: null, off: true }
    await revise(form, { ...NOTHING, rules: { W001: { ...off, message: '收入一般不超过 1000 千元' } } })
    assert.deepEqual(await findingsOf(report), [{ rule: 'W001', severity: 'warning', explanation: '新院区' }])
    assert.isNull((await report.view()).checks.revisionId)
    await designer.post(`/collections/${collection.id}/close`, { reason: '期满' })
    await revise(form, e001(form, { off: true }), { baseNumber: 1 })
    const followed = await ownerRows<{ number: number }>(
      `select r.number from collections c join check_revisions r on r.id = c.check_revision_id where c.id = $1`,
      [collection.id],
    )
    assert.deepEqual(followed, [{ number: 1 }])
    const days = { due: '2026-11-25', dueCounty: '2026-11-25', dueCity: '2026-11-25', dueProvince: '2026-11-25' }
    await designer.post('/collections', { formVersionId: form.versionId, period: '2026-10', ...days })
    const [next] = await ownerRows<{ number: number }>(
      `select r.number from collections c join check_revisions r on r.id = c.check_revision_id
       where c.form_id = $1 and c.period = '2026-10'`,
      [form.formId],
    )
    assert.equal(next?.number, 2)
  })

  test('help is revised, and a next version begins with what holds now', async ({ assert }) => {
    const { form, report } = await blocked()
    const help = { ...NOTHING, help: { [form.keys.visits]: '含门诊、急诊和体检人次。' } }
    await revise(form, help)
    assert.equal((await report.view()).checks.changes.help[form.keys.visits], '含门诊、急诊和体检人次。')
    await revise(form, e001(form, { off: true }), { baseNumber: 1 })
    const designer = await actor('sheng-sheji')
    const draft = await designer.post<{ template: BuiltForm['template'] }>(`/forms/${form.formId}/drafts`, {
      fromVersionId: form.versionId,
    })
    assert.equal(draft.body.template.rules.find(({ code }) => code === 'E001')?.off, true)
  })

  test('refuses what is no change, no check of this form, wrong, or behind', async ({ assert }) => {
    const form = await buildForm(await actor('sheng-sheji'), { rules: [rule('E001', 'error', '1 = 1', '一等于一')] })
    const designer = await actor('sheng-sheji')
    const send = async (changes: object, more: object = {}): Promise<unknown[]> => {
      const { status, body: refused } = await designer.post<Refused>(path(form), body(changes, more))
      return [status, refused.code]
    }
    const same = { severity: 'error', expression: '1 = 1', message: '一等于一', tolerance: null, off: false }
    assert.deepEqual(await send({ ...NOTHING, rules: { E001: same } }), [422, 'E_CHECKS_NOTHING'])
    assert.deepEqual(await send({ ...NOTHING, rules: { E009: same } }), [422, 'E_CHECKS_UNKNOWN'])
    assert.deepEqual(await send({ ...NOTHING, rules: { E001: { ...same, expression: '1 +' } } }), [
      422,
      'E_CHECKS_INVALID',
    ])
    assert.deepEqual(await send({ rules: {} }), [422, 'E_CHECKS_INVALID'])
    assert.deepEqual(await send({ ...NOTHING, rules: { E001: { ...same, off: true } } }, { baseNumber: 3 }), [
      409,
      'E_CHECKS_STALE',
    ])
    assert.deepEqual(await send(NOTHING, { reason: '' }), [422, 'E_VALIDATION'])
    assert.equal((await anonymous().post(path(form), body(NOTHING))).status, 401)
    assert.equal((await (await actor('daye')).post(path(form), body(NOTHING))).status, 403)
    assert.equal((await (await actor('daye')).get(path(form))).status, 403)
    assert.equal((await designer.get('/form-versions/999999/checks')).status, 404)
  })
})
