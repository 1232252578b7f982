import { test } from '@japa/runner'
import fc from 'fast-check'
import { Period, PeriodError, type PeriodType } from '@weitong/designer/period'

const cases = [
  {
    key: '2026',
    type: 'year',
    label: '2026年',
    start: '2026-01-01',
    end: '2026-12-31',
    days: 365,
    next: '2027',
    lastYear: '2025',
  },
  {
    key: '2024',
    type: 'year',
    label: '2024年',
    start: '2024-01-01',
    end: '2024-12-31',
    days: 366,
    next: '2025',
    lastYear: '2023',
  },
  {
    key: '2026H1',
    type: 'half',
    label: '2026年上半年',
    start: '2026-01-01',
    end: '2026-06-30',
    days: 181,
    next: '2026H2',
    lastYear: '2025H1',
  },
  {
    key: '2026H2',
    type: 'half',
    label: '2026年下半年',
    start: '2026-07-01',
    end: '2026-12-31',
    days: 184,
    next: '2027H1',
    lastYear: '2025H2',
  },
  {
    key: '2026Q3',
    type: 'quarter',
    label: '2026年第3季度',
    start: '2026-07-01',
    end: '2026-09-30',
    days: 92,
    next: '2026Q4',
    lastYear: '2025Q3',
  },
  {
    key: '2026-10',
    type: 'month',
    label: '2026年10月',
    start: '2026-10-01',
    end: '2026-10-31',
    days: 31,
    next: '2026-11',
    lastYear: '2025-10',
  },
  {
    key: '2026-12',
    type: 'month',
    label: '2026年12月',
    start: '2026-12-01',
    end: '2026-12-31',
    days: 31,
    next: '2027-01',
    lastYear: '2025-12',
  },
  {
    key: '2024-02',
    type: 'month',
    label: '2024年2月',
    start: '2024-02-01',
    end: '2024-02-29',
    days: 29,
    next: '2024-03',
    lastYear: '2023-02',
  },
  {
    key: '2100-02',
    type: 'month',
    label: '2100年2月',
    start: '2100-02-01',
    end: '2100-02-28',
    days: 28,
    next: '2100-03',
    lastYear: '2099-02',
  },
] as const

test.group('period', () => {
  for (const { key, next, lastYear, ...facts } of cases) {
    test(`${key} is ${facts.label}`, ({ assert }) => {
      const period = Period.parse(key)
      const { type, label, start, end, days } = period
      assert.deepEqual({ type, label, start, end, days }, facts)
      assert.deepEqual([period.key, period.shift(1).key, period.lastYear().key], [key, next, lastYear])
      assert.equal(Period.of(type, end).key, key)
    })
  }

  for (const text of [
    '',
    '2026-13',
    '2026-00',
    '2026-1',
    '2026Q5',
    '2026Q0',
    '2026H3',
    '26',
    '2026-10-01',
    '2026q3',
    ' 2026',
    '2026年10月',
  ]) {
    test(`“${text}” is no period`, ({ assert }) => {
      assert.isFalse(Period.isValid(text))
      assert.throws(() => Period.parse(text), PeriodError)
    })
  }

  test('the error has a stable code', ({ assert }) => {
    assert.plan(1)
    try {
      Period.parse('x')
    } catch (error) {
      assert.propertyVal(error, 'code', 'E_PERIOD_INVALID')
    }
  })

  test('a year contains its parts, a part not the year', ({ assert }) => {
    const year = Period.parse('2026')
    for (const key of ['2026', '2026H1', '2026Q4', '2026-01', '2026-12'])
      assert.isTrue(year.contains(Period.parse(key)))
    for (const key of ['2025-12', '2027Q1', '2025H2']) assert.isFalse(year.contains(Period.parse(key)))
    assert.isFalse(Period.parse('2026-01').contains(year))
  })

  test('order is time, and shifting goes there and back', ({ assert }) => {
    assert.isBelow(Period.parse('2026-02').compare(Period.parse('2026-10')), 0)
    assert.equal(Period.parse('2026-02').compare(Period.parse('2026-02')), 0)
    const type = fc.constantFrom<PeriodType>('month', 'quarter', 'half', 'year')
    const day = fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(type, day, fc.integer({ min: -200, max: 200 }), (unit, date, by) => {
        const period = Period.of(unit, date.toISOString().slice(0, 10))
        const there = period.shift(by)
        const isOrdered = Math.sign(there.compare(period)) === Math.sign(by)
        return there.shift(-by).key === period.key && Period.parse(period.key).end === period.end && isOrdered
      }),
    )
  })

  test('periods follow each other without a gap', () => {
    fc.assert(
      fc.property(fc.constantFrom('2023', '2024H1', '2024Q1', '2024-02', '2026-12'), fc.nat({ max: 60 }), (key, by) => {
        const period = Period.parse(key).shift(by)
        const gap = Date.parse(period.shift(1).start) - Date.parse(period.end)
        return gap === 86_400_000
      }),
    )
  })
})
