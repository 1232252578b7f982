import { test } from '@japa/runner'
import { evaluate } from '@weitong/designer/entry'
import type { Tolerance } from '@weitong/designer/expression'
import { Period } from '@weitong/designer/period'
import {
  type CheckRule,
  checkTemplate,
  compileTemplate,
  parseTemplate,
  type Template,
} from '@weitong/designer/template'
import { readCases } from '../support/cases.js'
import { buildOrg } from '../support/orgs.js'
import { smallForm } from '../support/small_form.js'

const rule: CheckRule = {
  code: 'E001',
  severity: 'error',
  expression: '',
  message: '两数相等',
  when: null,
  hint: null,
  source: '',
}
const nothing = { category: null, level: null, from: null, to: null }

/** Two numbers of two decimals, and one rule about them. */
function form(change: Partial<CheckRule>, more: Partial<Template> = {}): Template {
  return smallForm(
    [
      { key: 'A', decimals: 2 },
      { key: 'B', decimals: 2 },
    ],
    { rules: [{ ...rule, ...change }], ...more },
  )
}

test.group('check: thresholds by category, level and period', () => {
  const bedUse = {
    name: 'bedUse',
    title: '病床使用率上限',
    rows: [
      { ...nothing, level: '3', value: 93 },
      { ...nothing, category: 'A2', value: 85 },
      { ...nothing, to: '2026-06', value: 95 },
      { ...nothing, value: 90 },
    ],
  }
  const template = form({ expression: '[A] <= LIMIT.bedUse', message: '使用率偏高' }, { thresholds: [bedUse] })
  const compiled = compileTemplate(template)

  interface Case {
    readonly what: string
    readonly org: Parameters<typeof buildOrg>[0]
    readonly period: string
    readonly threshold: number
  }
  for (const { what, org, period, threshold } of readCases<Case>('thresholds')) {
    test(`${what}: ${threshold}`, ({ assert }) => {
      const at = { org: buildOrg(org), period: Period.parse(period), previous: null, lastYear: null }
      const stateOf = (value: number) => evaluate(compiled, { A: String(value) }, at).findings[0]
      assert.equal(stateOf(threshold)?.state, 'passed')
      assert.equal(stateOf(threshold + 0.01)?.state, 'failed')
      assert.include(stateOf(threshold + 0.01)?.message ?? '', `病床使用率上限 = ${threshold}`)
    })
  }

  test('without a row that fits the rule is 不适用', ({ assert }) => {
    const only = { ...bedUse, rows: [{ ...nothing, level: '1', value: 60 }] }
    const at = { org: buildOrg({ level: '3' }), period: Period.parse('2026-10'), previous: null, lastYear: null }
    const { findings } = evaluate(compileTemplate({ ...template, thresholds: [only] }), { A: '99' }, at)
    assert.equal(findings[0]?.state, 'not-applicable')
  })

  test('what is wrong with thresholds hinders publishing', ({ assert }) => {
    assert.deepEqual(checkTemplate(template), [])
    assert.deepEqual(parseTemplate(JSON.parse(JSON.stringify(template))), { template })
    const bad = [
      { ...bedUse, title: '' },
      { ...bedUse, rows: [] },
      { ...bedUse, name: 'x', rows: [{ ...nothing, from: '2026-13', value: 1 }] },
    ]
    const problems = checkTemplate({ ...template, thresholds: bad })
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['E_TEMPLATE_THRESHOLD', 'E_TEMPLATE_THRESHOLD', 'E_TEMPLATE_THRESHOLD', 'E_TEMPLATE_THRESHOLD'],
    )
    const [unknown] = checkTemplate({ ...template, thresholds: [] })
    assert.equal(unknown?.code, 'E_EXPRESSION_UNKNOWN_NAME')
  })
})

test.group('check: tolerance', () => {
  interface Case {
    readonly what: string
    readonly expression: string
    readonly tolerance?: Tolerance
    readonly a: string | null
    readonly b: string
    readonly state: string
    readonly message?: string
  }
  for (const { what, expression, tolerance, a, b, state, message } of readCases<Case>('tolerance')) {
    test(`${expression}, ${what}: ${state}`, ({ assert }) => {
      const compiled = compileTemplate(form({ expression, ...(tolerance && { tolerance }) }))
      const at = { org: buildOrg(), period: Period.parse('2026-10'), previous: null, lastYear: null }
      const [found] = evaluate(compiled, { A: a, B: b }, at).findings
      assert.equal(found?.state, state)
      if (message !== undefined) assert.equal(found?.message, message)
    })
  }
})
