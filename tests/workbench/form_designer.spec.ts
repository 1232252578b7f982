import { test } from '@japa/runner'
import { blankTemplate, type Cell, type Template } from '@weitong/designer/template'
import { readCondition, writeCondition } from '../../workbench/src/app/features/forms/designer/condition.js'
import { FormLanguage } from '../../workbench/src/app/features/forms/designer/language.js'

test.group('Conditions on units', () => {
  test('what can be chosen is written and read back', ({ assert }) => {
    const conditions = [
      { categories: ['B', 'C', 'D'], ownership: null, levels: [] },
      { categories: ['A'], ownership: 'public', levels: ['2', '3'] },
      { categories: [], ownership: 'private', levels: [] },
      { categories: [], ownership: null, levels: ['9'] },
    ] as const
    for (const condition of conditions) assert.deepEqual(readCondition(writeCondition(condition)), condition)
  })

  test('no condition is written as nothing', ({ assert }) => {
    assert.equal(writeCondition({ categories: [], ownership: null, levels: [] }), '')
    assert.deepEqual(readCondition(''), { categories: [], ownership: null, levels: [] })
  })

  test('a condition that says more than can be chosen is left as it is written', ({ assert }) => {
    for (const written of [
      'ORG.category = "D600"',
      'NOT(STARTS(ORG.category, "A"))',
      'OR(ORG.level = "3", ORG.ownership = "public")',
      'AND(ORG.ownership = "public", ORG.ownership = "private")',
      'AND(STARTS(ORG.category, "A"), ORG.affiliation <= "5")',
      'PERIOD.days > 28',
      'ORG.level =',
    ]) {
      assert.isNull(readCondition(written), written)
    }
  })
})

function cell(id: string, place: readonly [string, string], more: Partial<Cell>): Cell {
  const [row, column] = place
  const plain = { rowSpan: 1, columnSpan: 1, role: 'label', text: '', indent: 0, align: 'left' } as const
  return { id, row, column, ...plain, binding: null, formula: null, required: false, when: null, ...more }
}

/** A1 2.1 门诊人次, B1 an input bound to M1; A2 其中：儿童, B2 computed without an indicator; A3 a label alone. */
function template(): Template {
  const binding = { key: 'M1', indicator: 'M1', rowItem: null, columnItem: null, offset: 0 } as const
  return {
    ...blankTemplate({ code: 'T1', title: '小表', periodType: 'month' }),
    columns: [
      { id: 'k1', width: 200 },
      { id: 'k2', width: 100 },
    ],
    rows: ['r1', 'r2', 'r3'].map((id) => ({ id, sectionId: null, height: 28 })),
    cells: [
      cell('c1', ['r1', 'k1'], { text: '2.1 门诊人次' }),
      cell('c2', ['r1', 'k2'], { role: 'input', binding }),
      cell('c3', ['r2', 'k1'], { text: '其中：儿童' }),
      cell('c4', ['r2', 'k2'], { role: 'computed', formula: '[M1] / 2' }),
      cell('c5', ['r3', 'k1'], { text: '合计' }),
    ],
    indicators: [
      {
        code: 'M1',
        name: '门诊总人次',
        type: 'integer',
        unit: '人次',
        decimals: 0,
        aggregation: 'sum',
        ratio: null,
        codeList: null,
        definition: '',
      },
    ],
  }
}

test.group('The language of the designer', () => {
  test('what is typed with addresses is kept by value and by cell, and said in words', ({ assert }) => {
    const reading = new FormLanguage(template()).read('B1 - B2', 'total')
    assert.equal(reading.stored, '[M1] - #c4')
    assert.equal(reading.wording, '门诊总人次 − 儿童')
    assert.isNull(reading.problem)
  })

  test('a wrong formula keeps nothing and says where it is wrong', ({ assert }) => {
    const language = new FormLanguage(template())
    const cut = language.read('B1 + ', 'total')
    assert.isNull(cut.stored)
    assert.equal(cut.problem?.position, 5)
    assert.match(language.read('B1 + D9', 'total').problem?.message ?? '', /D9/)
    assert.isNotNull(language.read('B1 + A3', 'total').problem)
  })

  test('each place has its own vocabulary', ({ assert }) => {
    const language = new FormLanguage(template())
    assert.isNull(language.read('B1 > 0', 'check').problem)
    assert.isNotNull(language.read('B1 + 1', 'check').problem)
    assert.isNotNull(language.read('B1 > 0', 'unit').problem)
    assert.isNull(language.read('ORG.level = "3"', 'unit').problem)
  })

  test('the name of a row is its text without number and 其中', ({ assert }) => {
    const language = new FormLanguage(template())
    assert.equal(language.labelOf({ row: 'r1', column: 'k2' }), '门诊人次')
    assert.equal(language.labelOf({ row: 'r2', column: 'k2' }), '儿童')
    assert.equal(language.labelOf({ row: 'r3', column: 'k1' }), '')
  })
})
