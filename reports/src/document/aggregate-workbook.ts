import { type AggregateStatus, STATUS_LABELS, statusWords } from '../aggregate/status.js'
import type { AggregateLine, AggregateTable } from '../aggregate/table.js'
import type { SheetCell, SheetColumn, SheetPlan } from './sheet-plan.js'

export interface AggregateWorkbookHead {
  /** 医院月报 */
  readonly formTitle: string
  /** 卫健统1-9表 */
  readonly tableNo: string
  readonly status: AggregateStatus
  /** When the numbers were taken, in business time. */
  readonly takenAt: string
}

/** The table as a sheet: what the screen shows, in the same order, numbers as numbers. */
export function aggregateWorkbook(table: AggregateTable, head: AggregateWorkbookHead): SheetPlan {
  const { organisation, periodLabel, total } = table
  const columns: SheetColumn[] = [
    { heading: '地区 / 机构', width: 30, format: null },
    { heading: '应报（份）', width: 12, format: '#,##0' },
    { heading: '纳入（份）', width: 12, format: '#,##0' },
    ...table.indicators.map(({ name, unit, decimals }) => ({
      heading: unit === '' ? name : `${name}（${unit}）`,
      width: Math.min(30, Math.max(14, name.length * 2 + 6)),
      format: numberFormat(decimals),
    })),
  ]
  return {
    fileName: plainFileName(`${head.formTitle}_${organisation.name}_${periodLabel}_${STATUS_LABELS[head.status]}`),
    sheetName: '汇总',
    headLines: [
      `${head.formTitle}${head.tableNo === '' ? '' : `（${head.tableNo}）`} · 汇总`,
      [
        `地区：${organisation.name}`,
        `报表期：${periodLabel}`,
        `状态：${statusWords(head.status)}`,
        `纳入 ${total.included} / 应报 ${total.due}`,
        `取数时间：${head.takenAt}`,
      ].join('　　'),
    ],
    columns,
    total: cellsOf(total, '合计'),
    rows: table.rows.map((line) => cellsOf(line, line.organisation.name)),
    rowCount: table.rows.length,
    frozenColumns: 1,
  }
}

function cellsOf(line: AggregateLine, name: string): SheetCell[] {
  return [name, line.due, line.included, ...line.values.map(cellOf)]
}

export function numberFormat(decimals: number | null): string {
  return decimals ? `#,##0.${'0'.repeat(decimals)}` : '#,##0'
}

/** A workbook keeps doubles: a number that would not come back digit for digit stays text. */
export function cellOf(value: string | null): SheetCell {
  if (value === null) return null
  const number = Number(value)
  return String(number) === value ? number : value
}

export function plainFileName(name: string): string {
  return `${name.replaceAll(/[\\/:*?"<>|\s]+/g, '')}.xlsx`
}
