import { checkChange, differenceOf } from './change-indicator.js'
import {
  cellAt,
  type HeadProblem,
  type ImportColumn,
  type ImportLine,
  type ImportTable,
  readHead,
  type TableRow,
} from './import-table.js'
import { checkIndicator, type IndicatorProblem, isNumeric, type TemplateIndicator } from './indicator.js'
import { AGGREGATIONS_SHORT, VALUE_TYPES } from './words.js'

type Field = keyof TemplateIndicator

/** Columns of the dictionary as a workbook; 编码 and 名称 must be there. */
export const INDICATOR_COLUMNS: readonly ImportColumn<Field>[] = [
  { field: 'code', heading: '编码', needed: true },
  { field: 'name', heading: '名称', needed: true },
  { field: 'type', heading: '类型' },
  { field: 'unit', heading: '计量单位' },
  { field: 'decimals', heading: '小数位数' },
  { field: 'min', heading: '最小值' },
  { field: 'aggregation', heading: '汇总方式' },
  { field: 'ratio', heading: '比率公式' },
  { field: 'codeList', heading: '代码表' },
  { field: 'definition', heading: '指标解释' },
]
const LONGEST: Partial<Record<Field, number>> = { name: 120, unit: 20, ratio: 400, definition: 2000 }
const NO_LEAST = '不限'

/** An indicator as a row of the workbook, in the order of the columns. */
export function indicatorRow(indicator: TemplateIndicator): string[] {
  return INDICATOR_COLUMNS.map(({ field }) => wordOf(field, indicator))
}

function wordOf(field: Field, indicator: TemplateIndicator): string {
  if (field === 'type') return VALUE_TYPES[indicator.type]
  if (field === 'aggregation') return AGGREGATIONS_SHORT[indicator.aggregation]
  if (field === 'min')
    return !isNumeric(indicator.type) ? '' : indicator.min === null ? NO_LEAST : String(indicator.min ?? 0)
  return String(indicator[field] ?? '')
}

export type KnownIndicator = TemplateIndicator & { readonly retired: boolean }

/** What the dictionary has when an import is planned. */
export interface KnownIndicators {
  /** By code in lower case: codes are unique without regard to case. */
  readonly byCode: ReadonlyMap<string, KnownIndicator>
  readonly codeLists: ReadonlySet<string>
}

export interface IndicatorPlan {
  readonly lines: readonly ImportLine[]
  readonly fresh: readonly TemplateIndicator[]
  readonly changed: readonly { readonly before: TemplateIndicator; readonly after: TemplateIndicator }[]
}

/**
 * What each row of a table would do to the dictionary. A column that is not there leaves its field as it is; a cell that is there
 * says what shall be, also when it is empty.
 */
export function planIndicators(
  table: ImportTable,
  known: KnownIndicators,
): IndicatorPlan | { readonly problems: HeadProblem[] } {
  const head = readHead(table.head, INDICATOR_COLUMNS)
  if ('problems' in head) return head
  const [fresh, changed, lines] = [[], [], []] as [
    TemplateIndicator[],
    IndicatorPlan['changed'][number][],
    ImportLine[],
  ]
  const rowOf = new Map<string, number>()
  for (const row of table.rows) {
    const reader = new RowReader(row, head.places)
    const key = reader.text('code').toLowerCase()
    const before = known.byCode.get(key)
    const after = reader.read(before)
    const earlier = rowOf.get(key)
    if (earlier !== undefined) reader.refuse('code', `编码与第 ${earlier} 行重复，请删去一行。`)
    else rowOf.set(key, row.row)
    judge(reader, { before, after, known })
    const [code, name] = [reader.text('code'), reader.text('name')]
    const difference = before && differenceOf(before, after)
    const verdict = reader.problems.length > 0 ? 'refused' : !before ? 'new' : difference ? 'changed' : 'unchanged'
    if (verdict === 'new') fresh.push(after)
    if (verdict === 'changed' && before) changed.push({ before, after })
    const changes = before && verdict === 'changed' ? wordChanges(before, after) : []
    lines.push({ row: row.row, code, name, verdict, changes, problems: reader.problems })
  }
  return { lines, fresh, changed }
}

function judge(
  reader: RowReader,
  { before, after, known }: { before: KnownIndicator | undefined; after: TemplateIndicator; known: KnownIndicators },
): void {
  if (reader.problems.length > 0) return
  if (before && before.code !== after.code) {
    return reader.refuse('code', `编码已被 ${before.code} 使用（不区分大小写），请改用 ${before.code} 或换一个编码。`)
  }
  if (before?.retired) return reader.refuse('code', '该指标已停用。要修改它，请先在指标页恢复使用。')
  const problems = before ? checkChange(before, after) : checkIndicator(after)
  for (const problem of problems) reader.refuse(placeOf(problem), problem.message)
  if (after.codeList && !known.codeLists.has(after.codeList)) {
    reader.refuse('codeList', `没有代码表“${after.codeList}”，请先建立代码表或改正编码。`)
  }
}

const PLACES: Readonly<Record<string, Field>> = {
  E_INDICATOR_NAME: 'name',
  E_INDICATOR_DECIMALS: 'decimals',
  E_INDICATOR_CODE_LIST: 'codeList',
  E_INDICATOR_AGGREGATION: 'aggregation',
  E_INDICATOR_RATIO: 'ratio',
}

function placeOf({ code, where }: IndicatorProblem): Field {
  if (code === 'E_INDICATOR_FIXED') return where as Field
  return PLACES[code] ?? 'code'
}

function wordChanges(before: TemplateIndicator, after: TemplateIndicator): ImportLine['changes'] {
  return INDICATOR_COLUMNS.flatMap(({ field, heading }) => {
    const [from, to] = [wordOf(field, before), wordOf(field, after)]
    return from === to ? [] : [{ name: heading, from, to }]
  })
}

/** Reads the cells of one row and collects what is wrong with them. */
class RowReader {
  readonly problems: { cell: string; message: string }[] = []

  constructor(
    readonly row: TableRow,
    readonly places: ReadonlyMap<Field, number>,
  ) {
    for (const column of row.formulas ?? []) {
      this.problems.push({ cell: cellAt(column, row.row), message: '单元格是公式，请粘贴为数值后再导入。' })
    }
  }

  text(field: Field): string {
    const at = this.places.get(field)
    return at === undefined ? '' : (this.row.cells[at] ?? '').trim()
  }

  refuse(field: Field, message: string): void {
    this.problems.push({ cell: cellAt(this.places.get(field) ?? this.places.get('code') ?? 0, this.row.row), message })
  }

  /** The definition the row says, on top of what is known. */
  read(before: TemplateIndicator | undefined): TemplateIndicator {
    const type = this.#word('type', VALUE_TYPES) ?? before?.type ?? null
    if (type === null && !this.#bad('type'))
      this.refuse('type', `新指标要写类型：${Object.values(VALUE_TYPES).join('、')}。`)
    const kind = type ?? 'text'
    const usual = { integer: 'sum', decimal: 'sum', text: 'none', code: 'count-by-code', date: 'none' } as const
    const definition = {
      code: this.text('code'),
      name: this.#checked('name', before?.name ?? ''),
      type: kind,
      unit: this.#checked('unit', before?.unit ?? ''),
      decimals: this.#decimals(before, kind),
      min: this.#least(before, kind),
      aggregation: this.#word('aggregation', AGGREGATIONS_SHORT) ?? before?.aggregation ?? usual[kind],
      ratio: this.#checked('ratio', before?.ratio ?? '') || null,
      codeList: this.#checked('codeList', before?.codeList ?? '') || null,
      definition: this.#checked('definition', before?.definition ?? ''),
    }
    if (definition.code === '') this.refuse('code', '请填写编码。')
    return definition
  }

  #has(field: Field): boolean {
    return this.places.has(field)
  }

  #bad(field: Field): boolean {
    const cell = cellAt(this.places.get(field) ?? -1, this.row.row)
    return this.problems.some((problem) => problem.cell === cell)
  }

  #checked(field: Field, otherwise: string): string {
    if (!this.#has(field)) return otherwise
    const text = this.text(field)
    const longest = LONGEST[field]
    if (longest !== undefined && text.length > longest)
      this.refuse(field, `最长 ${longest} 个字符，现有 ${text.length} 个。`)
    return text
  }

  /** The key of a word; null when the cell is empty or the column is not there. */
  #word<K extends string>(field: Field, words: Readonly<Record<K, string>>): K | null {
    const text = this.text(field)
    if (text === '') return null
    const key = (Object.keys(words) as K[]).find((each) => words[each] === text)
    if (!key) this.refuse(field, `不认识“${text}”，应为 ${Object.values(words).join('、')} 之一。`)
    return key ?? null
  }

  #decimals(before: TemplateIndicator | undefined, type: TemplateIndicator['type']): number | null {
    if (!isNumeric(type)) {
      if (this.text('decimals') !== '') this.refuse('decimals', '只有数值型指标有小数位数，请留空。')
      return null
    }
    const text = this.text('decimals')
    if (text === '') return type === 'integer' ? 0 : (before?.decimals ?? 2)
    if (/^\d$/.test(text)) return Number(text)
    this.refuse('decimals', '小数位数应为 0 到 6 的整数。')
    return 0
  }

  #least(before: TemplateIndicator | undefined, type: TemplateIndicator['type']): number | null {
    const otherwise = before?.min === undefined ? 0 : before.min
    const text = this.text('min')
    if (!isNumeric(type) || text === '') {
      if (text !== '') this.refuse('min', '只有数值型指标有最小值，请留空。')
      return otherwise
    }
    if (text === NO_LEAST) return null
    if (/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) return Number(text)
    this.refuse('min', `最小值应为数字，或写“${NO_LEAST}”。`)
    return otherwise
  }
}
