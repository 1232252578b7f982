import type { Cell, Roster, Template, TemplateIndicator } from '../template/index.js'
import { chinese } from './wording.js'

export interface RosterToDraw {
  readonly title: string
  readonly indicators: readonly TemplateIndicator[]
  readonly required: ReadonlySet<string>
  readonly roster: Omit<Roster, 'row'>
}

const BAND = 'r_band'
const NOTHING = { rowSpan: 1, columnSpan: 1, indent: 0, binding: null, formula: null, required: false, when: null }
const WIDTHS = { integer: 96, decimal: 112, date: 112, code: 168, text: 144 } as const

/** A roster as it is printed: title, one head per column, their numbers, and the line that is filled again and again. */
export function drawRoster(input: RosterToDraw): Pick<Template, 'sections' | 'columns' | 'rows' | 'cells' | 'roster'> {
  const { indicators } = input
  const columns = indicators.map(({ code, type }) => ({ id: `c_${code.toLowerCase()}`, width: WIDTHS[type] }))
  const text = (id: string, row: string, rest: Partial<Cell>): Cell => ({
    ...NOTHING,
    id,
    row,
    column: 'c_number',
    role: 'head',
    text: '',
    align: 'center',
    ...rest,
  })
  const heads = indicators.flatMap(({ code, name, unit }, at) => {
    const id = code.toLowerCase()
    const column = `c_${id}`
    return [
      text(`h_${id}`, 'r_head', {
        column,
        text: unit && !name.includes(unit) ? `${chinese(name)}（${unit}）` : chinese(name),
      }),
      text(`j_${id}`, 'r_letters', { column, text: String(at + 1) }),
    ]
  })
  return {
    sections: [{ id: 's1', title: chinese(input.title), when: null }],
    columns: [{ id: 'c_number', width: 56 }, ...columns],
    rows: [
      { id: 'r_title', sectionId: null, height: 48 },
      { id: 'r_head', sectionId: null, height: 56 },
      { id: 'r_letters', sectionId: null, height: 28 },
      { id: BAND, sectionId: 's1', height: 28 },
    ],
    cells: [
      text('l_title', 'r_title', { role: 'title', text: input.title, columnSpan: columns.length + 1 }),
      text('h_number', 'r_head', { text: '序号' }),
      text('j_number', 'r_letters', { text: '甲' }),
      ...heads,
      text('l_number', BAND, { role: 'label', text: '#' }),
      ...indicators.map((indicator) => inputCell(indicator, input.required.has(indicator.code))),
    ],
    roster: { ...input.roster, row: BAND },
  }
}

function inputCell({ code, decimals }: TemplateIndicator, required: boolean): Cell {
  return {
    ...NOTHING,
    id: `v_${code.toLowerCase()}`,
    row: BAND,
    column: `c_${code.toLowerCase()}`,
    role: 'input',
    text: '',
    align: decimals === null ? 'left' : 'right',
    binding: { key: code, indicator: code, rowItem: null, columnItem: null, offset: 0 },
    required,
  }
}
