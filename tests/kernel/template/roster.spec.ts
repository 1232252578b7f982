import { test } from '@japa/runner'
import { type DraftValues, EntrySheet, evaluate } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import {
  checkTemplate,
  compileTemplate,
  expandRoster,
  newRowId,
  parseTemplate,
  rosterRows,
  type Template,
} from '@weitong/designer/template'
import { rule, smallTemplate } from '../../support/forms.js'
import { buildOrg } from '../support/orgs.js'

const KEYS = { visits: 'visits', stays: 'stays', total: 'total', income: 'income' }
const [A, B, C] = ['r000000001aaa', 'r000000002aaa', 'r000000003aaa'] as const

/** The small form with its columns side by side in one row that repeats. */
function roster(): Template {
  const small = smallTemplate('T-1', KEYS)
  const columns = ['visits', 'stays', 'income']
  return {
    ...small,
    kind: 'roster',
    roster: { row: 'r_visits', minRows: 1, maxRows: 50, unique: [['visits']] },
    rows: small.rows.filter(({ id }) => ['r_title', 'r_head', 'r_visits'].includes(id)),
    columns: columns.map((id) => ({ id: `c_${id}`, width: 100 })),
    cells: columns.map((key) => {
      const cell = small.cells.find(({ id }) => id === `i_${key}`)
      if (!cell) throw new Error(`the small form has no ${key}`)
      return { ...cell, row: 'r_visits', column: `c_${key}`, required: key === 'visits' }
    }),
    indicators: small.indicators.filter(({ code }) => columns.includes(code)),
    rules: [
      { ...rule('E001', 'error', '[visits] >= [stays]', '诊疗不少于出院'), scope: 'row' },
      { ...rule('W001', 'warning', 'NOT(ISBLANK([income]))', '收入未填'), scope: 'row' },
      { ...rule('W002', 'warning', 'SUM([income]) <= 100', '收入合计不超过 100'), scope: 'band' },
      { ...rule('W003', 'warning', 'COUNTIFS([stays], 0) <= 1', '至多一行没有出院'), scope: 'band' },
    ],
  }
}

const context = { org: buildOrg(), period: Period.parse('2026-10'), previous: null, lastYear: null }

function run(rows: readonly string[], draft: DraftValues) {
  return evaluate(compileTemplate(expandRoster(roster(), rows)), draft, context)
}

function failed(rows: readonly string[], draft: DraftValues): string[] {
  return run(rows, draft)
    .findings.filter(({ state }) => state === 'failed')
    .map((finding) => finding.rule)
}

test.group('a roster', () => {
  test('is a template that can be published', ({ assert }) => {
    assert.deepEqual(checkTemplate(roster()), [])
    assert.property(parseTemplate(JSON.parse(JSON.stringify(roster()))), 'template')
    const problems = checkTemplate({ ...roster(), roster: { row: 'r_head', minRows: 9, maxRows: 1, unique: [['x']] } })
    assert.lengthOf(problems, 3)
  })

  test('knows its rows from what stands in them, in the order they were added', ({ assert }) => {
    const draft = { [`visits__${B}`]: '1', [`stays__${A}`]: { invalid: 'x' }, [`visits__${C}`]: null, visits__x: '1' }
    assert.deepEqual(rosterRows(roster(), draft), [A, B])
  })

  test('names rows so that later ones sort behind', ({ assert }) => {
    const now = Date.parse('2026-11-23T01:00:00Z')
    const [first, second] = [newRowId(now, 0.999), newRowId(now + 1, 0)]
    assert.isTrue(first < second)
    assert.deepEqual(rosterRows(roster(), { [`visits__${second}`]: '1', [`visits__${first}`]: '2' }), [first, second])
  })

  test('asks row rules of every row, and says which row it is', ({ assert }) => {
    const draft = { [`visits__${A}`]: '5', [`stays__${A}`]: '3', [`visits__${B}`]: '1', [`stays__${B}`]: '2' }
    const [finding] = run([A, B], draft).findings.filter(
      ({ rule, state }) => rule.startsWith('E001') && state === 'failed',
    )
    assert.equal(finding?.rule, `E001__${B}`)
    assert.equal(finding?.message, '第 2 行：诊疗不少于出院（诊疗人次 = 1，出院人数 = 2）')
    assert.deepEqual(finding?.keys, [`visits__${B}`, `stays__${B}`])
  })

  test('asks nothing of empty rows', ({ assert }) => {
    const draft = { [`visits__${A}`]: '5', [`income__${A}`]: '1' }
    assert.deepEqual(failed([A, B], draft), [])
    assert.deepEqual(failed([A, B], { ...draft, [`stays__${B}`]: '1' }), [`REQUIRED.visits__${B}`, `W001__${B}`])
    assert.deepEqual(failed([A], {}), ['REQUIRED.rows'])
    assert.deepEqual(failed([], {}), ['REQUIRED.rows'])
  })

  test('marks a repeated key in each of its rows', ({ assert }) => {
    const draft = { [`visits__${A}`]: '5', [`visits__${B}`]: '5', [`visits__${C}`]: '6' }
    const found = run([A, B, C], draft).findings.filter(
      ({ rule, state }) => rule.startsWith('UNIQUE') && state === 'failed',
    )
    assert.deepEqual(
      found.map(({ rule, keys }) => [rule, keys]),
      [
        [`UNIQUE1__${A}`, [`visits__${A}`]],
        [`UNIQUE1__${B}`, [`visits__${B}`]],
      ],
    )
  })

  test('asks band rules over all rows', ({ assert }) => {
    const draft = { [`income__${A}`]: '60', [`income__${B}`]: '50', [`stays__${A}`]: '0', [`stays__${B}`]: '0' }
    const rules = failed([A, B], draft)
    assert.includeMembers(rules, ['W002', 'W003'])
    assert.notInclude(failed([A, B], { ...draft, [`income__${B}`]: '40', [`stays__${B}`]: '1' }), 'W002')
  })

  test('computes while typing what it computes as a whole', ({ assert }) => {
    const form = compileTemplate(expandRoster(roster(), [A, B]))
    const sheet = new EntrySheet(form, context, {})
    for (const [cellId, raw] of [
      [`i_visits__${A}`, '5'],
      [`i_stays__${B}`, '7'],
      [`i_visits__${B}`, '5'],
      [`i_income__${A}`, '200'],
    ] as const) {
      sheet.type(cellId, raw)
      const whole = evaluate(form, sheet.values, context)
      const open = whole.findings.filter(({ state }) => state === 'failed')
      assert.deepEqual(
        sheet.findings().map(({ rule, message }) => [rule, message]),
        open.map(({ rule, message }) => [rule, message]),
      )
      assert.equal(sheet.filled, whole.filled)
    }
  })
})
