import { test } from '@japa/runner'
import fc from 'fast-check'
import { carryDraft, type DraftValue } from '@weitong/designer/entry'
import { compileTemplate } from '@weitong/designer/template'
import { smallForm } from '../support/small_form.js'

const to = compileTemplate(smallForm([{ key: 'A' }, { key: 'B', decimals: 0 }, { key: 'T', formula: '[A] + [B]' }]))

test.group('carryDraft', () => {
  test('values stay by key; those of removed and of computed cells are listed; what fits no more is marked', ({
    assert,
  }) => {
    const draft = { A: '1.5', B: '2.5', T: '4', GONE: '7', BAD: { invalid: 'x' }, NOTHING: null }
    assert.deepEqual(carryDraft(draft, to), {
      draft: { A: '1.5', B: { invalid: '2.5' } },
      removed: { T: '4', GONE: '7', BAD: { invalid: 'x' } },
      reread: { B: ['2.5', { invalid: '2.5' }] },
    })
  })

  test('what was no value may be one now, and what still is none stays as typed', ({ assert }) => {
    const carried = carryDraft({ A: { invalid: '1.25' }, B: { invalid: '十二' } }, to)
    assert.deepEqual(carried.draft, { A: '1.25', B: { invalid: '十二' } })
    assert.deepEqual(carried.reread, { A: [{ invalid: '1.25' }, '1.25'] })
  })

  test('no value is lost, whatever the draft', () => {
    const value: fc.Arbitrary<DraftValue> = fc.oneof(
      fc.constant(null),
      fc.string({ maxLength: 20 }),
      fc.double({ noNaN: true }).map(String),
      fc.string({ maxLength: 20 }).map((invalid) => ({ invalid })),
    )
    const draft = fc.dictionary(fc.constantFrom('A', 'B', 'T', 'GONE', 'A__x'), value)
    fc.assert(
      fc.property(draft, (before) => {
        const { draft: after, removed, reread } = carryDraft(before, to)
        return Object.entries(before).every(([key, was]) => {
          if (was === null) return !(key in removed)
          if (key in removed) return removed[key] === was && !(key in after)
          if (key in reread) return reread[key]?.[0] === was
          return JSON.stringify(after[key]) === JSON.stringify(was)
        })
      }),
      { numRuns: 2000 },
    )
  })
})
