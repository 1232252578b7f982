import { test } from '@japa/runner'
import { unaskedRules } from '@weitong/designer/check'
import { evaluate } from '@weitong/designer/entry'
import { compile, parseOrThrow, type Value } from '@weitong/designer/expression'
import { Period } from '@weitong/designer/period'
import {
  checkTemplate,
  compileTemplate,
  type OtherForm,
  otherPeriods,
  type OtherReports,
  type Template,
} from '@weitong/designer/template'
import { readCases } from '../support/cases.js'
import { buildOrg } from '../support/orgs.js'
import { smallForm } from '../support/small_form.js'

const value = (key: string, name: string, decimals: number | null = 0) =>
  ({ key, name, type: decimals === null ? 'text' : 'decimal', decimals }) as const

const others: readonly OtherForm[] = [
  { code: 'AN-1', title: '年报', tableNo: '年1表', periodType: 'year', roster: false, values: [value('BEDS', '床位')] },
  {
    code: 'QU-1',
    title: '季报',
    tableNo: '季1表',
    periodType: 'quarter',
    roster: false,
    values: [value('VISITS', '诊疗人次')],
  },
  {
    code: 'RO-1',
    title: '名册',
    tableNo: '册1表',
    periodType: 'year',
    roster: true,
    values: [
      value('NAME', '姓名', null),
      value('KIND', '类别', null),
      value('PIECES', '台数'),
      value('PRICE', '单价', 2),
    ],
  },
]

function form(expression: string, when: string | null = null): Template {
  const rule = { code: 'X001', severity: 'warning', expression, message: '核对', when, hint: null, source: '' } as const
  return { ...smallForm([{ key: 'A' }], { rules: [rule], otherForms: others }), periodType: 'year' }
}

interface Case {
  readonly what: string
  readonly expression: string
  readonly a: string
  readonly reports: OtherReports
  readonly state: string
  readonly message?: string
  readonly missing?: readonly string[]
}

test.group('check: other forms of the same unit', () => {
  for (const { what, expression, a, reports, state, message, missing = [] } of readCases<Case>('other_forms')) {
    test(`${expression}, ${what}: ${state}`, ({ assert }) => {
      const template = form(expression)
      assert.deepEqual(checkTemplate(template), [])
      const compiled = compileTemplate(template)
      const period = Period.parse('2026')
      const at = { org: buildOrg(), period, previous: null, lastYear: null, others: reports }
      const { findings, frame } = evaluate(compiled, { A: a }, at)
      assert.equal(findings[0]?.state, state)
      if (message !== undefined) assert.equal(findings[0]?.message, message)
      assert.deepEqual(
        unaskedRules(compiled, frame, period).flatMap((each) => each.reports),
        missing,
      )
    })
  }

  test('a rule that is not meant for the period does not wait for anything', ({ assert }) => {
    const compiled = compileTemplate(form("[A] = 'AN-1'![BEDS]", 'PERIOD.month = 6'))
    const period = Period.parse('2026')
    const { frame } = evaluate(compiled, { A: '1' }, { org: buildOrg(), period, previous: null, lastYear: null })
    assert.deepEqual(unaskedRules(compiled, frame, period), [])
  })

  test('what does not exist, or is many where one is meant, cannot be published', ({ assert }) => {
    const codeOf = (expression: string) => checkTemplate(form(expression))[0]?.code
    assert.equal(codeOf("[A] = 'AN-2'![BEDS]"), 'E_EXPRESSION_UNKNOWN_NAME')
    assert.equal(codeOf("[A] = 'AN-1'![CARS]"), 'E_EXPRESSION_UNKNOWN_NAME')
    assert.equal(codeOf("[A] = 'QU-1'![VISITS]"), 'E_EXPRESSION_OTHER_FORM')
    assert.equal(codeOf("[A] = 'RO-1'![PIECES]"), 'E_EXPRESSION_OTHER_FORM')
    assert.equal(codeOf('[A] = ‘AN-1’！[BEDS]'), undefined)
    const total = smallForm([{ key: 'A' }, { key: 'B', formula: "[A] + 'AN-1'![BEDS]" }], { otherForms: others })
    assert.equal(checkTemplate(total)[0]?.code, 'E_EXPRESSION_OTHER_FORM')
  })

  test('periods that belong together', ({ assert }) => {
    const keys = (period: string, ...of: [Parameters<typeof otherPeriods>[1], Parameters<typeof otherPeriods>[2]]) =>
      otherPeriods(Period.parse(period), ...of).map(({ key }) => key)
    assert.deepEqual(keys('2026-12', 'year', 'now'), ['2026'])
    assert.deepEqual(keys('2026-12', 'year', 'previous'), ['2025'])
    assert.deepEqual(keys('2026-01', 'month', 'previous'), ['2025-12'])
    assert.deepEqual(keys('2026Q2', 'month', 'now'), ['2026-04', '2026-05', '2026-06'])
    assert.deepEqual(keys('2026Q2', 'month', 'lastYear'), ['2025-04', '2025-05', '2025-06'])
    assert.lengthOf(keys('2026', 'month', 'now'), 12)
  })
})

test.group('expression: functions of texts, days and codes', () => {
  const nothing = { slotOf: () => undefined, slotsOf: () => [], decimalsOf: () => null }
  const frame = { now: [], previous: [], lastYear: [], org: {}, period: {} }
  for (const { expression, value: wanted } of readCases<{ expression: string; value: Value }>('functions')) {
    test(`${expression} is ${wanted}`, ({ assert }) => {
      assert.strictEqual(compile(parseOrThrow(expression), nothing)(frame), wanted)
    })
  }
})
