import { test } from '@japa/runner'
import { DesignState } from '../../../designer/src/sheet/design-state.js'
import { changesOfMove } from '../../../designer/src/sheet/moves.js'
import type { SheetView } from '../../../designer/src/sheet/read-template.js'
import { readTemplate } from '../../../designer/src/sheet/read-template.js'
import type { Cell, Template } from '../../../designer/src/template/index.js'
import { blankTemplate } from '../../../designer/src/template/index.js'

function cell(id: string, place: readonly [string, string], more: Partial<Cell> = {}): Cell {
  const [row, column] = place
  const plain = { rowSpan: 1, columnSpan: 1, role: 'label', text: '', indent: 0, align: 'left' } as const
  return { id, row, column, ...plain, binding: null, formula: null, required: false, when: null, ...more }
}

const BINDING = { key: 'M1', indicator: 'M1', rowItem: null, columnItem: null, offset: 0 } as const
const INDICATOR = {
  code: 'M1',
  name: '门诊人次',
  type: 'integer',
  unit: '人次',
  decimals: 0,
  aggregation: 'sum',
  ratio: null,
  codeList: null,
  definition: '',
} as const

/** Two rows and two columns: a label, and an input beside it. */
function smallTemplate(): Template {
  return {
    ...blankTemplate({ code: 'T1', title: '小表', periodType: 'month' }),
    sections: [{ id: 's1', title: '一', when: null }],
    columns: [
      { id: 'k1', width: 200 },
      { id: 'k2', width: 100 },
    ],
    rows: [
      { id: 'r1', sectionId: 's1', height: 30 },
      { id: 'r2', sectionId: 's1', height: 28 },
    ],
    cells: [
      cell('c1', ['r1', 'k1'], { text: '门诊人次', rowSpan: 2 }),
      cell('c2', ['r1', 'k2'], { role: 'input', binding: BINDING }),
    ],
    indicators: [INDICATOR],
  }
}

/** The sheet of a template as Univer would show it, with empty rows and columns after it. */
function viewOf(template: Template, texts: Readonly<Record<string, string>> = {}): SheetView {
  const rows = [...template.rows.map(({ id, height }) => ({ id, size: height })), { id: 'r9', size: 28 }]
  const columns = [...template.columns.map(({ id, width }) => ({ id, size: width })), { id: 'k9', size: 96 }]
  const at = (id: string, lines: readonly { id: string }[]) => lines.findIndex((line) => line.id === id)
  return {
    rows,
    columns,
    merges: template.cells
      .filter(({ rowSpan, columnSpan }) => rowSpan > 1 || columnSpan > 1)
      .map((each) => ({
        startRow: at(each.row, rows),
        endRow: at(each.row, rows) + each.rowSpan - 1,
        startColumn: at(each.column, columns),
        endColumn: at(each.column, columns) + each.columnSpan - 1,
      })),
    textAt(row, column) {
      const place = { row: rows[row]?.id, column: columns[column]?.id }
      const drawn = template.cells.find((each) => each.row === place.row && each.column === place.column)
      return texts[`${place.row} ${place.column}`] ?? drawn?.text ?? ''
    },
  }
}

test.group('The template behind the design sheet', () => {
  test('a template read back from its sheet is the same, without the margin', ({ assert }) => {
    const template = smallTemplate()
    assert.deepEqual(readTemplate(viewOf(template), new DesignState(template)), template)
  })

  test('text in an empty place becomes a label with an id that stays', ({ assert }) => {
    const template = smallTemplate()
    const state = new DesignState(template)
    const view = viewOf(template, { 'r9 k1': '新的一行' })
    const [once, twice] = [readTemplate(view, state), readTemplate(view, state)]
    const written = once.cells.find(({ text }) => text === '新的一行')
    assert.equal(written?.role, 'label')
    assert.match(written?.id ?? '', /^[a-z][a-z0-9_]{0,39}$/)
    assert.deepEqual(twice, once)
    assert.lengthOf(once.rows, 3)
  })

  test('text pasted over an input does not enter the form', ({ assert }) => {
    const template = smallTemplate()
    const read = readTemplate(viewOf(template, { 'r1 k2': '123' }), new DesignState(template))
    assert.equal(read.cells.find(({ id }) => id === 'c2')?.text, '')
  })

  test('indicators that no cell is bound to any more are left out', ({ assert }) => {
    const template = smallTemplate()
    const state = new DesignState(template)
    state.apply([{ kind: 'cell', place: { row: 'r1', column: 'k2' }, design: null }])
    assert.deepEqual(readTemplate(viewOf(template), state).indicators, [])
  })

  test('the inverse of changes takes every kind of them back', ({ assert }) => {
    const template = smallTemplate()
    const state = new DesignState(template)
    const place = { row: 'r1', column: 'k2' }
    const changes = [
      { kind: 'cell', place, design: { ...state.designOrLabel(place), required: true } },
      { kind: 'section-of-row', row: 'r2', section: null },
      { kind: 'head', patch: { title: '改名', sections: [] } },
    ] as const
    const inverse = state.inverse(changes)
    state.apply(changes)
    assert.notDeepEqual(readTemplate(viewOf(template), state), template)
    state.apply(inverse)
    assert.deepEqual(readTemplate(viewOf(template), state), template)
  })

  test('a row that is deleted and comes back finds its cells bound', ({ assert }) => {
    const template = smallTemplate()
    const state = new DesignState(template)
    const without = { ...template, rows: template.rows.slice(1), cells: [] }
    assert.lengthOf(readTemplate(viewOf(without), state).cells, 0)
    assert.deepEqual(readTemplate(viewOf(template), state), template)
  })

  test('cells that are dragged over themselves keep their design, and leave none behind', ({ assert }) => {
    const template = smallTemplate()
    const state = new DesignState(template)
    const places = [
      ['r1', 'k2'],
      ['r2', 'k2'],
      ['r9', 'k2'],
    ] as const
    const block = (startRow: number, endRow: number) => ({ startRow, endRow, startColumn: 1, endColumn: 1 })
    const changes = changesOfMove(block(0, 1), block(1, 2), {
      placeAt: (row) => {
        const [line, column] = places[row] ?? []
        return line && column ? { row: line, column } : null
      },
      designAt: (place) => state.designAt(place),
    })
    const inverse = state.inverse(changes)
    state.apply(changes)
    assert.isNull(state.designAt({ row: 'r1', column: 'k2' }))
    assert.equal(state.designAt({ row: 'r2', column: 'k2' })?.binding?.key, 'M1')
    state.apply(inverse)
    assert.deepEqual(readTemplate(viewOf(template), state), template)
  })
})
