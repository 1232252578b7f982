import { signal } from '@angular/core'
import { test } from '@japa/runner'
import { EntrySheet, evaluate, planPaste } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { compileTemplate, expandRoster, newRowId, rosterRows } from '@weitong/designer/template'
import { firstRows, RosterRows } from '../../workbench/src/app/features/submissions/report/roster-rows.js'
import { CellStore } from '../../workbench/src/app/features/submissions/sheet/cell-store.js'
import { shippedForm } from '../kernel/support/forms.js'
import { buildOrg } from '../kernel/support/orgs.js'

const form = shippedForm('HB-NETSEC')
const NAME = 'SEC_XTMC'
const context = { org: buildOrg(), period: Period.parse('2026'), previous: null, lastYear: null }

/** An open roster whose rows hold these names. */
function open(names: readonly string[]) {
  const draft = Object.fromEntries(names.map((name, at) => [`${NAME}__${newRowId(1_000 + at, 0)}`, name]))
  const rows = firstRows(form, draft, true)
  const cells = new CellStore(new EntrySheet(compileTemplate(expandRoster(form, rows)), context, draft), signal(false))
  const roster = new RosterRows(form, cells, rows)
  const cellOf = (row: number) => {
    const found = cells.cells.find(
      ({ binding }) => binding?.indicator === NAME && binding.rowItem === roster.shown()[row],
    )
    if (!found) throw new Error(`row ${row} is not shown`)
    return cells.of(found.id)
  }
  /** Name of each shown row with its printed number. */
  const lines = () =>
    roster.shown().map((row, at) => {
      const number = cells.sheet.form.layout.cellsById.get(`l_number__${row}`)?.text
      return `${number} ${cellOf(at).value() ?? ''}`.trim()
    })
  return { cells, roster, lines, cellOf }
}

/** What the page says equals what the server would say of the same draft. */
function agrees({ cells }: ReturnType<typeof open>): boolean {
  const { sheet } = cells
  const draft = Object.fromEntries(Object.entries(sheet.values).filter(([, value]) => value !== null))
  const whole = evaluate(compileTemplate(expandRoster(form, rosterRows(form, draft))), draft, context)
  const open = whole.findings.filter(({ state }) => state === 'failed').map(({ rule, message }) => `${rule} ${message}`)
  return JSON.stringify(sheet.findings().map(({ rule, message }) => `${rule} ${message}`)) === JSON.stringify(open)
}

test.group('rows of an open roster', () => {
  test('filled rows are numbered, one empty one follows', ({ assert }) => {
    const page = open(['甲', '乙'])
    assert.deepEqual(page.lines(), ['1 甲', '2 乙', '3'])
    page.roster.add()
    assert.deepEqual(page.lines(), ['1 甲', '2 乙', '3', '4'])
    page.cells.sheet.type(page.cellOf(3).id, '丁')
    assert.isTrue(agrees(open(['甲', '乙'])))
  })

  test('a row is emptied: the others close up, and undo brings it back', ({ assert }) => {
    const page = open(['甲', '乙', '丙'])
    page.cells.activate(page.cellOf(1))
    const next = page.roster.remove()
    assert.deepEqual(page.lines(), ['1 甲', '2 丙', '3'])
    assert.equal(page.cells.active()?.id, next)
    assert.equal(page.cells.active()?.value(), '丙')
    assert.equal(page.cells.active()?.facts.address, 'B5')
    assert.isTrue(agrees(page))
    page.cells.sheet.undo()
    assert.deepEqual(page.lines(), ['1 甲', '2 乙', '3 丙', '4'])
    page.cells.sheet.redo()
    assert.deepEqual(page.lines(), ['1 甲', '2 丙', '3'])
  })

  test('a colleague’s row comes with the merge, where the server has it; what is unsaved and done here stays', ({
    assert,
  }) => {
    const page = open(['甲'])
    page.cells.sheet.type(page.cellOf(1).id, '乙')
    const mine = page.cells.sheet.unsaved()
    const later = newRowId(Date.now() + 300_000, 0)
    page.cells.sheet.merge({ [`${NAME}__${later}`]: '丙' })
    assert.deepEqual(page.lines(), ['1 甲', '2 乙', '3 丙', '4'])
    assert.deepEqual(page.cells.sheet.unsaved(), mine)
    page.cells.sheet.type(page.cellOf(3).id, '丁')
    assert.deepEqual(page.lines().slice(0, 4), ['1 甲', '2 乙', '3 丙', '4 丁'])
    assert.isTrue(agrees(page))
    page.cells.sheet.merge({ [`${NAME}__${later}`]: null })
    assert.deepEqual(page.lines().slice(0, 4), ['1 甲', '2 乙', '3 丁', '4'])
    page.cells.sheet.undo()
    page.cells.sheet.undo()
    assert.deepEqual(page.lines().slice(0, 2), ['1 甲', '2'])
  })

  test('a row emptied while it is in focus stays until the focus leaves', ({ assert }) => {
    const page = open(['甲', '乙', '丙'])
    page.cells.activate(page.cellOf(1))
    page.cells.sheet.type(page.cellOf(1).id, '')
    assert.deepEqual(page.lines(), ['1 甲', '2', '3 丙', '4'])
    page.cells.activate(page.cellOf(0))
    page.roster.tidy()
    assert.deepEqual(page.lines(), ['1 甲', '2 丙', '3'])
  })

  test('a block longer than what is ready adds rows up to the most there may be, and says what landed', ({
    assert,
  }) => {
    const page = open(['甲'])
    const most = form.roster?.maxRows ?? 0
    const block = Array.from({ length: most + 9 }, (_, at) => `系统${at}`).join('\n')
    page.roster.makeRoom(page.cellOf(1), most + 9)
    const plan = planPaste(page.cells.sheet, page.cellOf(1).id, block)
    page.cells.sheet.typeMany(plan.set)
    assert.equal(plan.note, `粘贴 ${most + 9} 格：写入 ${most - 1} 行共 ${most - 1} 格，跳过 10 格。`)
    assert.equal(plan.skipped[0]?.reason, `本表最多 ${most} 行`)
    assert.lengthOf(page.roster.shown(), most)
    assert.isTrue(page.roster.full())
    assert.isNull(page.roster.duplicate())
  })

  test('a copied row differs from nothing but its place', ({ assert }) => {
    const page = open(['甲'])
    page.cells.sheet.put({ [`SEC_XTLB__${page.roster.shown()[0] ?? ''}`]: '2' })
    page.cells.activate(page.cellOf(0))
    page.roster.duplicate()
    assert.deepEqual(page.lines(), ['1 甲', '2 甲', '3'])
    assert.isTrue(agrees(page))
  })
})
