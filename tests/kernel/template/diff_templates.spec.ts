import { test } from '@japa/runner'
import { type Cell, diffTemplates, type Row, type Template, wordChanges } from '@weitong/designer/template'
import { Random } from '../support/random.js'
import { shippedForm, shippedForms } from '../support/forms.js'
import { cell, smallForm, withRowAt } from '../support/small_form.js'

const rule = { severity: 'error', when: null, hint: null, source: '测试' } as const
const form = smallForm([{ key: 'A' }, { key: 'B' }, { key: 'T', formula: '[A] + [B]' }], {
  rules: [{ ...rule, code: 'E001', expression: '[A] >= [B]', message: '甲不少于乙' }],
})

type Brief = readonly [kind: string, title: string, aspect: string, before: string, after: string]

const briefs = (before: Template, after: Template): Brief[] =>
  diffTemplates(before, after).map(({ kind, title, aspect, before: was, after: is }) => [kind, title, aspect, was, is])

const withCell = (id: string, change: Partial<Cell>): Template => ({
  ...form,
  cells: form.cells.map((each) => (each.id === id ? { ...each, ...change } : each)),
})
const ordered = (...ids: string[]): readonly Row[] => ids.flatMap((id) => form.rows.filter((row) => row.id === id))
const longer = smallForm([{ key: 'A' }, { key: 'B' }, { key: 'C', decimals: 0 }, { key: 'T', formula: '[A] + [B]' }], {
  rules: form.rules,
})

/** A change of the form, and all that is said about it. */
const CASES: readonly (readonly [what: string, after: Template, said: readonly Brief[]])[] = [
  ['nothing', form, []],
  [
    'a row inserted above everything moves no value',
    withRowAt(form, 0),
    [['layout-changed', '行数', '', '4 行', '5 行']],
  ],
  [
    'a column inserted before the values moves none of them',
    { ...form, columns: [{ id: 'c_new', width: 80 }, ...form.columns] },
    [['layout-changed', '列数', '', '2 列', '3 列']],
  ],
  [
    'a value with its row comes: its label is no news of its own, those below it have not moved',
    longer,
    [
      ['cell-added', '项目C', '', '', '整数，千元'],
      ['layout-changed', '行数', '', '4 行', '5 行'],
    ],
  ],
  [
    'the last row is put first: one row has moved, not all the others',
    { ...form, rows: ordered('r_head', 'r_t', 'r_a', 'r_b') },
    [['row-moved', '项目T', '', '第 4 行', '第 2 行']],
  ],
  [
    'two values change their places',
    {
      ...form,
      cells: form.cells.map((each) =>
        each.id === 'v_a' ? { ...each, row: 'r_b' } : each.id === 'v_b' ? { ...each, row: 'r_a' } : each,
      ),
    },
    [
      ['cell-moved', '项目A', '', 'B2', 'B3'],
      ['cell-moved', '项目B', '', 'B3', 'B2'],
    ],
  ],
  [
    'a type of its own',
    {
      ...form,
      indicators: form.indicators.map((each) => (each.code === 'A' ? { ...each, type: 'integer', decimals: 0 } : each)),
    },
    [['cell-retyped', '项目A', '', '小数 2 位，千元', '整数，千元']],
  ],
  ['a label renamed', withCell('n_a', { text: '甲' }), [['text-changed', '项目A', '', '项目A', '甲']]],
  [
    'an input bound to another indicator of another unit',
    {
      ...withCell('v_a', { binding: { key: 'N', indicator: 'N', rowItem: null, columnItem: null, offset: 0 } }),
      indicators: form.indicators.map((each) =>
        each.code === 'A' ? { ...each, code: 'N', name: '新指标', unit: '人' } : each,
      ),
      rules: [],
    },
    [
      ['cell-rebound', '项目A', '', '项目A（A）', '新指标（N）'],
      ['cell-retyped', '新指标', '', '小数 2 位，千元', '小数 2 位，人'],
      ['rule-removed', 'E001 甲不少于乙', '', '项目A ≥ 项目B', ''],
    ],
  ],
  [
    'duty, role and formula of a cell',
    {
      ...form,
      cells: form.cells.map((each) => {
        if (each.id === 'v_a') return { ...each, required: true }
        if (each.id === 'v_b') return { ...each, role: 'computed' as const, formula: '[A] * 2' }
        return each.id === 'v_t' ? { ...each, formula: '[A] - [B]' } : each
      }),
    },
    [
      ['cell-changed', '项目A', '必填', '不必填', '必填'],
      ['cell-changed', '项目B', '填写方式', '填报格', '计算格'],
      ['formula-changed', '项目B', '公式', '', '项目A × 2'],
      ['formula-changed', '项目T', '公式', '项目A + 项目B', '项目A − 项目B'],
    ],
  ],
  [
    'who fills a cell, who fills a section, and what the section is called',
    {
      ...withCell('v_b', { when: 'ORG.level = "3"' }),
      sections: [{ id: 's1', title: '一、概况', when: 'ORG.ownership = "public"' }],
    },
    [
      ['cell-changed', '项目B', '哪些单位填', '', '医院级别 = “3”'],
      ['section-changed', '一、概况', '名称', '一、情况', '一、概况'],
      ['section-changed', '一、概况', '哪些单位填', '', '公立或民营 = “public”'],
    ],
  ],
  [
    'rows that go into a section of their own',
    {
      ...form,
      sections: [...form.sections, { id: 's2', title: '二、合计', when: null }],
      rows: form.rows.map((row) => (row.id === 'r_t' ? { ...row, sectionId: 's2' } : row)),
    },
    [
      ['row-changed', '项目T', '所属章节', '一、情况', '二、合计'],
      ['section-added', '二、合计', '', '', ''],
    ],
  ],
  [
    'rules: one changed in formula, wording and severity, one added',
    {
      ...form,
      rules: [
        { ...rule, severity: 'warning', code: 'E001', expression: '[A] > [B]', message: '甲多于乙' },
        { ...rule, code: 'E002', expression: '[T] <= 100', message: '合计不超过 100' },
      ],
    },
    [
      ['rule-changed', 'E001 甲多于乙', '公式', '项目A ≥ 项目B', '项目A > 项目B'],
      ['rule-changed', 'E001 甲多于乙', '提示语', '甲不少于乙', '甲多于乙'],
      ['rule-changed', 'E001 甲多于乙', '级别', '强制性', '核实性'],
      ['rule-added', 'E002 合计不超过 100', '', '', '项目T ≤ 100'],
    ],
  ],
  [
    'head items',
    {
      ...form,
      headerItems: [
        ...form.headerItems
          .filter(({ id }) => id !== 'phone')
          .map((item) => (item.id === 'leader' ? { ...item, required: true } : item)),
        { id: 'mail', title: '邮箱', place: 'foot', type: 'text', required: false, readOnly: false, prefill: null },
      ],
    },
    [
      ['head-changed', '单位负责人', '必填', '不必填', '必填'],
      ['head-removed', '联系电话', '', '', ''],
      ['head-added', '邮箱', '', '', ''],
    ],
  ],
  [
    'properties and who owes the form',
    { ...form, title: '新表', scope: 'STARTS(ORG.category, "B")', legal: { ...form.legal, validUntil: '2029-12' } },
    [
      ['form-changed', '表名', '', '小表', '新表'],
      ['form-changed', '有效期至', '', '2027-12', '2029-12'],
      ['form-changed', '填报范围', '', '机构类别 以“A”开头', '机构类别 以“B”开头'],
    ],
  ],
  [
    'looks alone are told in one line each',
    {
      ...withCell('n_a', { indent: 1, align: 'center' }),
      columns: form.columns.map((column) => ({ ...column, width: 300 })),
      rows: form.rows.map((row) => (row.id === 'r_a' ? { ...row, height: 40 } : row)),
    },
    [
      ['layout-changed', '行高', '', '', '1 处'],
      ['layout-changed', '列宽', '', '', '2 处'],
      ['layout-changed', '合并、对齐与缩进', '', '', '1 处'],
    ],
  ],
]

/** The same form drawn anew: every id of a row, a column and a cell is another one. */
function redrawn(template: Template): Template {
  const other = (id: string): string => `z_${id}`.slice(0, 40)
  return {
    ...template,
    rows: template.rows.map((row) => ({ ...row, id: other(row.id) })),
    columns: template.columns.map((column) => ({ ...column, id: other(column.id) })),
    cells: template.cells.map((each) => ({
      ...each,
      id: other(each.id),
      row: other(each.row),
      column: other(each.column),
      formula: each.formula?.replaceAll('#', '#z_') ?? null,
    })),
    rules: template.rules.map((each) => ({ ...each, expression: each.expression.replaceAll('#', '#z_') })),
  }
}

test.group('diffTemplates', () => {
  for (const [what, after, said] of CASES) {
    test(what, ({ assert }) => {
      assert.deepEqual(briefs(form, after), said)
    })
  }

  test('says where to look on either sheet, and in which section', ({ assert }) => {
    const [added] = diffTemplates(form, longer)
    assert.deepInclude(added, { where: 'B4', section: '一、情况', cells: { before: null, after: 'v_c' } })
    const [removed] = diffTemplates(longer, form)
    assert.deepInclude(removed, { where: 'B4', section: '一、情况', cells: { before: 'v_c', after: null } })
    const changed = { ...form, rules: form.rules.map((each) => ({ ...each, message: '改了' })) }
    assert.deepInclude(diffTemplates(form, changed)[0], { where: 'B2', cells: { before: 'v_a', after: 'v_a' } })
  })

  test('two editions of a shipped form', ({ assert }) => {
    const changes = diffTemplates(shippedForm('WJT-1-9', 1), shippedForm('WJT-1-9', 2))
    const names = (kind: string): string[] => changes.filter((change) => change.kind === kind).map(({ name }) => name)
    assert.lengthOf(names('cell-removed'), 12)
    assert.deepEqual(names('formula-changed'), ['M0201'])
    assert.deepEqual(names('rule-removed'), ['E012', 'E013'])
    assert.deepEqual([...names('cell-moved'), ...names('row-moved')], [])
    assert.match(wordChanges(changes), /^删除 12 格，改公式 1 格，/)
  })

  test('no shipped form differs from itself, nor from itself drawn anew', ({ assert }) => {
    for (const { template } of shippedForms) {
      assert.deepEqual(diffTemplates(template, template), [], template.code)
      assert.deepEqual(briefs(template, redrawn(template)), [], template.code)
    }
  })

  test('empty rows anywhere move nothing, whatever the form', ({ assert }) => {
    const random = new Random(7)
    for (const { template } of shippedForms) {
      const shifted = [1, 2, 3].reduce((form) => withRowAt(form, random.below(form.rows.length + 1)), template)
      assert.deepEqual(
        diffTemplates(template, shifted).map(({ title }) => title),
        ['行数'],
        template.code,
      )
    }
  })

  test('a text that becomes a place to fill is a new value', ({ assert }) => {
    const plain = { ...form, cells: [...form.cells, cell({ id: 'x', row: 'r_head', column: 'c_b', text: '数量' })] }
    const binding = { key: 'A2', indicator: 'A', rowItem: '2', columnItem: null, offset: 0 } as const
    const filled = {
      ...form,
      cells: [...form.cells, cell({ id: 'x', row: 'r_head', column: 'c_b', role: 'input', binding })],
    }
    assert.deepEqual(briefs(plain, filled), [['cell-added', '项目A·2', '', '', '小数 2 位，千元']])
    assert.deepEqual(briefs(filled, plain), [['cell-removed', '项目A·2', '', '小数 2 位，千元', '']])
  })
})
