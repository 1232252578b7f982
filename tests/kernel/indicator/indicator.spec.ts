import { test } from '@japa/runner'
import {
  checkIndicator,
  factColumn,
  formatNumber,
  type TemplateIndicator,
  whyNotSummable,
} from '@weitong/designer/indicator'

const good: TemplateIndicator = {
  code: 'M0201',
  name: '医疗收入',
  type: 'decimal',
  unit: '千元',
  decimals: 2,
  aggregation: 'sum',
  ratio: null,
  codeList: null,
  definition: '',
}

test.group('indicator: definitions', () => {
  const wrong: readonly (readonly [what: string, change: Partial<TemplateIndicator>, code: string])[] = [
    ['a code that begins with a digit', { code: '1A' }, 'E_INDICATOR_CODE'],
    ['a code with a blank', { code: 'M 1' }, 'E_INDICATOR_CODE'],
    ['a code in Chinese', { code: '收入' }, 'E_INDICATOR_CODE'],
    ['a code of 32 characters', { code: `A${'b'.repeat(31)}` }, 'E_INDICATOR_CODE'],
    ['a column every fact table has', { code: 'Period' }, 'E_INDICATOR_RESERVED'],
    ['a name every object has', { code: 'constructor' }, 'E_INDICATOR_RESERVED'],
    ['no name', { name: ' ' }, 'E_INDICATOR_NAME'],
    ['a number without decimals', { decimals: null }, 'E_INDICATOR_DECIMALS'],
    ['an integer with decimals', { type: 'integer' }, 'E_INDICATOR_DECIMALS'],
    ['a text with decimals', { type: 'text', aggregation: 'none' }, 'E_INDICATOR_DECIMALS'],
    ['a code without list', { type: 'code', decimals: null, aggregation: 'none' }, 'E_INDICATOR_CODE_LIST'],
    ['a list without code', { codeList: 'yes_no' }, 'E_INDICATOR_CODE_LIST'],
    ['a summed text', { type: 'text', decimals: null }, 'E_INDICATOR_AGGREGATION'],
    ['a counted number', { aggregation: 'count-by-code' }, 'E_INDICATOR_AGGREGATION'],
    ['a ratio without formula', { aggregation: 'ratio' }, 'E_INDICATOR_RATIO'],
    ['a formula without ratio', { ratio: '[A] / [B]' }, 'E_INDICATOR_RATIO'],
  ]
  test('a sound definition has no problem', ({ assert }) => {
    assert.deepEqual(checkIndicator(good), [])
  })
  for (const [what, change, code] of wrong) {
    test(`${what}: ${code}`, ({ assert }) => {
      const problems = checkIndicator({ ...good, ...change })
      assert.include(
        problems.map((problem) => problem.code),
        code,
      )
      for (const { message } of problems) assert.match(message, /[\u4e00-\u9fff].*。$/)
    })
  }

  test('a fact column is lower case and fits PostgreSQL', ({ assert }) => {
    assert.equal(factColumn('M0102__NK'), 'm0102__nk')
    assert.throws(() => factColumn(`A__${'b'.repeat(61)}`), /63/)
    assert.throws(() => factColumn('a; drop table x'))
  })
})

test.group('indicator: what cannot be summed says why', () => {
  const cases: readonly (readonly [change: Partial<TemplateIndicator>, severalPeriods: boolean, summable: boolean])[] =
    [
      [{}, false, true],
      [{}, true, true],
      [{ aggregation: 'period-end' }, false, true],
      [{ aggregation: 'period-end' }, true, false],
      [{ aggregation: 'ratio', ratio: '[A] / [B]' }, true, true],
      [{ aggregation: 'count-by-code', type: 'code', decimals: null }, false, false],
      [{ aggregation: 'none' }, false, false],
      [{ aggregation: 'none', type: 'text', decimals: null }, false, false],
    ]
  for (const [change, severalPeriods, summable] of cases) {
    test(`${JSON.stringify(change)}${severalPeriods ? ' over periods' : ''}: ${summable ? 'can' : 'cannot'}`, ({
      assert,
    }) => {
      const reason = whyNotSummable({ ...good, ...change }, { severalPeriods })
      if (summable) assert.isNull(reason)
      else assert.match(reason ?? '', /[\u4e00-\u9fff].*。$/)
    })
  }
})

test.group('indicator: numbers as people read them', () => {
  const cases: readonly (readonly [value: string | number | null, decimals: number | null, shown: string])[] = [
    ['1234567.5', 2, '1,234,567.50'],
    ['1234', 0, '1,234'],
    ['123', 0, '123'],
    ['-1234.5', 1, '-1,234.5'],
    ['0', 2, '0.00'],
    ['12345678901234567890.12', 2, '12,345,678,901,234,567,890.12'],
    [1234.5, 2, '1,234.50'],
    [-0.5, null, '-0.5'],
    [null, 2, ''],
    ['', 2, ''],
  ]
  for (const [value, decimals, shown] of cases) {
    test(`${value} with ${decimals} decimals: ${shown}`, ({ assert }) => {
      assert.equal(formatNumber(value, decimals), shown)
    })
  }
})
