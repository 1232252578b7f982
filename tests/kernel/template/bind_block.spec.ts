import { test } from '@japa/runner'
import { bindBlock, type BlockBinding, numbered } from '../../../designer/src/template/index.js'

const PLACES = ['a', 'b'].flatMap((row) => ['x', 'y'].map((column) => ({ row, column })))
const NOTHING: BlockBinding = {
  shape: 'rows',
  indicators: new Map(),
  rowItems: new Map([
    ['a', '01'],
    ['b', '02'],
  ]),
  columnItems: new Map([
    ['x', 'M'],
    ['y', 'F'],
  ]),
  indicator: null,
}

function keys(binding: Partial<BlockBinding>, places = PLACES): string[] {
  return bindBlock(places, { ...NOTHING, ...binding }).map(({ binding: { key } }) => key)
}

test.group('Binding a block', () => {
  test('an indicator for each row, items from the columns', ({ assert }) => {
    assert.deepEqual(
      keys({
        indicators: new Map([
          ['a', 'BEDS'],
          ['b', 'OUT'],
        ]),
      }),
      ['BEDS__M', 'BEDS__F', 'OUT__M', 'OUT__F'],
    )
  })

  test('an indicator for each column, items from the rows', ({ assert }) => {
    const indicators = new Map([
      ['x', 'BEDS'],
      ['y', 'OUT'],
    ])
    assert.deepEqual(keys({ shape: 'columns', indicators }), ['BEDS__01', 'OUT__01', 'BEDS__02', 'OUT__02'])
  })

  test('one indicator by row and column', ({ assert }) => {
    assert.deepEqual(keys({ shape: 'one', indicator: 'N' }), ['N__01__M', 'N__01__F', 'N__02__M', 'N__02__F'])
  })

  test('one line has no items on its side', ({ assert }) => {
    const column = PLACES.filter(({ column }) => column === 'x')
    assert.deepEqual(
      keys(
        {
          indicators: new Map([
            ['a', 'BEDS'],
            ['b', 'OUT'],
          ]),
        },
        column,
      ),
      ['BEDS', 'OUT'],
    )
    assert.deepEqual(keys({ shape: 'one', indicator: 'N' }, column), ['N__01', 'N__02'])
  })

  test('lines without an indicator or an item are left out', ({ assert }) => {
    assert.deepEqual(keys({ indicators: new Map([['b', 'OUT']]), columnItems: new Map([['y', 'F']]) }), ['OUT__F'])
  })

  test('numbers have as many digits as the last of them needs, two at least', ({ assert }) => {
    assert.deepEqual([numbered(2), numbered(100).at(0)], [['01', '02'], '001'])
  })
})
