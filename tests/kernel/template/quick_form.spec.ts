import { test } from '@japa/runner'
import {
  checkTemplate,
  compileTemplate,
  parseTemplate,
  type Question,
  quickTemplate,
  type Template,
} from '@weitong/designer/template'

const ask = (text: string, change: Partial<Question> = {}): Question => ({
  text,
  type: 'number',
  required: true,
  unit: '',
  decimals: 0,
  choices: [],
  ...change,
})

function formOf(questions: readonly Question[]): Template {
  return quickTemplate({
    code: 'QS-12',
    title: '发热门诊情况快速调查',
    maker: '湖北省卫生健康委员会',
    basis: '应急快速调查',
    validUntil: '2026-11-30',
    area: 'statistics',
    questions,
  })
}

const QUESTIONS = [
  ask('发热门诊现有床位数', { unit: '张' }),
  ask('抗病毒药物库存可用天数', { unit: '天', decimals: 1 }),
  ask('主要困难', { type: 'text', required: false }),
  ask('运行状态', { type: 'choice', choices: ['正常', '部分停诊', '停诊'] }),
  ask('最近一次演练日期', { type: 'date' }),
  ask('是否已启动应急预案', { type: 'yes-no' }),
]

/** Code lists that are in every dictionary. */
const withYesNo = (template: Template): Template => ({
  ...template,
  codeLists: [...template.codeLists, { code: 'yes_no', title: '是否', items: [{ code: '1', name: '是' }] }],
})

test.group('quickTemplate', () => {
  test('every kind of question makes a form that can be published as it is', ({ assert }) => {
    const template = withYesNo(formOf(QUESTIONS))
    assert.deepEqual(checkTemplate(template), [])
    assert.property(parseTemplate(JSON.parse(JSON.stringify(template))), 'template')
    assert.doesNotThrow(() => compileTemplate(template))
  })

  test('a question is an indicator of its own namespace, added up as its kind can be', ({ assert }) => {
    const { indicators, codeLists } = formOf(QUESTIONS)
    assert.deepEqual(
      indicators.map(({ code, type, decimals, aggregation, codeList }) => [
        code,
        type,
        decimals,
        aggregation,
        codeList,
      ]),
      [
        ['QS12_1', 'integer', 0, 'sum', null],
        ['QS12_2', 'decimal', 1, 'sum', null],
        ['QS12_3', 'text', null, 'none', null],
        ['QS12_4', 'code', null, 'count-by-code', 'qs12_4'],
        ['QS12_5', 'date', null, 'none', null],
        ['QS12_6', 'code', null, 'count-by-code', 'yes_no'],
      ],
    )
    assert.deepEqual(codeLists, [
      {
        code: 'qs12_4',
        title: '运行状态',
        items: [
          { code: '1', name: '正常' },
          { code: '2', name: '部分停诊' },
          { code: '3', name: '停诊' },
        ],
      },
    ])
  })

  test('questions stand under each other in one column, each above its answer', ({ assert }) => {
    const { columns, rows, cells } = formOf(QUESTIONS)
    assert.lengthOf(columns, 1)
    assert.deepEqual(
      rows.map(({ id }) => cells.find(({ row }) => row === id)?.role),
      QUESTIONS.flatMap(() => ['label', 'input']),
    )
    assert.equal(cells[0]?.text, '1. 发热门诊现有床位数（张）')
    assert.deepEqual(
      cells.filter(({ role }) => role === 'input').map(({ required }) => required),
      [true, true, false, true, true, true],
    )
    assert.isAbove(formOf([ask('长'.repeat(100))]).rows[0]?.height ?? 0, rows[0]?.height ?? 0)
  })
})
