import { test } from '@japa/runner'
import { evaluate } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { compileTemplate, expandRoster } from '@weitong/designer/template'
import { shippedForm } from '../support/forms.js'
import { buildOrg } from '../support/orgs.js'

const ROW = 'r000000001aaa'

/** Rules, without the row, that a record of a roster fails at a unit. */
function failed(code: string, record: Readonly<Record<string, string>>, org: Parameters<typeof buildOrg>[0]): string[] {
  const template = expandRoster(shippedForm(code), [ROW])
  const draft = Object.fromEntries(Object.entries(record).map(([key, value]) => [`${key}__${ROW}`, value]))
  const context = { org: buildOrg(org), period: Period.parse('2026'), previous: null, lastYear: null }
  const { findings } = evaluate(compileTemplate(template), draft, context)
  return findings.filter(({ state }) => state === 'failed').map(({ rule }) => rule.replace(`__${ROW}`, ''))
}

test.group('catalogue: rosters', () => {
  test('a device of 甲类 in primary care is to be verified, an ambulance says whether it has GPS', ({ assert }) => {
    const primary = { category: 'C210', level: '' }
    const hospital = { category: 'A100', level: '3' }
    assert.include(failed('WJT-3', { N03_SBDH: 'D15' }, primary), 'W004')
    assert.include(failed('WJT-3', { N03_SBDH: 'D15' }, { category: 'A100', level: '1' }), 'W004')
    assert.notInclude(failed('WJT-3', { N03_SBDH: 'D05' }, primary), 'W004')
    assert.notInclude(failed('WJT-3', { N03_SBDH: 'D15' }, hospital), 'W004')
    assert.include(failed('WJT-3', { N03_SBDH: 'D24' }, hospital), 'E004')
    assert.notInclude(failed('WJT-3', { N03_SBDH: 'D24', N03_SFPBGPS: '1' }, hospital), 'E004')
    assert.notInclude(failed('WJT-3', { N03_SBDH: 'D05' }, hospital), 'E004')
  })

  test('a clinic names who reports for it', ({ assert }) => {
    const org = { category: 'D211', level: '' }
    assert.include(failed('WJT-ORG', { ORG_WSJGLBDM: 'D600' }, org), 'E006')
    assert.notInclude(failed('WJT-ORG', { ORG_WSJGLBDM: 'D600', ORG_DBJGID: '42' }, org), 'E006')
    assert.notInclude(failed('WJT-ORG', { ORG_WSJGLBDM: 'A100' }, org), 'E006')
  })

  test('what is there counts at the end of the period, what happened adds up, prices and ages do neither', ({
    assert,
  }) => {
    const how = (form: string, code: string) =>
      shippedForm(form).indicators.find((indicator) => indicator.code === code)?.aggregation
    assert.equal(how('WJT-3', 'N03_TPSBTS'), 'period-end')
    assert.equal(how('WJT-3', 'N03_GMDJ'), 'none')
    assert.equal(how('WJT-3', 'N03_SBDH'), 'count-by-code')
    assert.equal(how('WJT-4-1', 'N041_ZFY'), 'sum')
    assert.equal(how('WJT-4-1', 'N041_SJZYTS'), 'sum')
    assert.equal(how('WJT-4-1', 'N041_NL'), 'none')
    assert.equal(how('HB-TECH', 'TECH_BNLS'), 'sum')
  })
})
