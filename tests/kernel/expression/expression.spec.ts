import { test } from '@japa/runner'
import fc from 'fast-check'
import {
  collect,
  compile,
  describe,
  type Frame,
  type Node,
  parse,
  parseOrThrow,
  round,
  validate,
  type Value,
  type Vocabulary,
} from '@weitong/designer/expression'
import { ATTRIBUTE_KINDS } from '@weitong/designer/template'
import { readCases } from '../support/cases.js'

interface Case {
  readonly expression: string
  readonly values?: Readonly<Record<string, Value>>
  readonly previous?: Readonly<Record<string, Value>>
  readonly lastYear?: Readonly<Record<string, Value>>
  readonly org?: Readonly<Record<string, Value>>
  readonly result?: Value
  readonly error?: string
}

/** Runs an expression over values by key, all of them with two decimals, in a month of 31 days. */
function run({ expression, values = {}, previous = {}, lastYear = {}, org = {} }: Case): Value {
  const ast = parseOrThrow(expression)
  const needs = collect(ast)
  const keys = [...new Set([...needs.keys, ...needs.previous, ...needs.lastYear])]
  const slots = {
    slotOf: (node: Node) => (node.kind === 'value' ? keys.indexOf(node.key) : undefined),
    slotsOf: () => [],
    decimalsOf: () => 2,
  }
  const of = (source: Readonly<Record<string, Value>>): Value[] => keys.map((key) => source[key] ?? null)
  const frame: Frame = { now: of(values), previous: of(previous), lastYear: of(lastYear), org, period: { days: 31 } }
  return compile(ast, slots)(frame)
}

const vocabulary: Vocabulary = {
  kindOfKey: (key) => (['A', 'B'].includes(key) ? 'number' : undefined),
  kindOfCell: () => undefined,
  hasRange: () => false,
  attributes: ATTRIBUTE_KINDS,
  time: true,
}

for (const file of ['expressions', 'blanks']) {
  test.group(`expression: ${file}`, () => {
    for (const each of readCases<Case>(file)) {
      const given = JSON.stringify({ ...each, expression: undefined, result: undefined })
      test(`${each.expression} ${given} is ${JSON.stringify(each.result ?? each.error)}`, ({ assert }) => {
        const parsed = parse(each.expression)
        if (each.error) {
          assert.equal('error' in parsed ? parsed.error.code : null, each.error)
          return
        }
        const result = run(each)
        if (typeof each.result === 'number') assert.closeTo(Number(result), each.result, 1e-12)
        else assert.strictEqual(result, each.result)
      })
    }
  })
}

test.group('expression: refused with code and position', () => {
  for (const { expression, code, position } of readCases<{ expression: string; code: string; position: number }>(
    'expression_errors',
  )) {
    test(`${expression} → ${code} at ${position}`, ({ assert }) => {
      const parsed = parse(expression)
      const error = 'error' in parsed ? parsed.error : validate(parsed.ast, vocabulary, 'boolean')[0]
      assert.deepInclude({ code: error?.code, position: error?.position }, { code, position })
      assert.match(error?.message ?? '', /[\u4e00-\u9fff]/)
    })
  }

  test('hostile texts are refused or parsed, and never overflow', ({ assert }) => {
    for (const text of [
      '('.repeat(5000),
      '-'.repeat(5000),
      `1${'%'.repeat(5000)}`,
      `1${'+1'.repeat(3000)}`,
      'NOT('.repeat(900),
    ]) {
      const parsed = parse(text)
      if ('ast' in parsed) assert.isArray(validate(parsed.ast, vocabulary, 'any'))
      else assert.match(parsed.error.code, /^E_EXPRESSION_/)
    }
    const parsed = parse('1+'.repeat(10_000))
    assert.equal('error' in parsed ? parsed.error.code : '', 'E_EXPRESSION_TOO_LONG')
  })

  test('any text is parsed or refused, never thrown', () => {
    const piece = fc.constantFrom(
      '[A]',
      '#c1',
      'D6',
      ':',
      '(',
      ')',
      '+',
      '-',
      '%',
      '"',
      'SUM',
      'ORG.level',
      ',',
      '1.5',
      '=',
      '！',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 30 }), (parts) => {
        const parsed = parse(parts.join(''))
        return 'ast' in parsed ? validate(parsed.ast, vocabulary, 'any').length >= 0 : parsed.error.position >= 0
      }),
    )
  })
})

test.group('expression: rounding', () => {
  for (const [value, decimals, expected] of readCases<[number, number, number]>('rounding')) {
    test(`${value} to ${decimals} decimals is ${expected}`, ({ assert }) => {
      assert.isTrue(Object.is(round(value, decimals), expected), `${round(value, decimals)}`)
    })
  }

  test('agrees with decimal arithmetic on what people type', () => {
    const typed = fc.record({
      units: fc.integer({ min: 0, max: 999_999_999_999 }),
      decimals: fc.integer({ min: 0, max: 4 }),
    })
    fc.assert(
      fc.property(typed, fc.integer({ min: 0, max: 3 }), ({ units, decimals }, wanted) => {
        const text = (units / 10 ** decimals).toFixed(decimals)
        return round(Number(text), wanted) === roundDecimalText(text, wanted)
      }),
      { numRuns: 2000 },
    )
  })

  test('is symmetric about zero', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, decimals) => {
          return round(-value, decimals) === -round(value, decimals) || round(value, decimals) === 0
        },
      ),
    )
  })
})

/** Half up on the digits themselves, in whole numbers. */
function roundDecimalText(text: string, decimals: number): number {
  const [whole = '', fraction = ''] = text.split('.')
  const kept = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals))
  const up = Number(fraction.charAt(decimals) || '0') >= 5 ? 1n : 0n
  return Number(kept + up) / 10 ** decimals
}

test.group('expression: words and needs', () => {
  const names = {
    nameOfKey: (key: string) => ({ M0201: '医疗收入', M020101: '门诊收入', M020102: '住院收入' })[key],
    nameOfCell: () => undefined,
  }
  const cases: readonly (readonly [string, string])[] = [
    ['[M0201] = [M020101] + [M020102]', '医疗收入 = 门诊收入 + 住院收入'],
    ['[M0201] >= ([M020101] + [M020102]) * 2', '医疗收入 ≥ （门诊收入 + 住院收入） × 2'],
    ['[M0201] - ([M020101] - [M020102])', '医疗收入 − （门诊收入 − 住院收入）'],
    ['BETWEEN([M0201], 1, 2)', '医疗收入 在 1 至 2 之间'],
    ['ABS(MOM([M0201])) <= 0.3', '绝对值（医疗收入环比增减率） ≤ 0.3'],
    ['IF([M0201] > 0, [M020101] > 0)', '若 医疗收入 > 0，则 门诊收入 > 0'],
    ['STARTS(ORG.category, "A")', '机构类别 以“A”开头'],
    ['PREV([M0201]) = LASTYEAR([M0201])', '上期医疗收入 = 上年同期医疗收入'],
  ]
  for (const [expression, words] of cases) {
    test(`${expression} reads “${words}”`, ({ assert }) => {
      assert.equal(describe(parseOrThrow(expression), names), words)
    })
  }

  test('names what the host has to fetch', ({ assert }) => {
    const needs = collect(
      parseOrThrow('AND([A] >= PREV([B]), YOY([C]) < 1, SUM(#x:#y) = #z, ORG.level = "3", PERIOD.days > 1)'),
    )
    assert.deepEqual([...needs.keys].sort(), ['A', 'C'])
    assert.deepEqual([...needs.previous], ['B'])
    assert.deepEqual([...needs.lastYear], ['C'])
    assert.deepEqual([...needs.cells], ['z'])
    assert.deepEqual(needs.ranges, [{ from: 'x', to: 'y' }])
    assert.deepEqual([...needs.attributes], ['ORG.level', 'PERIOD.days'])
  })
})
