import { test } from '@japa/runner'
import type { CellConflict, DraftValue, SaveReply } from '../../../workbench/src/app/api/contract.js'
import type { Refused } from '../../support/http_client.js'
import { type BuiltRoster, openRoster, record, rowId, type RosterColumns } from '../../support/roster_form.js'
import { actor, ownerRows } from '../../support/world.js'
import { type ReportClient, reportOf } from './report.js'

const [A, B, C, D] = [1, 2, 3, 4].map(rowId) as [string, string, string, string]
const WHO = '大冶市人民医院'

async function open(maxRows?: number): Promise<{ roster: BuiltRoster; mine: ReportClient; theirs: ReportClient }> {
  const roster = await openRoster(await actor('sheng-sheji'), {
    scope: 'AND(ORG.division = "420281", STARTS(ORG.category, "A"))',
    ...(maxRows && { maxRows }),
  })
  const mine = await reportOf('daye-rmyy', roster.collection, WHO)
  return { roster, mine, theirs: mine.as(await actor('daye-rmyy2')) }
}

const nobody: Partial<Record<keyof RosterColumns, null>> = { name: null, degree: null, years: null, pay: null }

test.group('rosters: saving', () => {
  test('rows are saved and read back; blanks, invalid input and an emptied row are kept as they are', async ({
    assert,
  }) => {
    const { roster, mine } = await open()
    const { columns } = roster
    const saved = await mine.save({
      ...record(columns, A, { name: '赵一', years: '１２', pay: '1,234.50' }),
      ...record(columns, B, { name: '钱二', degree: '不知道' }),
    })
    assert.deepInclude(saved, { revision: 1, state: 'draft', merged: {} })
    const { values } = await mine.view()
    assert.deepEqual(values, {
      ...record(columns, A, { name: '赵一', years: '12', pay: '1234.5' }),
      ...record(columns, B, { name: '钱二' }),
      [`${columns.degree}__${B}`]: { invalid: '不知道' },
    } as Record<string, DraftValue>)
    await mine.save(record(columns, B, nobody), { base: 1 })
    const [row] = await ownerRows<{ filled: number; changes: number }>(
      `select s.filled, (select count(*)::int from change_log where submission_id = s.id) as changes
       from submissions s where obligation_id = $1`,
      [mine.obligationId],
    )
    assert.deepEqual(row, { filled: 75, changes: 2 })
    assert.equal((await mine.submit(2)).state, 'submitted')
  })

  test('two people add, change and empty rows at once: what only one touched merges, what both touched asks', async ({
    assert,
  }) => {
    const { roster, mine, theirs } = await open()
    const { columns } = roster
    await mine.save({
      ...record(columns, A, { name: '赵一', years: '1' }),
      ...record(columns, B, { name: '钱二', years: '2' }),
    })
    // Both pages are at revision 1. Mine adds a row and changes one; theirs adds one and empties the other.
    await mine.save({ ...record(columns, C, { name: '孙三' }), ...record(columns, A, { pay: '100' }) }, { base: 1 })
    const second = await theirs.save(
      { ...record(columns, D, { name: '李四' }), ...record(columns, B, nobody) },
      { base: 1 },
    )
    assert.deepEqual(second.merged, { ...record(columns, C, { name: '孙三' }), ...record(columns, A, { pay: '100' }) })
    const third = await mine.save(record(columns, A, { years: '11' }), { base: 2 })
    assert.deepEqual(third.merged, {
      ...record(columns, D, { name: '李四' }),
      ...record(columns, B, { name: null, years: null }),
    })

    // Theirs, still at 3, changes a row that mine empties meanwhile.
    await mine.save(record(columns, D, { name: null }), { base: 4 })
    const refused = await theirs.trySave<Refused & { conflicts: CellConflict[]; revision: number }>(
      record(columns, D, { name: '李思', years: '4' }),
      { base: 3 },
    )
    assert.equal(refused.status, 409)
    assert.equal(refused.body.code, 'E_SUBMISSION_CONFLICT')
    assert.deepEqual(
      refused.body.conflicts.map(({ key, mine: own, theirs: other }) => [key, own, other]),
      [[`${columns.name}__${D}`, '李思', null]],
    )
    const kept = await theirs.save(record(columns, D, { name: '李思', years: '4' }), { base: refused.body.revision })
    assert.equal(kept.revision, 6)
    const { values } = await mine.view()
    const present = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))
    assert.deepEqual(present, {
      ...record(columns, A, { name: '赵一', years: '11', pay: '100' }),
      ...record(columns, C, { name: '孙三' }),
      ...record(columns, D, { name: '李思', years: '4' }),
    })
  })

  test('more rows than the form allows are refused with a code of their own; emptied rows make room', async ({
    assert,
  }) => {
    const { roster, mine, theirs } = await open(2)
    const { columns } = roster
    await mine.save({ ...record(columns, A, { name: '赵一' }), ...record(columns, B, { name: '钱二' }) })
    const refused = await theirs.trySave<Refused>(record(columns, C, { name: '孙三' }), { base: 1 })
    assert.equal(refused.status, 422)
    assert.equal(refused.body.code, 'E_ROSTER_TOO_MANY_ROWS')
    assert.equal(refused.body.message, '名单最多 2 行，保存后将有 3 行；请删去多出的 1 行。')
    const saved = await theirs.trySave<SaveReply>(
      { ...record(columns, C, { name: '孙三' }), ...record(columns, A, nobody) },
      { base: 1 },
    )
    assert.equal(saved.status, 200)
  })

  test('what is no cell of a row is refused at its place', async ({ assert }) => {
    const { roster, mine } = await open()
    const { name } = roster.columns
    for (const key of [name, `${name}__x`, `${name}__${A}__${B}`, `nope__${A}`]) {
      const refused = await mine.trySave<Refused>({ [key]: '1' })
      assert.equal(refused.status, 422, key)
      assert.equal(refused.body.code, 'E_SUBMISSION_UNKNOWN_CELL', key)
      assert.equal(refused.body.errors?.[0]?.where, key)
    }
  })

  test('a repeated key is found in each of its rows, and hinders 上报', async ({ assert }) => {
    const { roster, mine } = await open()
    const { columns } = roster
    await mine.save({
      ...record(columns, A, { name: '赵一' }),
      ...record(columns, B, { name: '钱二' }),
      ...record(columns, C, { name: '赵一' }),
    })
    const { findings } = await mine.check()
    assert.deepEqual(
      findings.map(({ severity, message, keys }) => [severity, message, keys]),
      [
        ['error', '第 1 行：姓名与其他行重复（赵一）', [`${columns.name}__${A}`]],
        ['error', '第 3 行：姓名与其他行重复（赵一）', [`${columns.name}__${C}`]],
      ],
    )
    const refused = await mine.try<Refused>('submit', 1)
    assert.equal(refused.body.code, 'E_SUBMISSION_HAS_FINDINGS')
  })

  test('a row is explained for itself and returned at one of its cells', async ({ assert }) => {
    const { roster, mine } = await open()
    const { columns } = roster
    await mine.save(record(columns, A, { name: '赵一', pay: '200000' }), {
      explanations: { [`W001__${A}`]: '年终一次性奖金' },
    })
    for (const code of ['W001', `W009__${A}`, `W001__x`]) {
      const refused = await mine.trySave<Refused>({}, { base: 1, explanations: { [code]: '说明' } })
      assert.equal(refused.body.code, 'E_SUBMISSION_UNKNOWN_CELL', code)
    }
    await mine.submit()
    const county = mine.as(await actor('daye'))
    const key = `${columns.pay}__${A}`
    const body = { obligationId: mine.obligationId, reason: '请核对工资', key, operationId: crypto.randomUUID() }
    const reply = await county.client.post<Refused>('/reviews/return', body)
    assert.equal(reply.status, 200, reply.body.message)
    const returned = await mine.view()
    assert.equal(returned.state, 'returned')
    assert.equal(returned.history.at(-1)?.key, key)
  })
})
