import { test } from '@japa/runner'
import fc from 'fast-check'
import { type DraftValues, EntrySheet, evaluate, nextInput, planPaste } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { compileTemplate } from '@weitong/designer/template'
import { shippedForm } from '../support/forms.js'
import { buildOrg } from '../support/orgs.js'
import { cell, smallForm } from '../support/small_form.js'

const context = { org: buildOrg(), period: Period.parse('2026-10'), previous: { A: '10' }, lastYear: null }
const rule = { severity: 'error', when: null, hint: null, source: '测试' } as const

const form = compileTemplate(
  smallForm(
    [
      { key: 'A', required: true },
      { key: 'B' },
      { key: 'N', decimals: 0, when: 'ORG.level = "1"' },
      { key: 'S', formula: '[A] + [B] + [N]' },
      { key: 'R', formula: '[S] / 3' },
      { key: 'Z', decimals: null },
    ],
    {
      rules: [
        { ...rule, code: 'E001', expression: '[S] <= 100', message: '合计不超过100' },
        { ...rule, code: 'W001', severity: 'warning', expression: 'ABS(MOM([A])) <= 0.5', message: '环比增减超过50%' },
      ],
    },
  ),
)

test.group('entry: a report while it is filled', () => {
  test('totals and findings follow each keystroke', ({ assert }) => {
    const sheet = new EntrySheet(form, context, {})
    assert.deepEqual(
      sheet.findings().map((finding) => finding.rule),
      ['REQUIRED.A'],
    )
    sheet.type('v_a', '１０')
    sheet.type('v_b', '5.55')
    assert.deepEqual([sheet.valueOf('v_s'), sheet.valueOf('v_r')], ['15.55', '5.18'])
    assert.deepEqual(sheet.findings(), [])
    sheet.type('v_a', '99')
    assert.deepEqual(
      sheet.findings().map((finding) => finding.rule),
      ['E001', 'W001'],
    )
  })

  test('what is no value stays as typed, marked, and counts as blank', ({ assert }) => {
    const sheet = new EntrySheet(form, context, { A: '1' })
    sheet.type('v_a', '12a')
    assert.deepEqual(sheet.values.A, { invalid: '12a' })
    assert.equal(sheet.problemOf('v_a'), '请填写数字。')
    assert.isNull(sheet.valueOf('v_s'))
    assert.deepEqual(
      sheet.findings().map((finding) => finding.rule),
      ['INVALID.A'],
    )
  })

  test('cells that do not apply take nothing, count as blank and are never required', ({ assert }) => {
    const sheet = new EntrySheet(form, context, { N: '7', A: '1' })
    assert.isFalse(sheet.isApplicable('v_n'))
    assert.equal(sheet.valueOf('v_s'), '1')
    sheet.type('v_n', '9')
    assert.equal(sheet.values.N, '7')
    assert.isNull(evaluate(form, { N: '7', A: '1' }, context).values.N)
  })

  test('a result too large for its decimals is an error, not a blank', ({ assert }) => {
    const most = '50000000000000'
    const sheet = new EntrySheet(form, context, { A: most, B: most })
    assert.isNull(sheet.valueOf('v_s'))
    assert.deepInclude(sheet.findings()[0], { rule: 'INVALID.S', severity: 'error', state: 'failed', cells: ['v_s'] })
    sheet.type('v_b', '1')
    assert.notInclude(
      sheet.findings().map((finding) => finding.rule),
      'INVALID.S',
    )
  })

  test('what is no number in a draft of an older version is blank', ({ assert }) => {
    const { values, findings } = evaluate(form, { A: '大冶', B: '' }, context)
    assert.deepEqual([values.A, values.B, values.S], [null, null, null])
    assert.include(
      findings.map((finding) => finding.rule),
      'REQUIRED.A',
    )
  })

  test('不适用 is neither 0 nor blank', ({ assert }) => {
    const asks = compileTemplate(
      smallForm(
        [
          { key: 'A' },
          { key: 'N', decimals: 0, when: 'ORG.level = "1"' },
          { key: 'C', formula: 'COUNTBLANK(#v_a:#v_n)' },
        ],
        {
          rules: [{ ...rule, code: 'E001', expression: 'NOT(ISBLANK([N]))', message: '应填报' }],
        },
      ),
    )
    const stateAt = (level: string): unknown[] => {
      const { values, findings } = evaluate(asks, {}, { ...context, org: buildOrg({ level }) })
      return [values.C, findings.find((finding) => finding.rule === 'E001')?.state]
    }
    assert.deepEqual(stateAt('1'), ['2', 'failed'])
    assert.deepEqual(stateAt('3'), ['1', 'not-applicable'])
  })

  test('undo and redo go back and forth, a paste in one step', ({ assert }) => {
    const sheet = new EntrySheet(form, context, {})
    sheet.type('v_a', '1')
    sheet.typeMany([
      { cellId: 'v_a', raw: '2' },
      { cellId: 'v_b', raw: '3' },
    ])
    assert.equal(sheet.valueOf('v_s'), '5')
    assert.isTrue(sheet.undo())
    assert.deepEqual([sheet.valueOf('v_a'), sheet.valueOf('v_b'), sheet.valueOf('v_s')], ['1', null, '1'])
    assert.isTrue(sheet.undo())
    assert.isFalse(sheet.undo())
    assert.isNull(sheet.valueOf('v_s'))
    assert.isTrue(sheet.redo())
    assert.isTrue(sheet.redo())
    assert.isFalse(sheet.redo())
    assert.equal(sheet.valueOf('v_s'), '5')
  })

  test('knows what the server has not acknowledged, also when it changed while being saved', ({ assert }) => {
    const sheet = new EntrySheet(form, context, { A: '1' })
    assert.deepEqual(sheet.unsaved(), {})
    sheet.type('v_a', '2')
    const sent = sheet.unsaved()
    assert.deepEqual(sent, { A: '2' })
    sheet.type('v_a', '3')
    sheet.markSaved(sent)
    assert.deepEqual(sheet.unsaved(), { A: '3' })
    sheet.type('v_a', '2')
    assert.deepEqual(sheet.unsaved(), {})
  })

  test('what others saved is shown at once and not sent again', ({ assert }) => {
    const sheet = new EntrySheet(form, context, {})
    sheet.merge({ B: '4' })
    assert.equal(sheet.valueOf('v_s'), '4')
    assert.deepEqual(sheet.unsaved(), {})
  })

  test('tells listeners which values changed', ({ assert }) => {
    const sheet = new EntrySheet(form, context, {})
    const told: string[][] = []
    const stop = sheet.onChange((keys) => told.push([...keys].sort()))
    sheet.type('v_b', '1')
    stop()
    sheet.type('v_b', '2')
    assert.deepEqual(told, [['B', 'R', 'S']])
  })

  test('a cell that shows another period shows what was submitted then', ({ assert }) => {
    const template = smallForm([{ key: 'A' }])
    const shows = cell({
      id: 'v_before',
      row: 'r_head',
      column: 'c_b',
      role: 'computed',
      binding: { key: 'A', indicator: 'A', rowItem: null, columnItem: null, offset: -1 },
    })
    const cells = [...template.cells.map((each) => (each.id === 'l_title' ? { ...each, columnSpan: 1 } : each)), shows]
    const sheet = new EntrySheet(compileTemplate({ ...template, cells }), context, { A: '3' })
    assert.equal(sheet.valueOf('v_before'), '10')
    assert.equal(sheet.valueOf('v_a'), '3')
  })
})

test.group('entry: incremental equals whole', () => {
  for (const [code, version] of [
    ['WJT-1-9', 1],
    ['WJT-1-9', 2],
    ['WJT-1-1', 1],
  ] as const) {
    test(`${code} ${version}: any typing, pasting, undoing`, () => {
      const shipped = compileTemplate(shippedForm(code, version))
      const ids = shipped.inputs.map(({ cell: { id } }) => id)
      const previous = Object.fromEntries([...shipped.slotOfKey.keys()].map((key, at) => [key, String(at * 3)]))
      const at = {
        ...context,
        period: Period.of(shipped.template.periodType, '2026-10-01'),
        previous,
        lastYear: previous,
      }
      const raw = fc.oneof(
        fc.integer({ min: 0, max: 5000 }).map(String),
        fc.constantFrom('', '-', 'x', '1.5', '12.345', '0', '1,000', '9007199254740992'),
      )
      const entry = fc.record({ cellId: fc.constantFrom(...ids), raw })
      const step = fc.oneof(
        { weight: 6, arbitrary: fc.array(entry, { minLength: 1, maxLength: 4 }) },
        { weight: 1, arbitrary: fc.constant('undo' as const) },
        { weight: 1, arbitrary: fc.constant('redo' as const) },
      )
      fc.assert(
        fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
          const sheet = new EntrySheet(shipped, at, {})
          for (const each of steps) {
            if (each === 'undo') sheet.undo()
            else if (each === 'redo') sheet.redo()
            else sheet.typeMany(each)
          }
          const whole = evaluate(shipped, sheet.values as DraftValues, at)
          const failed = whole.findings.filter(({ state }) => state === 'failed')
          const same = shipped.formulas.every(
            ({ cell: { id, binding } }) => sheet.valueOf(id) === whole.values[binding?.key ?? ''],
          )
          return same && JSON.stringify(sheet.findings()) === JSON.stringify(failed) && sheet.filled === whole.filled
        }),
        { numRuns: 40 },
      )
    })
  }
})

test.group('entry: pasting a block', () => {
  const sheet = (): EntrySheet => new EntrySheet(form, context, {})

  test('lands below and right of the cell, totals and cells that do not apply are skipped with the reason', ({
    assert,
  }) => {
    const plan = planPaste(sheet(), 'v_a', '1\n2\n3\n4\r\n5\nabc\n7\n')
    assert.deepEqual(
      plan.set.map(({ cellId, raw }) => [cellId, raw]),
      [
        ['v_a', '1'],
        ['v_b', '2'],
        ['v_z', 'abc'],
      ],
    )
    assert.deepEqual(
      plan.skipped.map(({ raw, reason }) => [raw, reason]),
      [
        ['3', '本单位不适用'],
        ['4', '由系统计算'],
        ['5', '由系统计算'],
        ['7', '超出表格范围'],
      ],
    )
    assert.equal(plan.note, '粘贴 7 格：写入 3 格，跳过 4 格。')
  })

  test('reads quoted cells with tabs and line breaks as spreadsheets write them', ({ assert }) => {
    const plan = planPaste(sheet(), 'v_z', '"甲\t""乙""\n丙"')
    assert.deepEqual(
      plan.set.map(({ raw }) => raw),
      ['甲\t"乙"\n丙'],
    )
  })

  test('a block that begins on the labels skips them', ({ assert }) => {
    const plan = planPaste(sheet(), 'n_a', '项目A\t5\n项目B\t6')
    assert.deepEqual(
      plan.set.map(({ cellId, raw }) => [cellId, raw]),
      [
        ['v_a', '5'],
        ['v_b', '6'],
      ],
    )
  })

  test('a hostile clipboard is read in time', ({ assert }) => {
    const begin = performance.now()
    planPaste(sheet(), 'v_a', '"'.repeat(100_000))
    planPaste(sheet(), 'v_a', '\t'.repeat(100_000))
    planPaste(sheet(), 'v_a', 'x\n'.repeat(50_000))
    assert.isBelow(performance.now() - begin, 2000)
  })
})

test.group('entry: moving between inputs', () => {
  const cases: readonly (readonly [from: string, direction: Parameters<typeof nextInput>[2], to: string | null])[] = [
    ['v_a', 'down', 'v_b'],
    ['v_b', 'down', 'v_z'],
    ['v_b', 'next', 'v_z'],
    ['v_z', 'next', null],
    ['v_z', 'up', 'v_b'],
    ['v_z', 'previous', 'v_b'],
    ['v_a', 'previous', null],
    ['v_a', 'right', null],
    ['n_a', 'right', 'v_a'],
  ]
  for (const [from, direction, to] of cases) {
    test(`${direction} from ${from} comes to ${to}`, ({ assert }) => {
      assert.equal(nextInput(new EntrySheet(form, context, {}), from, direction), to)
    })
  }
})
