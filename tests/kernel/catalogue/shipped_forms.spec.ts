import { test } from '@japa/runner'
import { parse } from '@weitong/designer/expression'
import { checkTemplate, compileTemplate, inScope, parseTemplate, toFormilySchema } from '@weitong/designer/template'
import { evaluate } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { buildOrg } from '../support/orgs.js'
import { catalogueSource, shippedForm, shippedForms } from '../support/forms.js'

/** What the language cannot say yet. A rule that leaves this list must have become sayable, one that joins it needs a reason. */
const UNSAYABLE: readonly (readonly [form: string, rule: string, reason: string])[] = [
  ['WJT-2 1', 'E001', '要在全省各单位的记录中查重，目前只在本单位内查重。'],
  ['WJT-2 1', 'W004', '要与上年的同一条记录比较，公式语言尚不支持按记录引用上期。'],
  ['WJT-3 1', 'E005', '乙类按排数、场强等参数划分，设备代码只到品目，公式分不出来。'],
  ['WJT-4-1 1', 'E010', '要查 ICD-10 疾病编码字典，平台尚未收录该字典。'],
  ['WJT-4-1 1', 'E020', '要查手术操作编码字典（ICD-9-CM-3）中的操作类别，平台尚未收录该字典。'],
  ['WJT-4-1 1', 'W003', '要查手术操作编码字典（ICD-9-CM-3）中的操作类别，平台尚未收录该字典。'],
  ['WJT-ORG 1', 'W002', '要与填报当天的日期比较；审核结果不随日子变化，公式语言没有当天日期。'],
  ['WJT-ORG 1', 'W003', '要与上年的同一条记录比较，公式语言尚不支持按记录引用上期。'],
  ['HB-GEO 1', 'E002', '数值不保留填写时的小数位数，末尾的零无法判断。'],
  ['HB-GEO 1', 'W001', '要判断坐标是否落在区划边界内，公式语言没有这类函数。'],
  ['HB-OP 1', 'E004', '要查 ICD-10 疾病编码字典，平台尚未收录该字典。'],
  ['HB-TECH 1', 'W001', '要按法定节假日计算工作日，平台没有节假日历。'],
]

test.group('catalogue: shipped forms', () => {
  for (const { template, version } of shippedForms) {
    const name = `${template.code} ${version}`

    test(`${name} can be published as it is`, ({ assert }) => {
      assert.deepEqual(checkTemplate(template), [])
      assert.deepEqual(parseTemplate(JSON.parse(JSON.stringify(template))), { template })
    })

    test(`${name} has every rule of its source, said or listed as unsayable`, ({ assert }) => {
      const source = catalogueSource(template.code)
      const dropped = name === 'WJT-1-9 2' ? ['E012', 'E013'] : []
      // Keys of a roster are said by its `unique`.
      const keys = (template.roster?.unique.length ?? 0) > 0 && source.rules.filter(({ kind }) => kind === 'unique')
      const said = new Set([...template.rules, ...template.unsayable].map(({ code }) => code))
      const ofKeys = keys ? keys.map(({ id }) => id).filter((id) => !said.has(id)) : []
      const wanted = source.rules.map(({ id }) => id).filter((id) => ![...dropped, ...ofKeys].includes(id))
      const found = [...template.rules, ...template.unsayable].map(({ code }) => code)
      assert.sameMembers(found, wanted)
      for (const { expression } of template.rules) assert.property(parse(expression), 'ast')
    })

    test(`${name} puts no braces into its Formily schema`, ({ assert }) => {
      assert.notInclude(JSON.stringify(toFormilySchema(template)), '{{')
    })

    test(`${name} has one cell for every indicator`, ({ assert }) => {
      const bound = template.cells.flatMap(({ binding }) => (binding ? [binding.key] : []))
      assert.sameMembers(
        bound,
        template.indicators.map(({ code }) => code),
      )
    })
  }

  test('what cannot be said is listed by form, rule and reason', ({ assert }) => {
    const found = shippedForms.flatMap(({ template, version }) =>
      template.unsayable.map(({ code, reason }) => [`${template.code} ${version}`, code, reason]),
    )
    assert.sameDeepMembers(found, [...UNSAYABLE.map((row) => [...row])])
  })

  test('what its source calls reconstructed is marked, what is printed somewhere is not', ({ assert }) => {
    const marked = shippedForms.filter(({ template }) => template.unverified !== undefined)
    const codes = marked.map(({ template }) => template.code)
    const wanted = ['WJT-1-1', 'WJT-1-3', 'WJT-1-4', 'HB-DRUG', 'HB-INFO', 'HB-PH', 'HB-REFORM']
    assert.sameMembers(codes, [
      ...wanted,
      'HB-DEF-1',
      'HB-DEF-2',
      'HB-DEF-3',
      'WJT-2',
      'WJT-3',
      'HB-GEO',
      'HB-NETSEC',
      'HB-OP',
      'HB-TECH',
    ])
  })

  test('what serves 国防动员 is 敏感, nothing else is', ({ assert }) => {
    const sensitive = shippedForms.filter(({ template }) => template.secrecy === 'sensitive')
    assert.sameMembers(
      sensitive.map(({ template }) => template.code),
      ['HB-DEF-1', 'HB-DEF-2', 'HB-DEF-3'],
    )
  })

  test('printed formulas are computed, and rates add up as quotients of sums', ({ assert }) => {
    const { cells, indicators } = shippedForm('HB-REFORM')
    const formulaOf = (code: string) => cells.find(({ binding }) => binding?.key === code)?.formula
    const howOf = (code: string) => indicators.find((each) => each.code === code)?.aggregation
    assert.equal(formulaOf('R0501'), '([R0204] - [R0205]) / [R0201] * 100')
    assert.equal(formulaOf('R0509'), '([R0201] / LASTYEAR([R0201]) - 1) * 100')
    assert.deepEqual([howOf('R0501'), howOf('R0509')], ['ratio', 'none'])
  })

  test('the annual hospital form has 366 indicators', ({ assert }) => {
    assert.lengthOf(shippedForm('WJT-1-1').indicators, 366)
  })

  test('the current monthly form has no section on reform pilots and computes 医疗收入', ({ assert }) => {
    const [historical, current] = [shippedForm('WJT-1-9', 1), shippedForm('WJT-1-9', 2)]
    assert.deepEqual([historical.edition, current.edition], ['历史版', '现行版'])
    assert.include(
      historical.sections.map(({ title }) => title),
      '五、公立医院填报',
    )
    assert.notInclude(
      current.sections.map(({ title }) => title),
      '五、公立医院填报',
    )
    assert.notExists(current.indicators.find(({ code }) => code.startsWith('M05')))
    assert.equal(current.cells.find(({ id }) => id === 'v_m0201')?.formula, '[M020101] + [M020102]')
  })

  test('stocks are not summed over months, flows are', ({ assert }) => {
    const how = Object.fromEntries(
      [...shippedForm('WJT-1-9', 1).indicators, ...shippedForm('WJT-1-1').indicators].map((each) => [
        each.code,
        each.aggregation,
      ]),
    )
    const codes = [
      'M0102',
      'M010301',
      'M0301',
      'M0201',
      'M0501',
      'M0510',
      'ZZC',
      'BNFWZJ',
      'NNTXRYRS',
      'NKSYCW',
      'JGMC',
    ]
    assert.deepEqual(
      codes.map((code) => how[code]),
      ['period-end', 'sum', 'sum', 'sum', 'count-by-code', 'none', 'period-end', 'sum', 'sum', 'period-end', 'none'],
    )
  })

  test('lines of the same name are told apart by what they are a part of', ({ assert }) => {
    const names = new Map(shippedForm('WJT-1-9', 2).indicators.map(({ code, name }) => [code, name]))
    assert.equal(names.get('M02010101'), '门诊收入：药品收入')
    assert.equal(names.get('M02010201'), '住院收入：药品收入')
  })
})

test.group('catalogue: who owes a form', () => {
  const cases = [
    ['WJT-1-9', { category: 'A100', level: '3' }, true],
    ['WJT-1-9', { category: 'A210', level: '2' }, true],
    ['WJT-1-9', { category: 'A100', level: '1' }, false],
    ['WJT-1-9', { category: 'A100', level: '9', host: '1', affiliation: '5' }, true],
    ['WJT-1-9', { category: 'A100', level: '9', host: '1', affiliation: '7' }, false],
    ['WJT-1-9', { category: 'A100', level: '9', host: '7', affiliation: '' }, false],
    ['WJT-1-9', { category: 'C210', level: '' }, false],
    ['WJT-1-3', { category: 'D600', level: '' }, true],
    ['WJT-1-3', { category: 'D211', level: '' }, false],
    ['WJT-1-1', { category: 'G100', level: '' }, true],
    ['WJT-1-1', { category: 'H112', level: '' }, true],
    ['WJT-1-1', { category: 'A600', level: '9' }, true],
    ['WJT-1-1', { category: 'J100', level: '' }, false],
    ['WJT-1-2', { category: 'C210', level: '' }, true],
    ['WJT-1-2', { category: 'D110', level: '' }, true],
    ['WJT-1-2', { category: 'D600', level: '' }, false],
    ['WJT-1-4', { category: 'D211', level: '' }, true],
    ['WJT-1-4', { category: 'D600', level: '' }, false],
    ['WJT-1-10', { category: 'A100', level: '1', host: '7', affiliation: '' }, true],
    ['WJT-1-10', { category: 'A100', level: '3', host: '1', affiliation: '3' }, false],
    ['WJT-1-10', { category: 'C210', level: '' }, true],
    ['WJT-1-10', { category: 'J100', level: '' }, false],
    ['HB-DEF-2', { category: 'F100', level: '' }, true],
    ['HB-DEF-3', { category: 'J100', level: '' }, true],
    ['HB-REFORM', { category: 'A100', level: '3', ownership: 'public' }, true],
    ['HB-REFORM', { category: 'A100', level: '3', ownership: 'private' }, false],
    ['HB-PH', { category: 'D600', level: '' }, true],
  ] as const
  for (const [code, org, owes] of cases) {
    test(`${code}: ${JSON.stringify(org)} ${owes ? 'owes' : 'owes not'}`, ({ assert }) => {
      const template = shippedForm(code, code === 'WJT-1-9' ? 2 : 1)
      const period = Period.of(template.periodType, '2026-10-01')
      assert.equal(inScope(compileTemplate(template), buildOrg(org), period), owes)
    })
  }

  test('2.3 公共卫生支出 applies to primary care only, section five to public hospitals only', ({ assert }) => {
    const form = compileTemplate(shippedForm('WJT-1-9', 1))
    const applies = (org: Parameters<typeof buildOrg>[0]): boolean[] => {
      const context = { org: buildOrg(org), period: Period.parse('2026-10'), previous: null, lastYear: null }
      const { applicable } = evaluate(form, {}, context)
      return ['v_m0203', 'v_m0501', 'v_m0301'].map((id) => applicable.has(id))
    }
    assert.deepEqual(applies({ category: 'A100', ownership: 'public' }), [false, true, true])
    assert.deepEqual(applies({ category: 'A100', ownership: 'private' }), [false, false, true])
    assert.deepEqual(applies({ category: 'C210', ownership: 'public' }), [true, true, true])
  })
})
