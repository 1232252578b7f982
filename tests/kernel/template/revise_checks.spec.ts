import { test } from '@japa/runner'
import { EntrySheet } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import {
  type CheckRule,
  compileTemplate,
  mergeChanges,
  NO_CHANGES,
  parseChanges,
  reviseChecks,
  revisionOf,
  type RuleRevision,
  wordRevision,
} from '@weitong/designer/template'
import { buildOrg } from '../support/orgs.js'
import { smallForm } from '../support/small_form.js'

const rule: CheckRule = {
  code: 'E001',
  severity: 'error',
  expression: '[A] >= [B]',
  message: '甲不少于乙',
  when: null,
  hint: null,
  source: '',
}
const limit = { name: 'top', title: '上限', rows: [{ category: null, level: null, from: null, to: null, value: 10 }] }
const published = smallForm([{ key: 'A' }, { key: 'B' }], {
  rules: [rule, { ...rule, code: 'W001', severity: 'warning', expression: '[A] <= LIMIT.top', message: '甲不多' }],
  thresholds: [limit],
})
const changed = (change: Partial<RuleRevision>) => ({
  ...NO_CHANGES,
  rules: { E001: { ...revisionOf(rule), ...change } },
})

test.group('template: revisions of checks', () => {
  const cases: readonly (readonly [Partial<RuleRevision>, string, boolean])[] = [
    [{ off: true }, '停用，不再审核', false],
    [{ severity: 'warning' }, '由强制性改为核实性', false],
    [{ tolerance: { kind: 'absolute', value: 2 } }, '允许相差由 0 改为 2', false],
    [{ expression: '[A] >= [B] - 1' }, '公式已修改', true],
    [{ message: '甲应不少于乙' }, '提示语改为“甲应不少于乙”', false],
    [{ severity: 'warning', off: true }, '停用，不再审核', false],
  ]
  for (const [change, words, tighter] of cases) {
    test(`${words}${tighter ? ' may fail what passed' : ''}`, ({ assert }) => {
      const [worded] = wordRevision(published, changed(change))
      assert.deepEqual(worded, { kind: 'rule', name: 'E001', words: `E001 甲不少于乙：${words}`, tighter })
    })
  }

  test('taking a relaxation back may fail what passed', ({ assert }) => {
    for (const change of [
      { off: true },
      { severity: 'warning' },
      { tolerance: { kind: 'percent', value: 1 } },
    ] as const) {
      const relaxed = reviseChecks(published, changed(change))
      assert.isTrue(wordRevision(relaxed, changed({}))[0]?.tighter)
    }
  })

  test('help and thresholds are worded, nothing is said of what stays', ({ assert }) => {
    const rows = [{ ...limit.rows[0], value: 12 }] as typeof limit.rows
    const changes = { ...NO_CHANGES, help: { A: '含体检' }, thresholds: { top: rows } }
    assert.deepEqual(
      wordRevision(published, changes).map(({ words }) => words),
      ['项目A：指标解释已修改', '阈值“上限”由 10 改为 12'],
    )
    assert.deepEqual(wordRevision(published, NO_CHANGES), [])
    assert.deepEqual(wordRevision(published, changed({})), [])
  })

  test('later changes win over earlier ones, others stay', ({ assert }) => {
    const merged = mergeChanges(changed({ off: true }), { ...NO_CHANGES, help: { A: '含体检' } })
    const template = reviseChecks(published, mergeChanges(merged, changed({ severity: 'warning' })))
    assert.deepInclude(template.rules[0], { severity: 'warning' })
    assert.notProperty(template.rules[0], 'off')
    assert.equal(template.indicators[0]?.definition, '含体检')
    assert.deepEqual(template.cells, published.cells)
  })

  test('unknown JSON is read strictly', ({ assert }) => {
    assert.property(parseChanges(JSON.parse(JSON.stringify(changed({ off: true })))), 'changes')
    assert.property(parseChanges({ rules: {} }), 'problems')
    assert.property(parseChanges({ ...NO_CHANGES, rules: { E001: { severity: 'error' } } }), 'problems')
    assert.property(parseChanges(null), 'problems')
  })

  test('an open sheet takes other checks and keeps what was typed, with undo', ({ assert }) => {
    const at = { org: buildOrg(), period: Period.parse('2026-10'), previous: null, lastYear: null }
    const sheet = new EntrySheet(compileTemplate(published), at, {})
    sheet.type('v_a', '3')
    sheet.type('v_b', '5')
    assert.deepEqual(
      sheet.findings().map((each) => each.rule),
      ['E001'],
    )
    sheet.takeChecks(compileTemplate(reviseChecks(published, changed({ off: true }))))
    assert.deepEqual(sheet.findings(), [])
    assert.equal(sheet.values.A, '3')
    sheet.undo()
    assert.equal(sheet.valueOf('v_b'), null)
    sheet.takeChecks(
      compileTemplate(
        reviseChecks(published, { ...NO_CHANGES, thresholds: { top: [{ ...limit.rows[0]!, value: 2 }] } }),
      ),
    )
    assert.deepEqual(
      sheet.findings().map((each) => each.rule),
      ['W001'],
    )
  })
})
