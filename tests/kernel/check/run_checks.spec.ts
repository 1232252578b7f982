import { test } from '@japa/runner'
import { detectUnitSlip, type Finding } from '@weitong/designer/check'
import { type DraftValues, EntrySheet, evaluate, type PeriodValues } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { compileTemplate } from '@weitong/designer/template'
import { readCases } from '../support/cases.js'
import { shippedForm } from '../support/forms.js'
import { buildOrg } from '../support/orgs.js'

const form = compileTemplate(shippedForm('WJT-1-9', 2))
const context = { org: buildOrg(), period: Period.parse('2026-10'), previous: null, lastYear: null }

/** A month of a hospital that every rule is content with. */
const SOUND: DraftValues = {
  M0101: '820',
  M010101: '300',
  M01010101: '12',
  M01010102: '10',
  M010102: '410',
  M0102: '600',
  M010301: '18600',
  M010302: '15800',
  M010303: '15600',
  M020101: '9800.5',
  M02010101: '3100.25',
  M020102: '16200',
  M02010201: '4100',
  M020103: '2500',
  M020104: '800',
  M0202: '24000',
  M020201: '7000',
  M02020101: '600',
  M0301: '52000',
  M030101: '50000',
  M03010101: '21000',
  M0302: '1900',
  M0303: '6',
}

interface Case {
  readonly what: string
  readonly change: DraftValues
  readonly previous?: PeriodValues
  readonly lastYear?: PeriodValues
  readonly rule: string
  readonly state: Finding['state']
  readonly message?: string
}

function findingsOf({ change, previous = null, lastYear = null }: Pick<Case, 'change' | 'previous' | 'lastYear'>) {
  return evaluate(form, { ...SOUND, ...change }, { ...context, previous, lastYear })
}

test.group('check: 卫健统1-9', () => {
  test('a sound month passes, or is 不适用 where there is nothing to compare with', ({ assert }) => {
    const { findings } = findingsOf({ change: {} })
    const byState = (state: Finding['state']): string[] =>
      findings.filter((each) => each.state === state).map(({ rule }) => rule)
    assert.deepEqual(byState('failed'), [])
    assert.deepEqual(
      byState('not-applicable'),
      ['W006', 'W007', 'W008', 'W009', 'W010', 'W011', 'E011', 'X001'].sort(order),
    )
    assert.lengthOf(byState('passed'), form.rules.length - 8)
  })

  for (const each of readCases<Case>('checks')) {
    test(`${each.rule} ${each.what}: ${each.state}`, ({ assert }) => {
      const { findings } = findingsOf(each)
      const found = findings.find(({ rule }) => rule === each.rule)
      assert.equal(found?.state ?? 'passed', each.state)
      if (each.message !== undefined) assert.equal(found?.message, each.message)
    })
  }

  test('a finding names its cells, so that a page can jump there', ({ assert }) => {
    const { findings } = findingsOf({ change: { M0303: '5000' } })
    const found = findings.find(({ rule }) => rule === 'E009')
    assert.deepEqual(found?.cells, ['v_m0303', 'v_m0302'])
    assert.deepEqual(found?.keys, ['M0303', 'M0302'])
  })
})

/** In the order of the form, which lists E011 before the warnings. */
function order(a: string, b: string): number {
  const codes = form.rules.map(({ rule }) => rule.code)
  return codes.indexOf(a) - codes.indexOf(b)
}

test.group('check: 疑似按元填报', () => {
  const money = form.inputs.flatMap(({ cell, indicator }) =>
    indicator?.unit === '千元' && cell.binding ? [cell.binding.key] : [],
  )
  const inYuan = Object.fromEntries(
    money.flatMap((key) => (typeof SOUND[key] === 'string' ? [[key, String(Number(SOUND[key]) * 1000)]] : [])),
  )
  const slipOf = (change: DraftValues, previous: PeriodValues = null) => {
    const { frame, findings } = findingsOf({ change, previous })
    return detectUnitSlip(form, frame, findings)
  }

  test('is not suspected of a sound month', ({ assert }) => {
    assert.isNull(slipOf({}))
  })

  test('a whole form in 元 is seen by its fees per visit and stay', ({ assert }) => {
    const slip = slipOf(inYuan)
    assert.deepEqual(slip?.rules, ['W004', 'W005'])
    assert.sameMembers([...(slip?.keys ?? [])], Object.keys(inYuan))
  })

  test('fees too low are no sign of it', ({ assert }) => {
    assert.isNull(slipOf({ M020101: '9.8', M02010101: '3', M020102: '16', M02010201: '4' }))
  })

  test('values a hundred times those of the month before are seen without a rule', ({ assert }) => {
    const some = { M0202: '24000000', M020201: '7000000', M02020101: '600000', M020103: '2500000', M020104: '800000' }
    const previous = Object.fromEntries(Object.keys(inYuan).map((key) => [key, '24']))
    assert.isNotNull(slipOf(inYuan, previous))
    assert.isNotNull(slipOf({ ...inYuan, M030101: null, M0302: null }, SOUND as PeriodValues))
    assert.isNull(slipOf({ M020104: some.M020104 }, SOUND as PeriodValues))
  })

  test('÷ 1000 is a preview, then one undo step that settles it', ({ assert }) => {
    const sheet = new EntrySheet(form, context, { ...SOUND, ...inYuan, M020104: '800005' })
    const slip = sheet.unitSlip()
    assert.exists(slip)
    const preview = slip ? sheet.dividedByThousand(slip) : {}
    assert.equal(preview.M020101, '9800.5')
    assert.equal(preview.M020104, '800.01')
    assert.equal(sheet.values.M020101, '9800500')
    sheet.put(preview)
    assert.isNull(sheet.unitSlip())
    assert.deepEqual(sheet.findings(), [])
    sheet.undo()
    assert.equal(sheet.values.M020101, '9800500')
  })
})
