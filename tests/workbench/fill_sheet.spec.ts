import { test } from '@japa/runner'
import { EntrySheet } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { type Cell, compileTemplate, layoutOf, type Template, toFormilySchema } from '@weitong/designer/template'
import { blockOf, linesOf, toTsv } from '../../workbench/src/app/features/submissions/sheet/block.js'
import { cellFacts, shownText } from '../../workbench/src/app/features/submissions/sheet/cell-facts.js'
import { codeText, matchingItems } from '../../workbench/src/app/features/submissions/sheet/code-choice.js'
import {
  drawnColumns,
  drawnRows,
  headsHeight,
  holdsValue,
} from '../../workbench/src/app/features/submissions/sheet/drawn-rows.js'
import { type EditMode, gridCommand } from '../../workbench/src/app/features/submissions/sheet/grid-keys.js'
import { growth } from '../../workbench/src/app/features/submissions/sheet/growth.js'
import { type Arrow, lineEnd, neighbour } from '../../workbench/src/app/features/submissions/sheet/neighbour.js'
import { shippedForm } from '../kernel/support/forms.js'
import { buildOrg } from '../kernel/support/orgs.js'

const annual = shippedForm('WJT-1-1')
const layout = layoutOf(annual)
const cells = annual.cells.filter(holdsValue)

function at(address: string): Cell {
  const cell = layout.cellsById.get(layout.cellAt(address)?.id ?? '')
  if (!cell) throw new Error(`nothing at ${address}`)
  return cell
}

/** 分科情况 of 卫健统1-1: the first line of the matrix, which has values in C, D and E. */
const matrixTop = Number(/\d+/.exec(layout.addressOf(cells.find(({ column }) => column === 'c_c') as Cell))?.[0])

function go(address: string, arrow: Arrow): string | null {
  const found = neighbour(layout, cells, { from: at(address), arrow })
  return found ? layout.addressOf(found) : null
}

test.group('moving over the paper', () => {
  test('arrows stop at every cell that holds a value', ({ assert }) => {
    assert.equal(go('D5', 'down'), 'D6')
    assert.equal(go('D6', 'up'), 'D5')
    assert.isNull(go('D5', 'up'))
    assert.isNull(go('D5', 'left'))
  })

  test('section lines are stepped over, and a cell over two columns leads to its first', ({ assert }) => {
    const last = layout.addressOf(
      cells.findLast(({ column, columnSpan }) => column === 'c_d' && columnSpan === 2) as Cell,
    )
    assert.equal(go(last, 'down'), `D${matrixTop}`)
    assert.equal(go(`E${matrixTop}`, 'up'), last)
    assert.equal(go(`C${matrixTop}`, 'up'), last)
  })

  test('within a line of a matrix', ({ assert }) => {
    assert.equal(go(`C${matrixTop}`, 'right'), `D${matrixTop}`)
    assert.equal(go(`E${matrixTop}`, 'left'), `D${matrixTop}`)
    const end = (last: 'first' | 'last'): string =>
      layout.addressOf(lineEnd(layout, cells, { from: at(`D${matrixTop}`), end: last }))
    assert.deepEqual([end('first'), end('last')], [`C${matrixTop}`, `E${matrixTop}`])
  })
})

test.group('a block of cells', () => {
  test('reaches from corner to corner, whichever was first', ({ assert }) => {
    const block = blockOf(layout, at(`E${matrixTop + 1}`), at(`C${matrixTop}`))
    assert.deepEqual(block, { top: matrixTop - 1, bottom: matrixTop, left: 2, right: 4 })
    const lines = linesOf(layout, block).map((line) => line.map((cell) => (cell ? layout.addressOf(cell) : null)))
    assert.deepEqual(lines[0], [`C${matrixTop}`, `D${matrixTop}`, `E${matrixTop}`])
  })

  test('a merged cell is in it once', ({ assert }) => {
    const lines = linesOf(layout, blockOf(layout, at('D5'), at('D6')))
    assert.deepEqual(
      lines.map((line) => line.map((cell) => cell?.column ?? null)),
      [
        ['c_d', null],
        ['c_d', null],
      ],
    )
  })

  test('is copied as spreadsheets read it', ({ assert }) => {
    assert.equal(
      toTsv([
        ['1.5', 'a\tb'],
        ['"x"', ''],
      ]),
      '1.5\t"a\tb"\r\n"""x"""\t',
    )
  })
})

test.group('keys in a cell', () => {
  const press = (key: string, mode: EditMode, held: Partial<Record<'ctrlKey' | 'shiftKey' | 'altKey', boolean>> = {}) =>
    gridCommand({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held }, mode)

  test('arrows go on while a value is being replaced, and move the caret while it is being edited', ({ assert }) => {
    assert.deepEqual(press('ArrowLeft', 'type'), { do: 'move', arrow: 'left', extend: false })
    assert.isNull(press('ArrowLeft', 'edit'))
    assert.deepEqual(press('ArrowDown', 'edit'), { do: 'move', arrow: 'down', extend: false })
  })

  test('Shift and an arrow draw a block, but not out of a cell that is being typed in', ({ assert }) => {
    assert.deepEqual(press('ArrowDown', 'select', { shiftKey: true }), { do: 'move', arrow: 'down', extend: true })
    assert.deepEqual(press('ArrowDown', 'type', { shiftKey: true }), { do: 'move', arrow: 'down', extend: false })
  })

  test('Tab may leave the sheet at its end, Enter may not', ({ assert }) => {
    assert.deepEqual(press('Tab', 'select'), { do: 'jump', to: 'next', mayLeave: true })
    assert.deepEqual(press('Enter', 'type', { shiftKey: true }), { do: 'jump', to: 'previous', mayLeave: false })
  })

  test('Delete clears a chosen cell and deletes a letter in an open one', ({ assert }) => {
    assert.deepEqual(press('Delete', 'select'), { do: 'clear' })
    assert.isNull(press('Delete', 'edit'))
    assert.isNull(press('Backspace', 'type'))
  })

  test('undo and redo belong to the text while the caret is in it', ({ assert }) => {
    assert.deepEqual(press('z', 'select', { ctrlKey: true }), { do: 'undo' })
    assert.deepEqual(press('Z', 'select', { ctrlKey: true, shiftKey: true }), { do: 'redo' })
    assert.deepEqual(press('y', 'select', { ctrlKey: true }), { do: 'redo' })
    assert.isNull(press('z', 'edit', { ctrlKey: true }))
    assert.isNull(press('c', 'select', { ctrlKey: true }), 'copying is an event of its own')
  })
})

test.group('what is drawn', () => {
  const monthly = shippedForm('WJT-1-9', 2)
  const monthlyLayout = layoutOf(monthly)
  const rowsOf = (template: Template, section: string) => {
    const properties = toFormilySchema(template).properties ?? {}
    return drawnRows(
      template,
      layoutOf(template),
      (properties[section]?.['x-component-props']?.rowIds ?? []) as string[],
    )
  }

  test('the title stands above the paper, the heads stay in sight', ({ assert }) => {
    const rows = rowsOf(monthly, 'section_main')
    assert.deepEqual(
      rows.map(({ id, isHead }) => [id, isHead]),
      [
        ['r_head', true],
        ['r_letters', true],
      ],
    )
    assert.equal(headsHeight(monthly, monthlyLayout), rows[0]?.height === undefined ? 0 : rows[0].height * 2)
  })

  test('only the head right above values names the columns of a comparison', ({ assert }) => {
    const [heads, letters] = rowsOf(monthly, 'section_main')
    assert.deepEqual(
      heads?.cells.map(({ headsValues }) => headsValues),
      [false, false, false, true],
    )
    assert.isFalse(letters?.cells.some(({ headsValues }) => headsValues))
    const matrix = rowsOf(annual, `section_${annual.sections.at(-1)?.id}`)
    assert.deepEqual(
      matrix.find(({ isHead }) => isHead)?.cells.map(({ headsValues }) => headsValues),
      [false, false, true, true, true],
    )
  })

  test('columns and rows in which nothing stands are left out', ({ assert }) => {
    const wide: Template = {
      ...monthly,
      columns: [...monthly.columns, { id: 'c_x', width: 80 }],
      rows: [...monthly.rows, { id: 'r_x', sectionId: null, height: 28 }],
    }
    const wideLayout = layoutOf(wide)
    assert.lengthOf(drawnColumns(wide, wideLayout), monthly.columns.length)
    assert.lengthOf(drawnRows(wide, wideLayout, ['r_x']), 0)
  })

  test('every cell of the form is drawn once', ({ assert }) => {
    for (const template of [monthly, annual]) {
      const sections = Object.keys(toFormilySchema(template).properties ?? {}).filter((key) =>
        key.startsWith('section_'),
      )
      const drawn = sections.flatMap((section) => rowsOf(template, section).flatMap((row) => row.cells))
      const ids = drawn.flatMap(({ cell }) => cell?.id ?? [])
      const expected = template.cells.filter(({ role }) => role !== 'title').map(({ id }) => id)
      assert.sameMembers(ids, expected)
      assert.equal(new Set(ids).size, ids.length)
    }
  })
})

test.group('what a cell shows', () => {
  const form = compileTemplate(annual)
  const context = { org: buildOrg(), period: Period.parse('2025'), previous: { SYCWS: '100' }, lastYear: null }
  const facts = cellFacts(new EntrySheet(form, context, {}))
  const of = (key: string) => {
    const found = facts.find(({ cell }) => cell.binding?.key === key)
    if (!found) throw new Error(`no cell ${key}`)
    return found
  }

  test('numbers with separators and their decimals, codes with their name, what is no value as typed', ({ assert }) => {
    assert.equal(shownText('1234567.5', of('ZSR')), '1,234,567.50')
    assert.equal(shownText('1200', of('SYCWS')), '1,200')
    assert.equal(shownText('11', of('DJZCLXDM')), '11 国有全资')
    assert.equal(shownText({ invalid: '12a' }, of('SYCWS')), '12a')
    assert.equal(shownText(null, of('SYCWS')), '')
  })

  test('cells come in the order of the sheet with their name and earlier value', ({ assert }) => {
    assert.deepEqual(
      facts.slice(0, 3).map(({ address }) => address),
      ['D5', 'D6', 'D7'],
    )
    assert.equal(of('SYCWS').previous, '100')
    assert.isNull(of('SYCWS').lastYear)
  })

  test('a code is found by code first, then by name', ({ assert }) => {
    const items = ['2', '20', '12'].map((code) => ({ code, name: code === '12' ? '第2类' : '其他' }))
    const list = { code: 'l', title: '', items }
    assert.deepEqual(
      matchingItems(list, '2').map(({ code }) => code),
      ['2', '20', '12'],
    )
    assert.lengthOf(matchingItems(list, ' '), 3)
    assert.equal(codeText(list, '99'), '99')
  })

  test('growth needs a base', ({ assert }) => {
    assert.equal(growth('103.2', '100'), '+3.2%')
    assert.equal(growth('50', '100'), '−50.0%')
    assert.equal(growth('100', '100'), '0.0%')
    assert.equal(growth('100.01', '100'), '0.0%')
    assert.equal(growth('18597000', '18597'), '+999倍')
    assert.equal(growth('-50', '-100'), '+50.0%')
    for (const [now, before] of [
      ['5', '0'],
      ['5', null],
      [null, '5'],
    ] as const) {
      assert.equal(growth(now, before), '—')
    }
  })
})
