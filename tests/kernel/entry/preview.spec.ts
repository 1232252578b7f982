import { test } from '@japa/runner'
import { EntrySheet } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { compileTemplate } from '@weitong/designer/template'
import { shippedForm } from '../support/forms.js'
import { buildOrg } from '../support/orgs.js'

/** 卫健统1-9: 医疗收入 M0201 is 门诊 + 住院; E004 wants 药品收入 not above 门诊收入. */
function openSheet() {
  const form = compileTemplate(shippedForm('WJT-1-9', 2))
  const context = { org: buildOrg(), period: Period.parse('2026-10'), previous: null, lastYear: null }
  return new EntrySheet(form, context, { M020101: '700', M020102: '500', M02010101: '300', M02010201: '200' })
}

test.group('EntrySheet.preview', () => {
  test('shows totals and findings without touching the draft', ({ assert }) => {
    const sheet = openSheet()
    const touched: string[][] = []
    sheet.onChange((keys) => touched.push([...keys]))
    sheet.preview('v_m020101', '100')
    assert.equal(sheet.valueOf('v_m0201'), '600')
    assert.include(
      sheet.findings().map(({ rule }) => rule),
      'E004',
    )
    assert.equal(sheet.valueOf('v_m020101'), '700')
    assert.deepEqual(sheet.unsaved(), {})
    assert.sameMembers(touched[0] ?? [], ['M020101', 'M0201'])
  })

  test('null takes it back', ({ assert }) => {
    const sheet = openSheet()
    sheet.preview('v_m020101', '100')
    sheet.preview('v_m020101', null)
    assert.equal(sheet.valueOf('v_m0201'), '1200')
    assert.notInclude(
      sheet.findings().map(({ rule }) => rule),
      'E004',
    )
  })

  test('typing what was previewed is one undo step back to what was there', ({ assert }) => {
    const sheet = openSheet()
    for (const raw of ['1', '10', '100']) sheet.preview('v_m020101', raw)
    sheet.type('v_m020101', '100')
    assert.deepEqual(sheet.unsaved(), { M020101: '100' })
    assert.isTrue(sheet.undo())
    assert.equal(sheet.valueOf('v_m020101'), '700')
    assert.equal(sheet.valueOf('v_m0201'), '1200')
    assert.isFalse(sheet.undo())
  })

  test('what is no number yet counts as blank, and a computed cell cannot be previewed', ({ assert }) => {
    const sheet = openSheet()
    sheet.preview('v_m020101', '12a')
    assert.equal(sheet.valueOf('v_m0201'), '500')
    sheet.preview('v_m0201', '9')
    assert.equal(sheet.valueOf('v_m0201'), '500')
  })
})

test.group('EntrySheet and what the server has', () => {
  test('is unsaved until acknowledged, and a merge is never unsaved', ({ assert }) => {
    const sheet = openSheet()
    sheet.type('v_m020101', '710')
    assert.deepEqual(sheet.unsaved(), { M020101: '710' })
    assert.equal(sheet.savedValue('M020101'), '700')
    sheet.markSaved({ M020101: '705' })
    assert.equal(sheet.savedValue('M020101'), '705')
    assert.deepEqual(sheet.unsaved(), { M020101: '710' })
    sheet.merge({ M020101: '705', M020102: '1' })
    assert.deepEqual(sheet.unsaved(), {})
    assert.equal(sheet.valueOf('v_m0201'), '706')
  })
})
