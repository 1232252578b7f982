import { test } from '@japa/runner'
import { expiryOf } from '@weitong/designer/period'

test.group('有效期', () => {
  for (const [validUntil, today, expected] of [
    ['2027-02-26', '2026-11-28', { day: '2027-02-26', daysLeft: 90 }],
    ['2027-02-27', '2026-11-28', null],
    ['2026-12', '2026-11-28', { day: '2026-12-31', daysLeft: 33 }],
    ['2026-11-28', '2026-11-28', { day: '2026-11-28', daysLeft: 0 }],
    ['2024-02', '2026-11-28', { day: '2024-02-29', daysLeft: -1003 }],
    ['', '2026-11-28', null],
    ['长期', '2026-11-28', null],
    ['2026-13', '2026-11-28', null],
    ['2026-13-40', '2026-11-28', null],
  ] as const) {
    test(`${validUntil || '（空）'} on ${today}`, ({ assert }) => {
      assert.deepEqual(expiryOf(validUntil, today), expected)
    })
  }
})
