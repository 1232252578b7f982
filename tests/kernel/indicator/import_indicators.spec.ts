import { test } from '@japa/runner'
import {
  INDICATOR_COLUMNS,
  indicatorRow,
  type ImportTable,
  planCodes,
  planIndicators,
  type TemplateIndicator,
} from '@weitong/designer/indicator'
import exceljs from 'exceljs'
import fc from 'fast-check'
import { readTableHere } from '../../../backend/app/files/read_table.js'

const HEAD = INDICATOR_COLUMNS.map(({ heading }) => heading)

/** Through a real workbook, as people get and give it. */
async function throughWorkbook(rows: readonly (readonly string[])[]): Promise<ImportTable> {
  const book = new exceljs.Workbook()
  book.addWorksheet('指标').addRows(rows.map((row) => [...row]))
  return readTableHere(Buffer.from(await book.xlsx.writeBuffer()))
}

/** Text as a workbook can hold it, without blanks at its ends. */
const words = (least: number, most: number) =>
  fc
    .stringMatching(/^[ -~\u4e00-\u9fff“”（）〔〕％\n]*$/, { maxLength: most })
    .map((text) => text.slice(0, most).trim())
    .filter((text) => text.length >= least)

const indicator: fc.Arbitrary<TemplateIndicator> = fc
  .record({
    code: fc.stringMatching(/^[A-Z][A-Z0-9_]{0,8}$/).map((code) => `Z_${code}`),
    name: words(1, 40),
    kind: fc.constantFrom('integer', 'decimal', 'text', 'code', 'date'),
    decimals: fc.integer({ min: 0, max: 6 }),
    unit: words(0, 8),
    min: fc.constantFrom(null, 0, -5, 1.5),
    ratio: fc.boolean(),
    definition: words(0, 200),
  })
  .map(({ code, name, kind, decimals, unit, min, ratio, definition }): TemplateIndicator => {
    const numeric = kind === 'integer' || kind === 'decimal'
    return {
      ...{ code, name, unit, definition, type: kind },
      decimals: numeric ? (kind === 'integer' ? 0 : decimals) : null,
      min: numeric ? min : 0,
      aggregation: ratio && numeric ? 'ratio' : numeric ? 'period-end' : 'none',
      ratio: ratio && numeric ? '[A] / [B]' : null,
      codeList: kind === 'code' ? 'yes_no' : null,
    }
  })

test.group('Indicators in a workbook', () => {
  test('what is written is read back as it was, and changes nothing', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(indicator, { selector: ({ code }) => code, minLength: 1, maxLength: 12 }),
        async (indicators) => {
          const table = await throughWorkbook([HEAD, ...indicators.map(indicatorRow)])
          const codeLists = new Set(['yes_no'])
          const known = new Map(indicators.map((each) => [each.code.toLowerCase(), { ...each, retired: false }]))
          const again = planIndicators(table, { byCode: known, codeLists })
          if ('problems' in again) throw new Error(JSON.stringify(again.problems))
          assert.deepEqual([...new Set(again.lines.map(({ verdict }) => verdict))], ['unchanged'])
          const first = planIndicators(table, { byCode: new Map(), codeLists })
          if ('problems' in first) throw new Error(JSON.stringify(first.problems))
          assert.deepEqual(first.fresh, indicators)
        },
      ),
      { numRuns: 40 },
    )
  }).timeout(60_000)

  test('columns may stand in any order; one that is not there changes nothing', ({ assert }) => {
    const known: TemplateIndicator = {
      ...{ code: 'M1', name: '床位', type: 'integer', unit: '张', decimals: 0, min: 0, aggregation: 'period-end' },
      ...{ ratio: null, codeList: null, definition: '说明' },
    }
    const plan = planIndicators(
      { head: { row: 1, cells: ['名称', '', '编码'] }, rows: [{ row: 2, cells: ['床位数', 'x', 'M1'] }] },
      { byCode: new Map([['m1', { ...known, retired: false }]]), codeLists: new Set() },
    )
    if ('problems' in plan) throw new Error('the head is readable')
    assert.deepEqual(plan.changed, [
      { before: { ...known, retired: false } as TemplateIndicator, after: { ...known, name: '床位数' } },
    ])
  })

  test('a retired indicator is not changed by an import', ({ assert }) => {
    const plan = planIndicators(
      { head: { row: 1, cells: ['编码', '名称', '类型'] }, rows: [{ row: 2, cells: ['M1', '新名', '文字'] }] },
      {
        byCode: new Map([
          [
            'm1',
            {
              ...{ code: 'M1', name: '旧名', type: 'text', unit: '', decimals: null, min: 0, aggregation: 'none' },
              ...{ ratio: null, codeList: null, definition: '', retired: true },
            } as const,
          ],
        ]),
        codeLists: new Set(),
      },
    )
    if ('problems' in plan) throw new Error('the head is readable')
    assert.deepEqual(
      plan.lines.map(({ verdict, problems }) => [verdict, problems[0]?.cell]),
      [['refused', 'A2']],
    )
  })
})

test.group('Codes in a workbook', () => {
  test('the file is the whole list; without a column of parents they stay', ({ assert }) => {
    const before = [
      { code: '1', name: '医院', parent: null },
      { code: '11', name: '综合医院', parent: '1' },
      { code: '2', name: '门诊部', parent: null },
    ]
    const plan = planCodes(
      {
        head: { row: 1, cells: ['代码', '名称'] },
        rows: [
          { row: 2, cells: ['11', '综合医院'] },
          { row: 4, cells: ['1', '各类医院'] },
          { row: 5, cells: ['3', '诊所'] },
        ],
      },
      before,
    )
    if ('problems' in plan) throw new Error('the head is readable')
    assert.deepEqual(
      plan.lines.map(({ row, code, verdict }) => [row, code, verdict]),
      [
        [2, '11', 'unchanged'],
        [4, '1', 'changed'],
        [5, '3', 'new'],
        [0, '2', 'removed'],
      ],
    )
    assert.deepEqual(plan.items[0], before[1])
  })
})
