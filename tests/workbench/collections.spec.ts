import { test } from '@japa/runner'
import { problemWithDues, suggestedDues } from '../../workbench/src/app/features/collections/suggested-dues.js'
import { stages } from '../../workbench/src/app/ui/stages.js'

test.group('a collection on pages', () => {
  test('a month opened in time is due by the 10th, its reviews by the 20th', ({ assert }) => {
    assert.deepEqual(suggestedDues('month', '2026-10-31', '2026-11-01'), {
      due: '2026-11-10',
      dueCounty: '2026-11-13',
      dueCity: '2026-11-15',
      dueProvince: '2026-11-20',
    })
  })

  test('opened late, everybody still gets the usual days between', ({ assert }) => {
    assert.deepEqual(suggestedDues('month', '2026-10-31', '2026-11-23'), {
      due: '2026-11-28',
      dueCounty: '2026-12-01',
      dueCity: '2026-12-03',
      dueProvince: '2026-12-08',
    })
  })

  test('a year ends with 31 January', ({ assert }) => {
    assert.equal(suggestedDues('year', '2026-12-31', '2026-12-01').dueProvince, '2027-01-31')
  })

  test('each level has its turn after the one below', ({ assert }) => {
    const dues = suggestedDues('month', '2026-10-31', '2026-11-01')
    assert.isNull(problemWithDues(dues))
    assert.isNull(problemWithDues({ ...dues, dueCounty: dues.due, dueCity: dues.due }))
    assert.include(problemWithDues({ ...dues, dueCounty: '2026-11-09' }) ?? '', '县区')
    assert.include(problemWithDues({ ...dues, dueCity: '2026-11-12' }) ?? '', '市州')
    assert.include(problemWithDues({ ...dues, dueProvince: '2026-11-14' }) ?? '', '省级')
  })

  test('the parts of the bar do not overlap, also where there is no county step', ({ assert }) => {
    const parts = (counts: Partial<Parameters<typeof stages>[0]>): readonly number[] =>
      stages({
        due: 10,
        submitted: 0,
        countyPassed: 0,
        cityPassed: 0,
        approved: 0,
        returned: 0,
        overdue: 0,
        ...counts,
      }).map((part) => part.count)
    assert.deepEqual(parts({ submitted: 7, countyPassed: 5, cityPassed: 3, approved: 1, returned: 2 }), [1, 4, 2, 2])
    assert.deepEqual(parts({ submitted: 4, countyPassed: 0, cityPassed: 3, approved: 3 }), [3, 0, 1, 0])
  })
})
