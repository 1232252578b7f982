import { test } from '@japa/runner'
import type { AggregateTable } from '@weitong/reports/aggregate'
import { barOption, barRows, colourClasses, mapOption, NO_DATA_COLOUR, shortName } from '@weitong/reports/chart'
import { aggregateWorkbook } from '@weitong/reports/document'

function tableOf(values: readonly (string | null)[]): AggregateTable {
  const line = (name: string, value: string | null, code = name) => ({
    organisation: { name },
    code,
    due: 2,
    included: value === null ? 0 : 1,
    values: [value],
  })
  return {
    organisation: { name: '湖北省' },
    periodLabel: '2026年10月',
    indicators: [{ key: 'A', name: '床位', unit: '张', decimals: 1 }],
    rows: values.map((value, at) => line(`市${at}`, value, String(420100 + at))),
    total: line('湖北省', '10'),
  }
}

test.group('chart: colour classes', () => {
  test('cover every value, ascend, and one large city does not take them all', ({ assert }) => {
    const values = [3, 5, 8, 12, 20, 31, 47, 60, 88, 950_000]
    const classes = colourClasses(tableOf(values.map(String)), 0)
    assert.lengthOf(classes, 5)
    assert.equal(classes[0]?.from, -Infinity)
    const bounds = classes.slice(1).map(({ from }) => from)
    assert.deepEqual(
      bounds,
      [...bounds].sort((a, b) => a - b),
    )
    const members = classes.map(
      ({ from }, at) => values.filter((v) => v >= from && v < (classes[at + 1]?.from ?? Infinity)).length,
    )
    assert.isTrue(
      members.every((count) => count >= 1 && count <= 3),
      members.join(),
    )
    assert.lengthOf(new Set(classes.map(({ colour }) => colour)), 5)
  })

  test('few or equal values make fewer classes, none makes none', ({ assert }) => {
    assert.lengthOf(colourClasses(tableOf([null, null]), 0), 0)
    assert.deepEqual(
      colourClasses(tableOf(['7', '7']), 0).map(({ label }) => label),
      ['全部'],
    )
    assert.lengthOf(colourClasses(tableOf(['1', '9']), 0), 2)
  })
})

test.group('chart: options', () => {
  test('a place without a number is grey and says so; a name is never markup', ({ assert }) => {
    const option = mapOption(tableOf(['5', null]), { map: 'hubei', at: 0 })
    const [series] = option.series
    assert.equal(series?.data[1]?.itemStyle.areaColor, NO_DATA_COLOUR)
    assert.notEqual(series?.data[0]?.itemStyle.areaColor, NO_DATA_COLOUR)
    assert.equal(option.tooltip.renderMode, 'richText')
    assert.include(option.tooltip.formatter({ name: '420101' }), '无数据')
    assert.equal(option.tooltip.formatter({ name: '420100' }), '市0\n床位：5.0 张\n纳入 1 份 / 应报 2 份')
  })

  test('bars are the largest twenty, largest first, and bar i is row i', ({ assert }) => {
    const table = tableOf([...Array.from({ length: 25 }, (_, at) => String(at)), null])
    const rows = barRows(table, 0)
    assert.deepEqual(
      rows.map(({ value }) => value),
      Array.from({ length: 20 }, (_, at) => 24 - at),
    )
    assert.deepEqual(
      barOption(table, 0).yAxis.data,
      rows.map(({ line }) => line.organisation.name),
    )
  })

  test('short names', ({ assert }) => {
    assert.deepEqual(['武汉市', '恩施土家族苗族自治州', '神农架林区', '天门市'].map(shortName), [
      '武汉',
      '恩施',
      '神农架',
      '天门',
    ])
  })
})

test.group('document: workbook of a sum', () => {
  test('numbers are numbers, unless a double would change a digit; nothing stays empty', ({ assert }) => {
    const plan = aggregateWorkbook(tableOf(['1234.5', '12345678901234567.8', null]), {
      formTitle: '医院月报',
      tableNo: '卫健统1-9表',
      status: 'county',
      takenAt: '2026-11-23 09:00',
    })
    assert.deepEqual(
      plan.rows.map((row) => row[3]),
      [1234.5, '12345678901234567.8', null],
    )
    assert.deepEqual(plan.total, ['合计', 2, 1, 10])
    assert.equal(plan.columns[3]?.heading, '床位（张）')
    assert.equal(plan.columns[3]?.format, '#,##0.0')
    assert.equal(plan.fileName, '医院月报_湖北省_2026年10月_县审.xlsx')
    assert.include(plan.headLines[1], '状态：县审（含以后各步）')
  })
})
