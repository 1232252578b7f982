import { test } from '@japa/runner'
import { changesOfCopy, type Copy, type CopySource } from '../../../designer/src/sheet/copies.js'
import { DesignState, type CellDesign } from '../../../designer/src/sheet/design-state.js'
import { changesOfRemoval } from '../../../designer/src/sheet/moves.js'
import { toShown } from '../../../designer/src/expression/index.js'
import { blankTemplate, type Cell, layoutOf, type Template } from '../../../designer/src/template/index.js'

const PLAIN = { rowSpan: 1, columnSpan: 1, text: '', indent: 0, align: 'left', required: false, when: null } as const

function cell(place: string, more: Partial<Cell>): Cell {
  const [column = '', row = ''] = place
  return { ...PLAIN, id: `c${place.toLowerCase()}`, row, column, role: 'label', binding: null, formula: null, ...more }
}

function bound(code: string, offset: 0 | 'lastYear' = 0): Partial<Cell> {
  return { role: 'input', binding: { key: code, indicator: code, rowItem: null, columnItem: null, offset } }
}

/** Columns A to D, rows 1 to 4: two inputs and their total in A, last year's value in B1, a bound input in C2. */
const TEMPLATE: Template = {
  ...blankTemplate({ code: 'T1', title: '小表', periodType: 'month' }),
  columns: [...'ABCD'].map((id) => ({ id, width: 100 })),
  rows: [...'1234'].map((id) => ({ id, sectionId: null, height: 28 })),
  cells: [
    cell('A1', { ...bound('M1'), required: true }),
    cell('A2', bound('M2')),
    cell('A3', { role: 'computed', formula: '[M1] + [M2]' }),
    cell('B1', { ...bound('M1', 'lastYear'), role: 'computed' }),
    cell('C2', bound('M3')),
    cell('A4', { text: '说明', role: 'head' }),
  ],
}

function sourceOf(template: Template): CopySource {
  const state = new DesignState(template)
  const layout = layoutOf(template)
  return {
    placeAt: (row, column) => {
      const [line, letter] = [template.rows[row]?.id, template.columns[column]?.id]
      return line && letter ? { row: line, column: letter } : null
    },
    designAt: (place) => state.designAt(place),
    shown: (stored) => toShown(stored, layout),
    cellAt: (address) => layout.cellAt(address),
  }
}

/** Copies a block of one column, as many rows as are given, to another column. */
function column(rows: readonly number[], from: number, to: number): Copy[] {
  return rows.map((row) => ({ from: { row, column: from }, to: { row, column: to } }))
}

function copied(copies: readonly Copy[]): { designs: Record<string, CellDesign>; note: string | null } {
  const { changes, note } = changesOfCopy(copies, sourceOf(TEMPLATE))
  const designs = changes.flatMap((change) =>
    change.kind === 'cell' && change.design ? [[change.place.column + change.place.row, change.design] as const] : [],
  )
  return { designs: Object.fromEntries(designs), note }
}

test.group('Copying cells of a form', () => {
  test('a copied input is an input without an indicator and with an id of its own', ({ assert }) => {
    const { designs, note } = copied(column([0], 0, 3))
    assert.include(designs['D1'], { role: 'input', required: true, binding: null })
    assert.notEqual(designs['D1']?.id, 'ca1')
    assert.match(note ?? '', /1 个填报格/)
  })

  test('a copied total adds the copies', ({ assert }) => {
    const { designs } = copied(column([0, 1, 2], 0, 3))
    assert.equal(designs['D3']?.formula, `#${designs['D1']?.id} + #${designs['D2']?.id}`)
  })

  test('a formula that would point at nothing is left out and said', ({ assert }) => {
    const { designs, note } = copied(column([2], 0, 3))
    assert.isNull(designs['D3']?.formula)
    assert.match(note ?? '', /1 个计算格的公式/)
    assert.isNull(copied([{ from: { row: 2, column: 0 }, to: { row: 0, column: 3 } }]).designs['D1']?.formula)
  })

  test('a value of another period is shown again', ({ assert }) => {
    assert.equal(copied(column([0], 1, 3)).designs['D1']?.binding?.offset, 'lastYear')
  })

  test('a bound cell stays what it is, whatever is copied over it', ({ assert }) => {
    const { designs, note } = copied([
      { from: { row: 3, column: 0 }, to: { row: 1, column: 2 } },
      { from: { row: 0, column: 0 }, to: { row: 1, column: 0 } },
    ])
    assert.deepEqual(designs, {})
    assert.match(note ?? '', /2 个已绑定的格保持不变/)
  })

  test('text keeps its role, an empty place leaves nothing', ({ assert }) => {
    assert.equal(copied([{ from: { row: 3, column: 0 }, to: { row: 3, column: 3 } }]).designs['D4']?.role, 'head')
    assert.deepEqual(copied([{ from: { row: 3, column: 3 }, to: { row: 3, column: 2 } }]).designs, {})
  })
})

test.group('Removing the line a merged cell begins in', () => {
  const merge = { startRow: 0, endRow: 1, startColumn: 0, endColumn: 0 }
  const range = (startRow: number, endRow: number) => ({ startRow, endRow, startColumn: 0, endColumn: 3 })

  test('its design goes on in the next line', ({ assert }) => {
    const changes = changesOfRemoval({ lines: 'rows', range: range(0, 0), merges: [merge] }, sourceOf(TEMPLATE))
    assert.deepEqual(
      changes.map((change) => change.kind === 'cell' && [change.place.row, change.design?.id ?? null]),
      [
        ['2', 'ca1'],
        ['1', null],
      ],
    )
  })

  test('nothing moves when all of it goes, or when it begins elsewhere', ({ assert }) => {
    for (const [from, to] of [
      [0, 1],
      [1, 1],
      [2, 3],
    ] as const) {
      const removal = { lines: 'rows', range: range(from, to), merges: [merge] } as const
      assert.deepEqual(changesOfRemoval(removal, sourceOf(TEMPLATE)), [])
    }
  })
})
