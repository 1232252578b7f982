import { test } from '@japa/runner'
import exceljs from 'exceljs'
import type { AggregateReply, AggregateRow, JobView } from '../../../workbench/src/app/api/contract.js'
import type { Refused } from '../../support/http_client.js'
import { finishedJob } from '../../support/jobs.js'
import { actor, anonymous, auditEvents, ownerRows } from '../../support/world.js'
import { buildSummedForm, fillAtRandom, type SummedForm } from './summed_form.js'

let form: SummedForm

/** Rows of the first sheet without the two lines above the table. */
async function rowsOf(file: ArrayBuffer): Promise<unknown[][]> {
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(file)
  const rows: unknown[][] = []
  workbook.worksheets[0]?.eachRow((row) => rows.push((row.values as unknown[]).slice(1)))
  return rows.slice(2)
}

/** A job of an account as if it had been asked for: state, age of the last beat in seconds, attempts. */
async function putJob(login: string, job: { state: string; age: number; attempts: number }): Promise<string> {
  const { visits } = form.keys
  const params = {
    form: form.code,
    period: '2026-10',
    periodTo: null,
    indicators: [visits],
    status: 'submitted',
    organisation: null,
  }
  const [row] = await ownerRows<{ id: string }>(
    `insert into jobs (kind, title, params, context, account_id, state, attempts, created_at, beat_at)
     select 'aggregate-export', '测试', $2, jsonb_build_object('account', jsonb_build_object('id', a.id::text, 'name', a.name, 'phone', '',
         'organisationId', a.organisation_id::text), 'scopes', jsonb_build_array('/1/'), 'areas', jsonb_build_array('*'),
         'ip', null, 'requestId', null),
       a.id, $3, $4, now(), clock_timestamp() - make_interval(secs => $5)
     from accounts a where a.login = $1 returning id`,
    [login, JSON.stringify(params), job.state, job.attempts, job.age],
  )
  return row?.id ?? ''
}

test.group('analysis: export', (group) => {
  group.setup(async () => {
    form = await buildSummedForm(await actor('sheng-sheji'))
    await fillAtRandom(ownerRows, form)
  })

  test('the workbook read back equals the screen of {$self}')
    .with(['sheng-fenxi', 'huangshi', 'xiantao'])
    .run(async ({ assert }, login) => {
      const analyst = await actor(login)
      const keys = [form.keys.visits, form.keys.income, form.keys.charge]
      const query = {
        form: form.code,
        period: '2026-09',
        periodTo: '2026-10',
        indicator: keys.join(','),
        status: 'submitted',
      }
      const screen = await analyst.expect(
        'AggregateReply',
        analyst.get<AggregateReply>(`/analysis/aggregate?${new URLSearchParams(query).toString()}`),
      )
      const { indicator: _, ...rest } = query
      const asked = await analyst.expect(
        'JobView',
        analyst.post<JobView>('/analysis/exports', { ...rest, indicators: keys, organisation: null }),
        202,
      )
      const job = await finishedJob(analyst, asked.id)
      assert.equal(job.state, 'done', job.message)
      assert.equal(job.progress, 100)
      assert.lengthOf(await auditEvents('analysis.export', asked.id), 1)

      const file = await analyst.download(`/jobs/${asked.id}/file`)
      assert.include(
        file.headers.get('content-disposition'),
        `filename*=UTF-8''${encodeURIComponent(job.fileName ?? '')}`,
      )
      const [head, total, ...lines] = await rowsOf(file.body)
      assert.deepEqual(head, [
        '地区 / 机构',
        '应报（份）',
        '纳入（份）',
        '诊疗人次（人次）',
        '收入（千元）',
        '次均费用（元）',
      ])
      const shown = ({ organisation, due, included, values }: AggregateRow, name = organisation.name) =>
        [name, due, included, ...values].map((cell) => (cell === null ? '' : String(cell)))
      const read = (cells: readonly unknown[]) => Array.from({ length: 6 }, (_, at) => String(cells[at] ?? ''))
      assert.deepEqual(read(total ?? []), shown(screen.total, '合计'))
      assert.deepEqual(
        lines.map(read),
        screen.rows.map((row) => shown(row)),
      )
      assert.isTrue(
        lines.every((cells) =>
          cells.slice(1).every((cell) => cell === undefined || cell === null || typeof cell === 'number'),
        ),
      )
    })

  test('a job and its file belong to who asked for it', async ({ assert }) => {
    const id = await putJob('sheng-fenxi', { state: 'done', age: 0, attempts: 1 })
    const other = await actor('huangshi')
    for (const path of [`/jobs/${id}`, `/jobs/${id}/file`]) {
      const refused = await other.get<Refused>(path)
      assert.equal(refused.status, 404)
      assert.equal(refused.body.code, 'E_JOB_NOT_FOUND')
    }
    assert.equal((await other.post<Refused>(`/jobs/${id}/cancel`)).body.code, 'E_JOB_NOT_FOUND')
    const own = await actor('sheng-fenxi')
    assert.equal((await own.get<Refused>(`/jobs/${id}/file`)).body.code, 'E_JOB_NO_FILE')
    const finishedAlready = await own.post<Refused>(`/jobs/${id}/cancel`)
    assert.equal(finishedAlready.status, 409)
    assert.equal(finishedAlready.body.code, 'E_JOB_FINISHED')
  })

  test('one finds again what one asked for in the last seven days, and nothing of others', async ({ assert }) => {
    const mine = await putJob('huangshi', { state: 'done', age: 0, attempts: 1 })
    const later = await putJob('huangshi', { state: 'running', age: 0, attempts: 1 })
    const others = await putJob('xiantao', { state: 'done', age: 0, attempts: 1 })
    const old = await putJob('huangshi', { state: 'done', age: 0, attempts: 1 })
    await ownerRows(`update jobs set created_at = '2020-01-01' where id = $1`, [old])
    const own = await actor('huangshi')
    const listed = (await own.expect('JobView[]', own.get<JobView[]>('/jobs'))).map(({ id }) => id)
    assert.deepEqual(listed.slice(0, 2), [later, mine])
    assert.notIncludeMembers(listed, [others])
    assert.notIncludeMembers(listed, [old])
    assert.equal((await anonymous().get<Refused>('/jobs')).status, 401)
  })

  test('a running job is cancelled, and the cancelling is in the audit', async ({ assert }) => {
    const id = await putJob('sheng-fenxi', { state: 'running', age: 0, attempts: 1 })
    const own = await actor('sheng-fenxi')
    const job = await own.expect('JobView', own.post<JobView>(`/jobs/${id}/cancel`))
    assert.equal(job.state, 'cancelled')
    assert.lengthOf(await auditEvents('job.cancel', id), 1)
  })

  test('a job that the bell missed is found; one whose worker died is done again, once', async ({ assert }) => {
    const own = await actor('sheng-fenxi')
    const missed = await putJob('sheng-fenxi', { state: 'waiting', age: 60, attempts: 0 })
    const orphan = await putJob('sheng-fenxi', { state: 'running', age: 60, attempts: 1 })
    const hopeless = await putJob('sheng-fenxi', { state: 'running', age: 60, attempts: 2 })
    assert.equal((await finishedJob(own, missed)).state, 'done')
    assert.equal((await finishedJob(own, orphan)).state, 'done')
    const failed = await finishedJob(own, hopeless)
    assert.equal(failed.state, 'failed')
    assert.include(failed.message, '两次中断')
  })
})
