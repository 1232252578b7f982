import { test } from '@japa/runner'
import { checkChange, differenceOf, type TemplateIndicator } from '@weitong/designer/indicator'

const beds: TemplateIndicator = {
  code: 'M0101',
  name: '实有床位',
  type: 'integer',
  unit: '张',
  decimals: 0,
  aggregation: 'period-end',
  ratio: null,
  codeList: null,
  definition: '',
}

test.group('Changing a definition', () => {
  test('the difference is the fields that differ, old and new', ({ assert }) => {
    assert.isNull(differenceOf(beds, { ...beds }))
    assert.isNull(differenceOf(beds, { ...beds, min: 0 }))
    assert.deepEqual(differenceOf(beds, { ...beds, name: '编制床位', min: null }), {
      before: { name: '实有床位', min: 0 },
      after: { name: '编制床位', min: null },
    })
  })

  test('another type, unit or code list is another indicator', ({ assert }) => {
    const places = (change: Partial<TemplateIndicator>) =>
      checkChange(beds, { ...beds, ...change })
        .filter(({ code }) => code === 'E_INDICATOR_FIXED')
        .map(({ where }) => where)
    assert.deepEqual(places({ unit: '千张' }), ['unit'])
    assert.deepEqual(places({ type: 'code', decimals: null, aggregation: 'none', codeList: 'yes_no' }), [
      'type',
      'codeList',
    ])
    assert.deepEqual(places({ definition: '年底固定实有床位。', aggregation: 'sum' }), [])
  })

  test('what no indicator may be, none may become', ({ assert }) => {
    assert.isNotEmpty(checkChange(beds, { ...beds, decimals: 2 }))
    assert.isNotEmpty(checkChange(beds, { ...beds, name: ' ' }))
  })
})
