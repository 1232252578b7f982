import { test } from '@japa/runner'
import { percent, separated } from '../../workbench/src/app/ui/numbers.js'

test.group('numbers on pages', () => {
  test('separated({0}, {1}) is {2}')
    .with([
      ['1234567.5', 2, '1,234,567.50'],
      ['-1234', 0, '-1,234'],
      ['999', null, '999'],
      ['0', 0, '0'],
      ['0.1', 3, '0.100'],
      ['1.239', 2, '1.239'],
      ['12345678901234567890.12', 2, '12,345,678,901,234,567,890.12'],
      [null, 2, ''],
      ['', 2, ''],
      ['12a', 2, '12a'],
    ] as const)
    .run(({ assert }, [value, decimals, shown]) => assert.equal(separated(value, decimals), shown))

  test('percent({0}, {1}) is {2}')
    .with([
      [371, 512, '72.4%'],
      [511, 512, '99.8%'],
      [1999, 2000, '99.9%'],
      [5, 5, '100%'],
      [0, 7, '0%'],
      [0, 0, '—'],
    ] as const)
    .run(({ assert }, [part, whole, shown]) => assert.equal(percent(part, whole), shown))
})
