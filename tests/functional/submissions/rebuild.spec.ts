import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { test } from '@japa/runner'
import { NODE } from '../../../deploy/local/environment.mjs'
import { ROOT } from '../../../deploy/local/place.mjs'
import { TYPESCRIPT } from '../../../deploy/local/platform.mjs'
import { actor, ownerRows, sharedPlatform } from '../../support/world.js'
import { goodValues, openForm, reportOf } from './report.js'

function ace(...args: string[]) {
  const { ownerUrl, runtimeUrl } = sharedPlatform().database
  return promisify(execFile)(NODE, [...TYPESCRIPT, 'backend/bin/console.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: runtimeUrl, OWNER_DATABASE_URL: ownerUrl },
  })
}

/** Columns, rights and rows of a fact table, as anybody would see them. */
async function snapshot(table: string) {
  const columns = await ownerRows(
    `select column_name, data_type from information_schema.columns
     where table_schema = 'facts' and table_name = $1 order by column_name`,
    [table],
  )
  const rights = await ownerRows(
    `select c.relrowsecurity, c.relforcerowsecurity, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies,
       has_table_privilege(runtime_role(), c.oid, 'select, insert, update, delete') as granted
     from pg_class c where c.oid = to_regclass('facts.' || $1)`,
    [table],
  )
  return { columns, rights, rows: await ownerRows(`select * from facts."${table}" order by submission_id`) }
}

test.group('facts:rebuild', () => {
  test('gives the tables and rows that submitting, passing and returning have made', async ({ assert }) => {
    const { form, collection } = await openForm()
    const [daye, xiantao, provincial] = await Promise.all(
      ['daye-rmyy', 'xiantao-yy', 'sheng-zhyy'].map((login) => reportOf(login, collection)),
    )
    if (!daye || !xiantao || !provincial) throw new Error('three hospitals owe the report')
    for (const [at, report] of [daye, xiantao, provincial].entries()) {
      await report.save({ ...goodValues(form), [form.keys.income]: `${at + 1}.05`, [form.keys.stays]: '' })
      await report.submit()
    }
    await xiantao.as(await actor('xiantao')).review('pass')
    await provincial.as(await actor('sheng-shenhe')).review('return')
    const table = form.code.toLowerCase().replaceAll('-', '_')
    const before = await snapshot(table)
    assert.lengthOf(before.rows, 2)
    await ownerRows(`update facts."${table}" set state = 'wrong' returning submission_id`)
    const { stdout } = await ace('facts:rebuild', '--form', form.code)
    assert.include(stdout, `${form.code}：2 行`)
    assert.deepEqual(await snapshot(table), before)
    assert.equal((await daye.view()).state, 'submitted')
    await daye.withdraw()
    assert.lengthOf((await snapshot(table)).rows, 1)
  }).timeout(60_000)

  test('an unknown form is said and changes nothing', async ({ assert }) => {
    const failure = await ace('facts:rebuild', '--form', 'NO-SUCH').catch((error: unknown) => error)
    assert.include(JSON.stringify(failure) + String(failure), 'NO-SUCH')
  })
})
