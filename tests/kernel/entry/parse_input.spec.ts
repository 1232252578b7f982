import { test } from '@japa/runner'
import fc from 'fast-check'
import { parseInput } from '@weitong/designer/entry'
import type { TemplateIndicator, ValueType } from '@weitong/designer/indicator'
import { readCases } from '../support/cases.js'

interface Case {
  readonly type: ValueType
  readonly raw: string
  readonly min?: number | null
  readonly value?: string | null
  readonly code?: string
}

const yesNo = {
  code: 'yes_no',
  title: '是否',
  items: [
    { code: '1', name: '是' },
    { code: '2', name: '否' },
  ],
}

function indicator(type: ValueType, min?: number | null): TemplateIndicator {
  const decimals = { integer: 0, decimal: 2, text: null, code: null, date: null }[type]
  const codeList = type === 'code' ? 'yes_no' : null
  const rest = { code: 'A', name: '项目', unit: '', aggregation: 'none', ratio: null, definition: '' } as const
  return { ...rest, type, decimals, codeList, ...(min === undefined ? {} : { min }) }
}

test.group('entry: what was typed', () => {
  for (const { type, raw, min, value, code } of readCases<Case>('parse_input')) {
    test(`${type} “${raw}”${min === undefined ? '' : ` from ${min}`} is ${code ?? JSON.stringify(value)}`, ({
      assert,
    }) => {
      const parsed = parseInput(raw, indicator(type, min), yesNo)
      if (code === undefined) {
        assert.deepEqual(parsed, { value })
        return
      }
      assert.deepInclude(parsed, { code, invalid: raw.trim() })
      assert.match('message' in parsed ? parsed.message : '', /[\u4e00-\u9fff].*。$/)
    })
  }

  test('a text too long is kept shortened and refused', ({ assert }) => {
    const parsed = parseInput('长'.repeat(10_000), indicator('text'), null)
    assert.deepInclude(parsed, { code: 'E_VALUE_TOO_LONG' })
    assert.isAtMost('invalid' in parsed ? parsed.invalid.length : Infinity, 200)
  })

  test('every number with separators, full width and zeros comes back as itself', () => {
    const wide = (text: string): string =>
      text.replace(/[\d.,-]/g, (at) => String.fromCharCode(at.charCodeAt(0) + 0xfee0))
    const amount = fc.record({
      units: fc.integer({ min: 0, max: 999_999_999_999 }),
      full: fc.boolean(),
      separated: fc.boolean(),
    })
    fc.assert(
      fc.property(amount, ({ units, full, separated }) => {
        const plain = (units / 100).toFixed(2)
        const [whole = '', fraction = ''] = plain.split('.')
        const shown = separated ? `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${fraction}` : plain
        const parsed = parseInput(full ? wide(shown) : shown, indicator('decimal'), null)
        return (
          'value' in parsed && Number(parsed.value).toFixed(2) === plain && !/\.0*$|\.\d*0$/.test(parsed.value ?? '')
        )
      }),
    )
  })

  test('what is accepted is accepted again, unchanged', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<ValueType>('integer', 'decimal', 'date', 'code', 'text'),
        fc.string({ maxLength: 12 }),
        (type, raw) => {
          const first = parseInput(raw, indicator(type), yesNo)
          if (!('value' in first) || first.value === null) return true
          const second = parseInput(first.value, indicator(type), yesNo)
          return 'value' in second && second.value === first.value
        },
      ),
      { numRuns: 1000 },
    )
  })
})
