import { type AggregateStatus, STATUS_LABELS, statusWords } from '../aggregate/status.js'
import { cellOf, numberFormat, plainFileName } from './aggregate-workbook.js'
import type { SheetCell, SheetColumn, SheetPlan } from './sheet-plan.js'

/** One column of a roster. */
export interface RecordColumn {
  readonly name: string
  readonly unit: string
  /** null for what is no number. */
  readonly decimals: number | null
  /** Names of codes, for a column of codes. */
  readonly names: ReadonlyMap<string, string> | null
}

/** One record and where it stands; values in the order of the columns. */
export interface RecordLine {
  readonly city: string
  readonly county: string
  readonly unit: string
  readonly number: number
  readonly values: readonly (string | null)[]
}

export interface RecordsWorkbookHead {
  readonly formTitle: string
  /** 卫健统2表 */
  readonly tableNo: string
  readonly place: string
  readonly periodLabel: string
  readonly status: AggregateStatus
  /** When the records were taken, in business time. */
  readonly takenAt: string
  readonly rowCount: number
}

const PLACE_COLUMNS: readonly SheetColumn[] = [
  { heading: '市（州）', width: 14, format: null },
  { heading: '县（市、区）', width: 14, format: null },
  { heading: '机构名称', width: 32, format: null },
  { heading: '行号', width: 8, format: '0' },
]

/** The records of many units one below the other, codes by their names as people read them. */
export function recordsWorkbook(
  columns: readonly RecordColumn[],
  head: RecordsWorkbookHead,
  lines: AsyncIterable<RecordLine>,
): SheetPlan<AsyncIterable<readonly SheetCell[]>> {
  const { formTitle, tableNo, place, periodLabel, status, rowCount } = head
  return {
    fileName: plainFileName(`${formTitle}_名单_${place}_${periodLabel}_${STATUS_LABELS[status]}`),
    sheetName: '名单',
    headLines: [
      `${formTitle}${tableNo === '' ? '' : `（${tableNo}）`} · 名单`,
      [
        `地区：${place}`,
        `报表期：${periodLabel}`,
        `状态：${statusWords(status)}`,
        `共 ${rowCount} 行`,
        `取数时间：${head.takenAt}`,
      ].join('　　'),
    ],
    columns: [...PLACE_COLUMNS, ...columns.map(sheetColumn)],
    total: null,
    rows: cellsOf(columns, lines),
    rowCount,
    frozenColumns: PLACE_COLUMNS.length,
  }
}

function sheetColumn({ name, unit, decimals }: RecordColumn): SheetColumn {
  return {
    heading: unit === '' || name.includes(unit) ? name : `${name}（${unit}）`,
    width: Math.min(30, Math.max(12, name.length * 2 + 4)),
    format: decimals === null ? null : numberFormat(decimals),
  }
}

async function* cellsOf(
  columns: readonly RecordColumn[],
  lines: AsyncIterable<RecordLine>,
): AsyncGenerator<readonly SheetCell[]> {
  for await (const { city, county, unit, number, values } of lines) {
    yield [city, county, unit, number, ...columns.map((column, at) => shown(column, values[at] ?? null))]
  }
}

function shown({ decimals, names }: RecordColumn, value: string | null): SheetCell {
  if (value === null || decimals === null) return names?.get(value ?? '') ?? value
  return cellOf(value)
}
