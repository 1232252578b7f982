import { test } from '@japa/runner'
import fc from 'fast-check'
import { toShown, toStored } from '@weitong/designer/expression'
import { evaluate } from '@weitong/designer/entry'
import { Period } from '@weitong/designer/period'
import { compileTemplate, layoutOf, type Template } from '@weitong/designer/template'
import { buildOrg } from '../support/orgs.js'
import { cell, smallForm, withRowAt } from '../support/small_form.js'

const form = smallForm([{ key: 'A' }, { key: 'B' }, { key: 'C' }, { key: 'T', formula: 'SUM(#v_a:#v_c)' }])
const stored = (shown: string, template: Template = form): string => toStored(shown, layoutOf(template))
const shown = (text: string, template: Template = form): string => toShown(text, layoutOf(template))

test.group('notation: what is typed and what is kept', () => {
  const cases: readonly (readonly [shown: string, stored: string])[] = [
    ['B2 + B3', '[A] + [B]'],
    ['SUM(B2:B4)', 'SUM(#v_a:#v_c)'],
    ['A2', '#n_a'],
    ['ROUND(B2 * 1.5, 2)', 'ROUND([A] * 1.5, 2)'],
    ['B2 & "B3"', '[A] & "B3"'],
    ['BETWEEN(B2, 0, 100)', 'BETWEEN([A], 0, 100)'],
    ['PREV(B2) >= ORG.level', 'PREV([A]) >= ORG.level'],
  ]
  for (const [typed, kept] of cases) {
    test(`${typed} is kept as ${kept}, and comes back`, ({ assert }) => {
      assert.equal(stored(typed), kept)
      assert.equal(shown(kept), typed)
    })
  }

  test('takes a leading =, lower case, $ and full-width signs', ({ assert }) => {
    assert.equal(stored('=b2+$B$3'), '[A]+[B]')
    assert.equal(stored('＝（B2＋B3）'), '（[A]＋[B]）')
    assert.equal(stored('[A] + B3'), '[A] + [B]')
  })

  test('refuses an address where nothing is, with its position', ({ assert }) => {
    assert.plan(1)
    try {
      stored('B2 + Z9')
    } catch (thrown) {
      assert.deepInclude(thrown, { code: 'E_EXPRESSION_ADDRESS', position: 5 })
    }
  })

  test('an address inside a merged block means the block', ({ assert }) => {
    assert.equal(stored('B1'), '#l_title')
  })
})

test.group('notation: rows come and go', () => {
  test('a row inserted above moves addresses and nothing that is kept', ({ assert }) => {
    assert.equal(shown('[A] + [B]', withRowAt(form, 1)), 'B3 + B4')
  })

  test('a row inserted inside a range belongs to it, as in Excel', ({ assert }) => {
    const row = { id: 'r_d', sectionId: 's1', height: 28 }
    const extra = smallForm([{ key: 'D' }])
    const added = extra.cells.find(({ id }) => id === 'v_d') ?? cell({ id: 'v_d', row: 'r_d', column: 'c_b' })
    const wider: Template = {
      ...form,
      rows: [...form.rows.slice(0, 3), row, ...form.rows.slice(3)],
      cells: [...form.cells, added],
      indicators: [...form.indicators, ...extra.indicators],
    }
    assert.equal(shown('SUM(#v_a:#v_c)', wider), 'SUM(B2:B5)')
    const context = { org: buildOrg(), period: Period.parse('2026-10'), previous: null, lastYear: null }
    const values = { A: '1', B: '2', C: '3', D: '10' }
    assert.equal(evaluate(compileTemplate(wider), values, context).values.T, '16')
    assert.equal(evaluate(compileTemplate(form), values, context).values.T, '6')
  })

  test('whatever rows are inserted, stored → shown → stored is the same', () => {
    const term = fc.constantFrom(
      '[A]',
      '[B]',
      '[C]',
      'SUM(#v_a:#v_c)',
      'MAX(#v_b:#v_c, 1)',
      '#n_b',
      '2.5',
      'PERIOD.days',
    )
    const formula = fc.array(term, { minLength: 1, maxLength: 6 }).map((terms) => terms.join(' + '))
    const inserts = fc.array(fc.nat({ max: 5 }), { maxLength: 6 })
    fc.assert(
      fc.property(formula, inserts, (text, positions) => {
        const moved = positions.reduce(withRowAt, form)
        return stored(shown(text, moved), moved) === text
      }),
    )
  })
})
