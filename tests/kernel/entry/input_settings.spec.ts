import { test } from '@japa/runner'
import fc from 'fast-check'
import { type DraftValues, EntrySheet, evaluate, planPaste, startValues } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import {
  type Cell,
  checkTemplate,
  compileTemplate,
  expandRoster,
  parseTemplate,
  type Template,
} from '@weitong/designer/template'
import { buildOrg } from '../support/orgs.js'
import { smallForm } from '../support/small_form.js'

const context = {
  org: buildOrg(),
  period: Period.parse('2026-10'),
  previous: { A: '10', C: '3a' },
  lastYear: { B: '7' },
}

const PLACES = {
  code: 'places',
  title: '地区',
  items: [
    { code: '42', name: '湖北' },
    { code: '4201', name: '武汉', parent: '42' },
    { code: '420102', name: '江岸', parent: '4201' },
    { code: '43', name: '湖南' },
    { code: '4301', name: '长沙', parent: '43' },
  ],
} as const

/** Five numbers and two codes, with settings by key. */
function formWith(settings: Readonly<Record<string, Partial<Cell>>>): Template {
  const form = smallForm([
    { key: 'A' },
    { key: 'B' },
    { key: 'C' },
    { key: 'S', formula: '[A] + [B]' },
    { key: 'P' },
    { key: 'Q' },
  ])
  const isPlace = (code: string) => code === 'P' || code === 'Q'
  return {
    ...form,
    cells: form.cells.map((cell) => ({ ...cell, ...settings[cell.binding?.key ?? ''] })),
    indicators: form.indicators.map((each) =>
      isPlace(each.code)
        ? { ...each, type: 'code', decimals: null, unit: '', aggregation: 'count-by-code', codeList: 'places' }
        : each,
    ),
    codeLists: [PLACES],
  }
}

const compiled = (settings: Readonly<Record<string, Partial<Cell>>>) => compileTemplate(formWith(settings))
const rulesOf = (sheet: EntrySheet) => sheet.findings().map(({ rule }) => rule)
const idOf = (template: Template, key: string) => template.cells.find(({ binding }) => binding?.key === key)?.id ?? ''

test.group('inputs that are shown only while something holds', () => {
  const form = compiled({ B: { shown: '[A] > 5', required: true } })
  const b = idOf(form.template, 'B')

  test('are not asked, take nothing, and count as blank until then; what stands in them is kept', ({ assert }) => {
    const sheet = new EntrySheet(form, context, { B: '4' })
    assert.isFalse(sheet.isShown(b))
    assert.deepEqual(rulesOf(sheet), [])
    assert.isNull(sheet.valueOf(idOf(form.template, 'S')))
    sheet.type(b, '9')
    assert.equal(sheet.values['B'], '4')
    assert.equal(planPaste(sheet, b, '8').skipped[0]?.reason, '目前不用填')
    sheet.type(idOf(form.template, 'A'), '6')
    assert.isTrue(sheet.isShown(b))
    assert.equal(sheet.valueOf(idOf(form.template, 'S')), '10')
    sheet.undo()
    assert.isNull(sheet.valueOf(idOf(form.template, 'S')))
  })

  test('are asked from then on', ({ assert }) => {
    const sheet = new EntrySheet(form, context, { A: '6' })
    assert.deepEqual(rulesOf(sheet), ['REQUIRED.B'])
    assert.equal(sheet.filled, 20)
    assert.equal(new EntrySheet(form, context, { A: '1' }).filled, 25)
  })

  test('never reach the submitted values while hidden', ({ assert }) => {
    assert.include(evaluate(form, { A: '1', B: '4' }, context).values, { A: '1', B: null, S: '1' })
  })

  test('the sheet agrees with the whole evaluation after any typing', ({ assert }) => {
    const typing = fc.array(fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('', '1', '6', '9')), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(typing, (steps) => {
        const sheet = new EntrySheet(form, context, {})
        for (const [key, raw] of steps) sheet.type(idOf(form.template, key), raw)
        const whole = evaluate(form, sheet.values, context)
        assert.equal(sheet.valueOf(idOf(form.template, 'S')), whole.values['S'] ?? null)
        assert.deepEqual(
          rulesOf(sheet),
          whole.findings.map(({ rule }) => rule),
        )
      }),
    )
  })

  test('may depend only on inputs that are always shown', ({ assert }) => {
    const codesOf = (settings: Readonly<Record<string, Partial<Cell>>>) =>
      checkTemplate(formWith(settings)).map(({ code }) => code)
    assert.notInclude(codesOf({ B: { shown: '[A] > 5' } }), 'E_EXPRESSION_UNKNOWN_NAME')
    assert.include(codesOf({ B: { shown: '[C] > 5' }, C: { shown: '[A] > 1' } }), 'E_EXPRESSION_UNKNOWN_NAME')
    assert.include(codesOf({ B: { shown: '[S] > 5' } }), 'E_EXPRESSION_UNKNOWN_NAME')
    assert.include(codesOf({ S: { shown: '[A] > 5' } }), 'E_TEMPLATE_SETTING')
  })
})

test.group('inputs for some of the fillers', () => {
  const form = compiled({ B: { fillers: [{ role: 'filler', level: 'county' }] } })
  const b = idOf(form.template, 'B')

  test('take nothing from the others', ({ assert }) => {
    const sheet = new EntrySheet(form, { ...context, held: [{ role: 'filler', level: 'institution' }] }, {})
    sheet.type(b, '4')
    assert.notProperty(sheet.values, 'B')
    assert.match(planPaste(sheet, b, '8').skipped[0]?.reason ?? '', /县级填报员/)
  })

  test('take values from those they are for, and where nobody is named', ({ assert }) => {
    for (const held of [[{ role: 'filler', level: 'county' }] as const, undefined]) {
      const sheet = new EntrySheet(form, held ? { ...context, held } : context, {})
      sheet.type(b, '4')
      assert.equal(sheet.values['B'], '4')
    }
  })
})

test.group('what an empty report begins with', () => {
  const form = compiled({
    A: { start: { from: 'previous' } },
    B: { start: { from: 'lastYear' } },
    C: { start: { from: 'previous' } },
    P: { start: { from: 'value', value: '湖北' } },
    Q: { start: { from: 'form', form: 'OTHER', key: 'X' } },
  })

  test('comes from earlier periods, a default, another form; what is no value of the cell is left out', ({
    assert,
  }) => {
    assert.deepEqual(startValues(form, context, { OTHER: { X: '4201' } }), {
      A: { value: '10', from: 'previous' },
      B: { value: '7', from: 'lastYear' },
      P: { value: '42', from: 'value' },
      Q: { value: '4201', from: 'form' },
    })
  })

  test('is nothing where there was no report', ({ assert }) => {
    assert.deepEqual(Object.keys(startValues(form, { ...context, previous: null, lastYear: null }, {})), ['P'])
  })

  test('has to say enough', ({ assert }) => {
    const problems = checkTemplate(
      formWith({ A: { start: { from: 'value', value: ' ' } }, B: { start: { from: 'form', form: 'OTHER', key: '' } } }),
    )
    assert.lengthOf(
      problems.filter(({ code }) => code === 'E_TEMPLATE_START'),
      2,
    )
  })
})

test.group('codes under another code', () => {
  const form = compiled({ Q: { under: 'P' } })
  const [p, q] = [idOf(form.template, 'P'), idOf(form.template, 'Q')]
  const open = (draft: DraftValues) => new EntrySheet(form, context, draft)

  test('only those below the chosen one are offered, over all levels', ({ assert }) => {
    const choices = (draft: DraftValues) =>
      open(draft)
        .choicesOf(q)
        ?.items.map(({ code }) => code)
    assert.deepEqual(choices({ P: '42' }), ['4201', '420102'])
    assert.lengthOf(choices({}) ?? [], 5)
  })

  test('a code that no longer fits is said, not taken away', ({ assert }) => {
    const sheet = open({ P: '42', Q: '4201' })
    assert.deepEqual(rulesOf(sheet), [])
    sheet.type(p, '43')
    assert.equal(sheet.values['Q'], '4201')
    assert.deepEqual(rulesOf(sheet), ['UNDER.Q'])
  })

  test('hangs on another code input', ({ assert }) => {
    const codes = (under: string) => checkTemplate(formWith({ Q: { under } })).map(({ code }) => code)
    assert.notInclude(codes('P'), 'E_TEMPLATE_UNDER')
    for (const wrong of ['A', 'Q', 'NOT']) assert.include(codes(wrong), 'E_TEMPLATE_UNDER')
  })

  test('in a roster, on the code of the same row', ({ assert }) => {
    const template = formWith({ Q: { under: 'P', shown: '[A] > 1' } })
    const row = template.cells.find(({ binding }) => binding?.key === 'Q')?.row ?? ''
    const band = template.cells.map((cell) => (cell.binding && cell.formula === null ? { ...cell, row } : cell))
    const roster = { row, minRows: 0, maxRows: 9, unique: [] }
    const expanded = expandRoster({ ...template, cells: band, kind: 'roster', roster }, ['r000000001aaa'])
    const cell = expanded.cells.find(({ binding }) => binding?.key === 'Q__r000000001aaa')
    assert.include(cell, { under: 'P__r000000001aaa', shown: '[A__r000000001aaa] > 1' })
  })
})

test('a template with every setting is read back as it is', ({ assert }) => {
  const template = formWith({
    A: { start: { from: 'previous' }, help: '按台账填', shown: '[B] > 1' },
    B: { fillers: [{ role: 'reviewer', level: 'city' }] },
    Q: { under: 'P', start: { from: 'form', form: 'OTHER', key: 'X' } },
  })
  assert.deepEqual(parseTemplate(JSON.parse(JSON.stringify(template))), { template })
  const wrong = { ...template, cells: [{ ...template.cells[0], start: { from: 'magic' } }] }
  assert.property(parseTemplate(wrong), 'problems')
})
