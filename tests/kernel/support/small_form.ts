import { blankTemplate, type Cell, type Row, type Template, type TemplateIndicator } from '@weitong/designer/template'

/** One line of the small form: a value key, its decimals and what else matters. */
export interface Line {
  readonly key: string
  readonly decimals?: number | null
  readonly formula?: string
  readonly required?: boolean
  readonly when?: string
}

/**
 * A form of one section, columns 名称 and 数量: a line per key, values in column B from row 2 on. Cell ids are `v_<key>`,
 * row ids `r_<key>`.
 */
export function smallForm(lines: readonly Line[], overrides: Partial<Template> = {}): Template {
  const blank = blankTemplate({ code: 'T-1', title: '小表', periodType: 'month' })
  const rows: Row[] = [{ id: 'r_head', sectionId: null, height: 28 }]
  const cells: Cell[] = [
    cell({ id: 'l_title', row: 'r_head', column: 'c_a', text: '小表', role: 'title', columnSpan: 2 }),
  ]
  const indicators: TemplateIndicator[] = []
  for (const line of lines) {
    const id = line.key.toLowerCase()
    rows.push({ id: `r_${id}`, sectionId: 's1', height: 28 })
    cells.push(cell({ id: `n_${id}`, row: `r_${id}`, column: 'c_a', text: `项目${line.key}` }))
    cells.push(valueCell(line))
    indicators.push(indicatorOf(line))
  }
  return {
    ...blank,
    edition: '现行版',
    legal: {
      tableNo: '测1表',
      maker: '省卫生健康委',
      approver: '省统计局',
      approvalNo: '鄂统〔2026〕1号',
      validUntil: '2027-12',
    },
    scope: 'STARTS(ORG.category, "A")',
    sections: [{ id: 's1', title: '一、情况', when: null }],
    columns: [
      { id: 'c_a', width: 200 },
      { id: 'c_b', width: 100 },
    ],
    rows,
    cells,
    indicators,
    ...overrides,
  }
}

/** The same form with an empty row put in at a position counted from 0. */
export function withRowAt(template: Template, position: number): Template {
  const row: Row = { id: `r_new_${template.rows.length}`, sectionId: null, height: 28 }
  return { ...template, rows: [...template.rows.slice(0, position), row, ...template.rows.slice(position)] }
}

export function cell(given: Partial<Cell> & Pick<Cell, 'id' | 'row' | 'column'>): Cell {
  return {
    rowSpan: 1,
    columnSpan: 1,
    role: 'label',
    text: '',
    indent: 0,
    align: 'left',
    binding: null,
    formula: null,
    required: false,
    when: null,
    ...given,
  }
}

function valueCell({ key, formula, required = false, when }: Line): Cell {
  const id = key.toLowerCase()
  return cell({
    id: `v_${id}`,
    row: `r_${id}`,
    column: 'c_b',
    role: formula === undefined ? 'input' : 'computed',
    binding: { key, indicator: key, rowItem: null, columnItem: null, offset: 0 },
    formula: formula ?? null,
    required,
    when: when ?? null,
  })
}

function indicatorOf({ key, decimals = 2 }: Line): TemplateIndicator {
  return {
    code: key,
    name: `项目${key}`,
    type: decimals === null ? 'text' : decimals === 0 ? 'integer' : 'decimal',
    unit: '千元',
    decimals,
    aggregation: decimals === null ? 'none' : 'sum',
    ratio: null,
    codeList: null,
    definition: '',
  }
}
