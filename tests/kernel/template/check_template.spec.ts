import { test } from '@japa/runner'
import { checkTemplate, layoutOf, parseTemplate, type Template, toFormilySchema } from '@weitong/designer/template'
import { shippedForm } from '../support/forms.js'
import { cell, smallForm } from '../support/small_form.js'

const good = smallForm([{ key: 'A' }, { key: 'B' }, { key: 'T', formula: '[A] + [B]' }])
const rule = { severity: 'error', message: '应相等', when: null, hint: null, source: '测试' } as const

/** The form with one cell changed. */
function withCell(id: string, change: Partial<Template['cells'][number]>): Template {
  return { ...good, cells: good.cells.map((each) => (each.id === id ? { ...each, ...change } : each)) }
}

const binding = (key: string, indicator = key) =>
  ({ key, indicator, rowItem: null, columnItem: null, offset: 0 }) as const

const wrong: readonly (readonly [what: string, template: Template, code: string, where: string])[] = [
  ['no title', { ...good, title: ' ' }, 'E_TEMPLATE_TITLE', '表名'],
  ['no approval number', { ...good, legal: { ...good.legal, approvalNo: '' } }, 'E_TEMPLATE_LEGAL_HEAD', '批准文号'],
  [
    'no end of validity',
    { ...good, legal: { ...good.legal, validUntil: '长期' } },
    'E_TEMPLATE_LEGAL_HEAD',
    '有效期至',
  ],
  ['no scope', { ...good, scope: '' }, 'E_TEMPLATE_SCOPE', '填报范围'],
  ['a scope over values', { ...good, scope: '[A] > 1' }, 'E_EXPRESSION_UNKNOWN_NAME', '填报范围'],
  ['an input without indicator', withCell('v_a', { binding: null }), 'E_TEMPLATE_UNBOUND', 'B2'],
  ['a missing indicator', withCell('v_a', { binding: binding('Z') }), 'E_TEMPLATE_INDICATOR_MISSING', 'B2'],
  ['a key that is not its parts', withCell('v_a', { binding: binding('A__x', 'A') }), 'E_TEMPLATE_KEY', 'B2'],
  ['a value in two cells', withCell('v_b', { binding: binding('A') }), 'E_TEMPLATE_KEY_TWICE', 'B3'],
  ['a computed cell without formula', withCell('v_t', { formula: null }), 'E_TEMPLATE_NO_FORMULA', 'B4'],
  ['a formula in an input', withCell('v_a', { formula: '[B]' }), 'E_TEMPLATE_FORMULA', 'B2'],
  ['an unknown name', withCell('v_t', { formula: '[A] + [Q]' }), 'E_EXPRESSION_UNKNOWN_NAME', 'B4'],
  ['a text where a number belongs', withCell('v_t', { formula: '"x"' }), 'E_EXPRESSION_TYPE', 'B4'],
  ['a cell that reads itself', withCell('v_t', { formula: '[A] + [T]' }), 'E_TEMPLATE_CYCLE', 'B4'],
  ['overlapping blocks', withCell('n_a', { columnSpan: 2 }), 'E_TEMPLATE_OVERLAP', 'B2'],
  ['a block beyond the sheet', withCell('v_t', { columnSpan: 2 }), 'E_TEMPLATE_MERGE', 'B4'],
  ['a doubled cell id', withCell('v_b', { id: 'v_a' }), 'E_TEMPLATE_ID', 'v_a'],
  ['a cell in a row that is not there', withCell('v_b', { row: 'r_gone' }), 'E_TEMPLATE_ID', 'v_b'],
  [
    'a doubled rule',
    { ...good, rules: [1, 2].map(() => ({ ...rule, code: 'E001', expression: '[A] > 0' })) },
    'E_TEMPLATE_RULE_TWICE',
    'E001',
  ],
  [
    'a rule that is no condition',
    { ...good, rules: [{ ...rule, code: 'E001', expression: '[A] + 1' }] },
    'E_EXPRESSION_TYPE',
    'E001',
  ],
  [
    'an unknown section rule',
    { ...good, sections: [{ id: 's1', title: '一、情况', when: 'ORG.size > 1' }] },
    'E_EXPRESSION_UNKNOWN_NAME',
    '一、情况',
  ],
  [
    'a code in two cases',
    { ...good, indicators: [...good.indicators, ...smallForm([{ key: 'a' }]).indicators] },
    'E_TEMPLATE_INDICATOR_TWICE',
    'a',
  ],
]

test.group('template: what hinders publishing', () => {
  test('a sound template has no problem', ({ assert }) => {
    assert.deepEqual(checkTemplate(good), [])
  })

  for (const [what, template, code, where] of wrong) {
    test(`${what}: ${code} at ${where}`, ({ assert }) => {
      const found = checkTemplate(template)
      assert.includeDeepMembers(
        found.map((problem) => ({ code: problem.code, where: problem.where })),
        [{ code, where }],
      )
      for (const { message } of found) assert.match(message, /[\u4e00-\u9fff].*。/)
    })
  }

  test('a cycle is told as the chain of its cells', ({ assert }) => {
    const ring = smallForm([
      { key: 'A', formula: '[C] + 1' },
      { key: 'B', formula: '[A] + 1' },
      { key: 'C', formula: 'SUM(#v_b:#v_b)' },
      { key: 'D' },
    ])
    const [problem] = checkTemplate(ring)
    assert.equal(problem?.code, 'E_TEMPLATE_CYCLE')
    assert.include(problem?.message, 'B2 → B4 → B3 → B2')
  })

  test('a matrix name too long for a column is refused', ({ assert }) => {
    const key = `A__${'x'.repeat(31)}__${'y'.repeat(31)}`
    const long = withCell('v_a', {
      binding: { key, indicator: 'A', rowItem: 'x'.repeat(31), columnItem: 'y'.repeat(31), offset: 0 },
    })
    assert.include(
      checkTemplate(long).map(({ code }) => code),
      'E_INDICATOR_NAME_TOO_LONG',
    )
  })

  test('a formula may not name a cell that shows another period', ({ assert }) => {
    const shows = cell({
      id: 'v_before',
      row: 'r_head',
      column: 'c_b',
      role: 'computed',
      binding: { ...binding('A'), offset: -1 },
    })
    const cells = good.cells.map((each) => (each.id === 'l_title' ? { ...each, columnSpan: 1 } : each))
    const template = { ...good, cells: [...cells, shows] }
    assert.deepEqual(checkTemplate(template), [])
    const named = {
      ...template,
      cells: template.cells.map((each) => (each.id === 'v_t' ? { ...each, formula: '#v_before' } : each)),
    }
    assert.deepEqual(
      checkTemplate(named).map(({ code }) => code),
      ['E_EXPRESSION_UNKNOWN_NAME'],
    )
  })

  test('blocks that could never fit are refused before anybody lays them out', ({ assert }) => {
    const huge = Array.from({ length: 5000 }, (_, at) =>
      cell({ id: `x${at}`, row: 'r_head', column: 'c_a', rowSpan: 2000, columnSpan: 200 }),
    )
    const begin = performance.now()
    assert.isNotEmpty(checkTemplate({ ...good, cells: [...good.cells, ...huge] }))
    assert.isBelow(performance.now() - begin, 2000)
  })
})

test.group('template: unknown JSON', () => {
  const json = JSON.parse(JSON.stringify(good)) as Record<string, unknown>
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['nothing', null, '表样'],
    ['a text', 'x', '表样'],
    ['a list', [], '表样'],
    ['a missing property', { ...json, rules: undefined }, 'rules'],
    ['an unknown property', { ...json, script: '1' }, 'script'],
    ['a wrong format', { ...json, format: 2 }, 'format'],
    ['a wrong type inside', { ...json, rows: [{ id: 'r1', sectionId: null, height: '28' }] }, 'rows[0].height'],
    ['an id that is none', { ...json, sections: [{ id: '一', title: '', when: null }] }, 'sections[0].id'],
    ['a form code for a table name', { ...json, code: 'x; drop table' }, 'code'],
  ]
  for (const [what, input, where] of cases) {
    test(`${what} is refused at ${where}`, ({ assert }) => {
      const parsed = parseTemplate(input)
      const problems = 'problems' in parsed ? parsed.problems : []
      assert.include(
        problems.map((problem) => problem.where),
        where,
      )
      for (const { code } of problems) assert.equal(code, 'E_TEMPLATE_MALFORMED')
    })
  }

  test('an array of ten thousand wrong things gets a short answer', ({ assert }) => {
    const parsed = parseTemplate({ ...json, cells: Array.from({ length: 10_000 }, () => ({})) })
    assert.isAtMost('problems' in parsed ? parsed.problems.length : Infinity, 50)
  })
})

test.group('template: schema and difference', () => {
  test('a section added to the template is a section of the page', ({ assert }) => {
    const more: Template = {
      ...good,
      sections: [...good.sections, { id: 's2', title: '二、新增', when: 'ORG.level = "3"' }],
      rows: [...good.rows, { id: 'r_x', sectionId: 's2', height: 28 }],
    }
    const before = Object.keys(toFormilySchema(good).properties ?? {})
    const after = toFormilySchema(more).properties ?? {}
    assert.deepEqual(
      Object.keys(after).filter((name) => !before.includes(name)),
      ['section_s2'],
    )
    assert.deepInclude(after.section_s2, {
      title: '二、新增',
      'x-component': 'GridSection',
      'x-when': 'ORG.level = "3"',
    })
    assert.deepEqual(after.section_s2?.['x-component-props'], { sectionId: 's2', rowIds: ['r_x'] })
  })

  test('every row of every shipped form is on the page once', ({ assert }) => {
    const template = shippedForm('WJT-1-1')
    const shown = Object.values(toFormilySchema(template).properties ?? {}).flatMap(
      (part) => part['x-component-props']?.rowIds ?? [],
    )
    assert.deepEqual(
      shown,
      template.rows.map(({ id }) => id),
    )
  })

  test('a section whose rows are apart keeps its rule in both parts', ({ assert }) => {
    const sections = [{ id: 's1', title: '一、情况', when: 'ORG.level = "3"' }]
    const apart: Template = {
      ...good,
      sections,
      rows: good.rows.map((row) => (row.id === 'r_b' ? { ...row, sectionId: null } : row)),
    }
    const parts = Object.values(toFormilySchema(apart).properties ?? {}).filter(
      (part) => part['x-when'] !== undefined && part['x-when'] !== null,
    )
    assert.lengthOf(parts, 2)
  })

  test('addresses and cells find each other', ({ assert }) => {
    const layout = layoutOf(good)
    for (const each of good.cells) assert.equal(layout.cellAt(layout.addressOf(each))?.id, each.id)
    assert.isNull(layout.cellAt('C9'))
    assert.isNull(layout.cellAt('nonsense'))
  })
})
