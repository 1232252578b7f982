import type { Template, TemplateIndicator } from '@weitong/designer/template'
import { type BuiltForm, openCollection, publishTemplate, rule, smallTemplate } from './forms.js'
import type { CollectionSummary } from '../../workbench/src/app/api/contract.js'
import type { Client } from './http_client.js'

/** Keys of the columns: 姓名, 学历, 工龄, 工资. */
export interface RosterColumns {
  readonly name: string
  readonly degree: string
  readonly years: string
  readonly pay: string
}

export interface BuiltRoster {
  readonly form: BuiltForm
  readonly columns: RosterColumns
  readonly collection: CollectionSummary
}

/** Names of rows as the page makes them, in the order in which they were added. */
export function rowId(at: number): string {
  return `r${at.toString(36).padStart(9, '0')}aaa`
}

/** One record as values of a save. */
export function record(
  columns: RosterColumns,
  row: string,
  values: Partial<Record<keyof RosterColumns, string | null>>,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]) => [`${columns[column as keyof RosterColumns]}__${row}`, value]),
  )
}

let forms = 0

/** A published roster of people whose names must differ, collected for 2026-10 from every hospital, or from those of `scope`. */
export async function openRoster(
  designer: Client,
  { scope = 'STARTS(ORG.category, "A")', maxRows = 50 }: { scope?: string; maxRows?: number } = {},
): Promise<BuiltRoster> {
  forms += 1
  const code = `R${process.pid}-${forms}`
  const keys = { visits: 'visits', stays: 'stays', total: 'total', income: 'income' }
  const { template, columns } = rosterOf(smallTemplate(code, keys, { scope }), maxRows)
  const form = { code, template, keys, ...(await publishTemplate(designer, template)) }
  return { form, columns, collection: await openCollection(designer, form) }
}

/** The small form with one row that repeats. */
function rosterOf(small: Template, maxRows: number): { template: Template; columns: RosterColumns } {
  const key = (name: string) => `${small.code.replace('-', '_')}_${name}`
  const columns = { name: key('name'), degree: key('degree'), years: key('years'), pay: key('pay') }
  const { name, degree, years, pay } = columns
  const indicators: TemplateIndicator[] = [
    { ...NOTHING, code: name, name: '姓名', type: 'text', decimals: null, aggregation: 'none' },
    {
      ...NOTHING,
      code: degree,
      name: '学历',
      type: 'code',
      decimals: null,
      aggregation: 'count-by-code',
      codeList: 'hr_education',
    },
    { ...NOTHING, code: years, name: '工龄', unit: '年', type: 'integer', decimals: 0, aggregation: 'none' },
    { ...NOTHING, code: pay, name: '工资', unit: '元', type: 'decimal', decimals: 2, aggregation: 'sum' },
  ]
  const input = small.cells.find(({ role }) => role === 'input')
  if (!input) throw new Error('the small form has no input')
  const head = (id: string, column: string, text: string) => ({
    ...input,
    id,
    row: 'r_head',
    column,
    role: 'head' as const,
    text,
    binding: null,
    required: false,
  })
  const template: Template = {
    ...small,
    kind: 'roster',
    roster: { row: 'r_visits', minRows: 0, maxRows, unique: [[name]] },
    rows: small.rows.filter(({ id }) => ['r_title', 'r_head', 'r_visits'].includes(id)),
    columns: [
      { id: 'c_number', width: 56 },
      ...indicators.map(({ code }) => ({ id: `c_${code.toLowerCase()}`, width: 120 })),
    ],
    cells: [
      { ...head('title', 'c_number', small.title), row: 'r_title', role: 'title', columnSpan: 5 },
      head('h_number', 'c_number', '序号'),
      { ...head('l_number', 'c_number', '#'), row: 'r_visits', role: 'label' },
      ...indicators.flatMap((indicator) => {
        const column = `c_${indicator.code.toLowerCase()}`
        const binding = {
          key: indicator.code,
          indicator: indicator.code,
          rowItem: null,
          columnItem: null,
          offset: 0 as const,
        }
        return [
          head(`h_${indicator.code.toLowerCase()}`, column, indicator.name),
          {
            ...input,
            id: `v_${indicator.code.toLowerCase()}`,
            row: 'r_visits',
            column,
            binding,
            required: indicator.code === name,
          },
        ]
      }),
    ],
    indicators,
    rules: [
      { ...rule('E001', 'error', `[${years}] <= 60`, '工龄不超过 60 年'), scope: 'row' },
      { ...rule('W001', 'warning', `[${pay}] <= 100000`, '月工资一般不超过 10 万元'), scope: 'row' },
    ],
  }
  return { template, columns }
}

const NOTHING = { unit: '', ratio: null, codeList: null, definition: '' } as const
