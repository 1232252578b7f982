import { test } from '@japa/runner'
import type { Aggregation, Template, TemplateIndicator } from '@weitong/designer/template'
import { blankTemplate } from '@weitong/designer/template'
import { listCandidates, planAggregate } from '@weitong/reports/aggregate'

function indicator(code: string, aggregation: Aggregation, rest: Partial<TemplateIndicator> = {}): TemplateIndicator {
  const nothing = { unit: '', ratio: null, codeList: null, definition: '' }
  return { code, name: `指标${code}`, type: 'decimal', decimals: 2, aggregation, ...nothing, ...rest }
}

/** A template with one input cell per indicator, in a column of its own row. */
function templateOf(indicators: readonly TemplateIndicator[]): Template {
  const blank = blankTemplate({ code: 'T-1', title: '表', periodType: 'month' })
  return {
    ...blank,
    indicators,
    cells: indicators.map(({ code }, at) => ({
      id: `i_${at}`,
      row: `r_${at + 1}`,
      column: 'c_c',
      rowSpan: 1,
      columnSpan: 1,
      role: 'input',
      text: '',
      indent: 0,
      align: 'right',
      binding: { key: code, indicator: code, rowItem: null, columnItem: null, offset: 0 },
      formula: null,
      required: false,
      when: null,
    })),
  }
}

const A = indicator('A', 'sum')
const B = indicator('B', 'sum')
const STOCK = indicator('STOCK', 'period-end')

function planned(indicators: readonly TemplateIndicator[], keys: readonly string[], severalPeriods = false) {
  const result = planAggregate(listCandidates([templateOf(indicators)]), keys, { severalPeriods })
  if (!('plan' in result)) throw new Error(result.problems.map(({ message }) => message).join())
  return result.plan
}

test.group('aggregate: plan', () => {
  test('a sum is passed on digit for digit, also beyond what a double holds', ({ assert }) => {
    const plan = planned([A], ['A'])
    assert.deepEqual(plan.sums, ['A'])
    assert.deepEqual(plan.valuesOf(['12345678901234567890.12']), ['12345678901234567890.12'])
    assert.deepEqual(plan.valuesOf([null]), [null])
    assert.deepEqual(plan.valuesOf([]), [null])
  })

  test('a ratio is a ratio of sums, rounded half away from zero; blank or zero below gives nothing', ({ assert }) => {
    const plan = planned([A, B, indicator('R', 'ratio', { ratio: '[A] / [B]' })], ['R'])
    assert.deepEqual(plan.sums, ['A', 'B'])
    assert.deepEqual(plan.valuesOf(['1.005', '1']), ['1.01'])
    assert.deepEqual(plan.valuesOf(['2', '3']), ['0.67'])
    assert.deepEqual(plan.valuesOf(['-1', '8']), ['-0.13'])
    assert.deepEqual(plan.valuesOf(['2', '0']), [null])
    assert.deepEqual(plan.valuesOf([null, '3']), [null])
  })

  test('each sum is asked for once, values keep the order asked', ({ assert }) => {
    const plan = planned([A, B, indicator('R', 'ratio', { ratio: '[A] / [B]' })], ['R', 'B', 'B'])
    assert.deepEqual(plan.sums, ['A', 'B'])
    assert.deepEqual(plan.valuesOf(['6', '4']), ['1.5', '4'])
  })
})

test.group('aggregate: what cannot be summed', () => {
  const reasons = (indicators: readonly TemplateIndicator[], code: string) => {
    const found = listCandidates([templateOf(indicators)]).find(({ key }) => key === code)
    return [found?.whyNot ?? null, found?.whyNotOverPeriods ?? null]
  }

  test('sums can, stocks cannot over months, text and codes never', ({ assert }) => {
    assert.deepEqual(reasons([A], 'A'), [null, null])
    assert.isNull(reasons([STOCK], 'STOCK')[0])
    assert.isString(reasons([STOCK], 'STOCK')[1])
    for (const other of [
      indicator('T', 'none', { type: 'text', decimals: null }),
      indicator('C', 'count-by-code', { type: 'code', decimals: null, codeList: 'x' }),
      indicator('N', 'none'),
    ]) {
      assert.isTrue(reasons([other], other.code).every((reason) => reason !== null))
    }
  })

  test('a ratio is only as summable as what it is made of', ({ assert }) => {
    const ratio = (formula: string) => indicator('R', 'ratio', { ratio: formula })
    assert.deepEqual(reasons([A, B, ratio('[A] / [B]')], 'R'), [null, null])
    const ofStock = reasons([A, STOCK, ratio('[A] / [STOCK]')], 'R')
    assert.isNull(ofStock[0])
    assert.include(ofStock[1], '指标STOCK')
    assert.include(reasons([A, ratio('[A] / [GONE]')], 'R')[0], 'GONE')
    assert.include(reasons([A, ratio('[A] /')], 'R')[0], '无法识别')
    assert.include(reasons([A, ratio('[A] / PREV([A])')], 'R')[0], '无法识别')
  })

  test('a plan with one that cannot is refused as a whole, each with its reason', ({ assert }) => {
    const result = planAggregate(listCandidates([templateOf([A, STOCK])]), ['A', 'STOCK', 'GONE'], {
      severalPeriods: true,
    })
    assert.deepEqual('problems' in result && result.problems.map(({ key }) => key), ['STOCK', 'GONE'])
  })

  test('the newest version names a value; values of older versions come after', ({ assert }) => {
    const newer = templateOf([{ ...B, name: '新名' }])
    const found = listCandidates([newer, templateOf([A, B])])
    assert.deepEqual(
      found.map(({ name }) => name),
      ['新名', '指标A'],
    )
  })
})
