import { test } from '@japa/runner'
import { countdown } from '../../workbench/src/app/ui/countdown.js'
import { addDays, businessDay, dayLabel, daysBetween, timeLabel, weekday } from '../../workbench/src/app/ui/days.js'

test.group('days on pages', () => {
  test('the business day is that of Shanghai, whatever the zone of the machine', ({ assert }) => {
    assert.equal(businessDay('2026-11-23T15:59:59Z'), '2026-11-23')
    assert.equal(businessDay('2026-11-23T16:00:00Z'), '2026-11-24')
  })

  test('a time names today, this year, or the year', ({ assert }) => {
    const now = new Date('2026-11-23T10:00:00+08:00')
    assert.equal(timeLabel('2026-11-23T00:03:00+08:00', now), '今天 00:03')
    assert.equal(timeLabel('2026-11-22T17:03:00+08:00', now), '11月22日 17:03')
    assert.equal(timeLabel('2025-12-31T23:59:00+08:00', now), '2025年12月31日 23:59')
  })

  test('days', ({ assert }) => {
    assert.equal(dayLabel('2026-01-05', '2026-11-23'), '1月5日')
    assert.equal(dayLabel('2027-01-05', '2026-11-23'), '2027年1月5日')
    assert.equal(weekday('2026-11-25'), '周三')
    assert.equal(addDays('2026-12-31', 1), '2027-01-01')
    assert.equal(addDays('2028-02-28', 1), '2028-02-29')
    assert.equal(daysBetween('2026-11-23', '2026-11-25'), 2)
    assert.equal(daysBetween('2026-11-25', '2026-11-23'), -2)
  })

  test('the last day is today, and only one report is 逾期', ({ assert }) => {
    assert.equal(countdown(0).words, '今天截止')
    assert.equal(countdown(2).words, '还有 2 天')
    assert.equal(countdown(-3).words, '逾期 3 天')
    assert.equal(countdown(-3, true).words, '已截止 3 天')
  })
})
