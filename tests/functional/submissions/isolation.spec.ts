import { test } from '@japa/runner'
import { withClient } from '../../../deploy/local/database.mjs'
import { openRoster, record, rowId } from '../../support/roster_form.js'
import { actor, ownerRows, sharedPlatform } from '../../support/world.js'
import { goodValues, openForm, reportOf } from './report.js'

/** What belongs to an organisation and carries its path. */
const OWNED = `select format('%I.%I', n.nspname, c.relname) as name
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  where a.attname = 'org_path' and c.relkind = 'r' and n.nspname in ('public', 'facts', 'fact_rows') and c.relname <> 'audit_events'
  order by 1`

/** Rows the runtime role sees in a table under given scopes; none: no context at all. */
function countRows(table: string, scopes: string | null): Promise<number> {
  return withClient(sharedPlatform().database.runtimeUrl, async (client) => {
    if (scopes !== null) await client.query(`select set_config('app.scopes', $1, false)`, [scopes])
    const { rows } = await client.query(`select count(*)::int as count from ${table}`)
    return Number(rows[0]?.count)
  })
}

test.group('row-level security', () => {
  test('the runtime role without context sees no row of any organisation, fact tables included', async ({ assert }) => {
    const { form, collection } = await openForm()
    const report = await reportOf('sheng-zhyy', collection)
    await report.save({ ...goodValues(form), [form.keys.income]: '5000' }, { explanations: { W001: '新院区' } })
    await report.submit()
    await report.as(await actor('sheng-shenhe')).review('pass')
    const tables = (await ownerRows<{ name: string }>(OWNED)).map(({ name }) => name)
    const fact = `facts.${form.code.toLowerCase().replaceAll('-', '_')}`
    assert.includeMembers(tables, [
      'public.accounts',
      'public.obligations',
      'public.submissions',
      'public.change_log',
      'public.findings',
      'public.review_events',
      'public.locks',
      fact,
    ])
    for (const table of tables) assert.equal(await countRows(table, null), 0, table)
    const { path } = (
      await ownerRows<{ path: string }>('select org_path as path from obligations where id = $1', [report.obligationId])
    )[0] ?? { path: '' }
    for (const table of ['public.submissions', 'public.findings', 'public.locks', fact]) {
      assert.isAbove(await countRows(table, path), 0, `${table} within its own scope`)
      assert.equal(await countRows(table, '/999999/'), 0, `${table} within another scope`)
    }
  })

  test('records of a roster are no more to be seen than their report', async ({ assert }) => {
    const { form, columns, collection } = await openRoster(await actor('sheng-sheji'))
    const report = await reportOf('daye-rmyy', collection)
    await report.save(record(columns, rowId(1), { name: '赵一' }))
    await report.submit()
    const table = `fact_rows.${form.code.toLowerCase().replaceAll('-', '_')}`
    const [row] = await ownerRows<{ path: string }>(`select org_path as path from ${table}`)
    assert.equal(await countRows(table, row?.path ?? ''), 1)
    for (const scopes of [null, '/999999/']) assert.equal(await countRows(table, scopes), 0)
    assert.include(
      (await ownerRows<{ name: string }>(OWNED)).map(({ name }) => name),
      table,
    )
  })
})
