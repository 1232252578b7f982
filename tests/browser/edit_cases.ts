import type { Page } from 'playwright-core'
import { layoutOf, type Cell, type Template } from '../../designer/src/template/index.js'
import type { DesignerPage } from './harness/designer_page.js'
import type { DesignSheet } from './harness/design_sheet.js'

const INDICATOR = {
  type: 'integer',
  unit: '人次',
  decimals: 0,
  aggregation: 'sum',
  ratio: null,
  codeList: null,
  definition: '',
} as const
const CODES = ['EA', 'EB', 'EC', 'ED'] as const

function cell(id: string, [row, column]: readonly [string, string], more: Partial<Cell>): Cell {
  const plain = { rowSpan: 1, columnSpan: 1, role: 'label', text: '', indent: 0, align: 'left' } as const
  return { id, row, column, ...plain, binding: null, formula: null, required: false, when: null, ...more }
}

function bound(code: string): Partial<Cell> {
  return { align: 'right', binding: { key: code, indicator: code, rowItem: null, columnItem: null, offset: 0 } }
}

/** Heads, two inputs, their total, and a merged input of two rows; a third column has only a head. */
export function drawn(blank: Template): Template {
  return {
    ...blank,
    columns: ['k1', 'k2', 'k3'].map((id) => ({ id, width: 110 })),
    rows: ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'].map((id) => ({ id, sectionId: null, height: 28 })),
    cells: [
      cell('c1', ['r1', 'k1'], { role: 'head', text: '项目', align: 'center' }),
      cell('c2', ['r1', 'k2'], { role: 'head', text: '本期', align: 'center' }),
      cell('c3', ['r1', 'k3'], { role: 'head', text: '说明', align: 'center' }),
      cell('c4', ['r2', 'k1'], { text: '门诊' }),
      cell('c5', ['r2', 'k2'], { role: 'input', required: true, ...bound('EA') }),
      cell('c6', ['r3', 'k1'], { text: '急诊' }),
      cell('c7', ['r3', 'k2'], { role: 'input', ...bound('EB') }),
      cell('c8', ['r4', 'k1'], { text: '合计' }),
      cell('c9', ['r4', 'k2'], { role: 'computed', formula: '[EA] + [EB]', ...bound('EC') }),
      cell('c10', ['r5', 'k1'], { text: '其他', rowSpan: 2 }),
      cell('c11', ['r5', 'k2'], { role: 'input', rowSpan: 2, ...bound('ED') }),
    ],
    indicators: CODES.map((code) => ({ ...INDICATOR, code, name: `${code} 人次` })),
  }
}

/** What every cell is, by address: indicator and formula, `填报` for an input without, else its text. */
export function pictureOf(template: Template): Record<string, string> {
  const layout = layoutOf(template)
  const addresses = (stored: string) => stored.replace(/#(\w+)/g, (_, id: string) => layout.addressOfCell(id) ?? '?')
  return Object.fromEntries(
    template.cells.map((each) => {
      const formula = each.formula === null ? [] : [`=${addresses(each.formula)}`]
      const words = [...(each.binding ? [each.binding.key] : []), ...formula]
      const span = each.rowSpan * each.columnSpan > 1 ? [`${each.rowSpan}×${each.columnSpan}`] : []
      const plain = each.role === 'input' ? '填报' : each.role === 'computed' ? '计算' : each.text
      return [layout.addressOf(each), [...(words.length > 0 ? words : [plain]), ...span].join(' ')]
    }),
  )
}

/** The form as it is before each command. */
export const BEFORE = {
  ...{ A1: '项目', B1: '本期', C1: '说明', A2: '门诊', B2: 'EA', A3: '急诊', B3: 'EB' },
  ...{ A4: '合计', B4: 'EC =[EA] + [EB]', A5: '其他 2×1', B5: 'ED 2×1' },
}

/** How a person edits: by address, tool bar, keyboard and mouse. */
export interface Hands {
  readonly page: Page
  readonly designer: Pick<DesignerPage, 'select' | 'tool'>
  readonly sheet: DesignSheet
}

export interface Command {
  readonly name: string
  readonly act: (hands: Hands) => Promise<void>
  /** What differs from `BEFORE`; null where nothing stands any more. */
  readonly after: Readonly<Record<string, string | null>>
  /** How many steps of undo it is; one where nothing is said. */
  readonly steps?: number
  /** What the sheet says about it. */
  readonly says?: RegExp
}

const tool =
  (address: string, name: string) =>
  async ({ designer }: Hands) => {
    await designer.select(address)
    await designer.tool(name)
  }

const keys =
  (...steps: readonly (readonly [address: string, ...keys: string[]])[]) =>
  async ({ designer, page }: Hands) => {
    for (const [address, ...pressed] of steps) {
      await designer.select(address)
      for (const key of pressed) await page.keyboard.press(key)
    }
  }

const NO_B = { B1: null, B2: null, B3: null, B4: null, B5: null }
const RIGHT = { C1: '本期', D1: '说明', C2: 'EA', C3: 'EB', C4: BEFORE.B4, C5: BEFORE.B5 }
const DOWN = { A3: '门诊', B3: 'EA', A4: '急诊', B4: 'EB', A5: '合计', B5: BEFORE.B4, A6: BEFORE.A5, B6: BEFORE.B5 }
const UP = { A3: '合计', B3: BEFORE.B4, A4: BEFORE.A5, B4: BEFORE.B5, A5: null, B5: null }

export const COMMANDS: readonly Command[] = [
  { name: '上方插行', act: tool('B2', '上方插行'), after: { A2: null, B2: null, ...DOWN } },
  { name: '在合并格中间插行', act: tool('C6', '上方插行'), after: { A5: '其他 3×1', B5: 'ED 3×1' } },
  { name: '左侧插列', act: tool('B1', '左侧插列'), after: { ...NO_B, ...RIGHT } },
  { name: '删行', act: tool('C3', '删行'), after: UP },
  { name: '删去合并格的第一行', act: tool('C5', '删行'), after: { A5: '其他', B5: 'ED' } },
  {
    name: '删列',
    act: tool('A1', '删列'),
    after: {
      ...{ A1: '本期', B1: '说明', A2: 'EA', A3: 'EB', A4: BEFORE.B4, A5: BEFORE.B5 },
      ...{ C1: null, B2: null, B3: null, B4: null, B5: null },
    },
  },
  {
    name: '剪切粘贴',
    act: keys(['B2:B4', 'Control+x'], ['C2', 'Control+v']),
    after: { B2: null, B3: null, B4: null, C2: 'EA', C3: 'EB', C4: BEFORE.B4 },
  },
  {
    name: '剪切到已绑定的格上',
    act: keys(['B2', 'Control+x'], ['B3', 'Control+v']),
    after: { B2: null, B3: 'EA' },
    says: /1 个已绑定的格被盖掉/,
  },
  {
    name: '拖动',
    act: async ({ designer, sheet }) => {
      await designer.select('B2:B3')
      await sheet.dragBlock('B2:B3', 'C2')
    },
    after: { B2: null, B3: null, C2: 'EA', C3: 'EB' },
  },
  {
    name: '复制粘贴',
    act: keys(['B2:B4', 'Control+c'], ['C2', 'Control+v']),
    after: { C2: '填报', C3: '填报', C4: '=C2 + C3' },
    says: /复制出 2 个填报格/,
  },
  {
    name: '复制文字到已绑定的格上',
    steps: 2,
    act: keys(['A2:A3', 'Control+c'], ['B2:B3', 'Control+v'], ['C2', 'Control+v']),
    after: { C2: '门诊', C3: '急诊' },
  },
  {
    name: '复制合并的文字到已绑定的格上',
    steps: 2,
    act: keys(['A5', 'Control+c'], ['B2', 'Control+v'], ['C2', 'Control+v']),
    after: { C2: '其他 2×1' },
  },
  {
    name: '填充柄',
    act: async ({ designer, sheet }) => {
      await designer.select('B3')
      await sheet.fill('B3', 'C3')
    },
    after: { C3: '填报' },
    says: /复制出 1 个填报格/,
  },
  { name: '向右填充', act: keys(['B2:C4', 'Control+r']), after: { C2: '填报', C3: '填报', C4: '=C2 + C3' } },
  { name: '向下填充到已绑定的格', act: keys(['A2:C4', 'Control+d']), after: { A3: '门诊', A4: '门诊' } },
  { name: '删除键', act: keys(['A2:B4', 'Delete']), after: { A2: '', A3: '', A4: '' } },
  { name: '从别处粘贴文字', act: pasteText('B2', '5\t6'), after: { C2: '6' } },
  { name: '拖动整行', act: ({ sheet }) => sheet.dragRow(2, 3), after: { A2: '急诊', B2: 'EB', A3: '门诊', B3: 'EA' } },
  {
    name: '拖动整列',
    act: ({ sheet }) => sheet.dragColumn('B', 'A'),
    after: {
      ...{ A1: '本期', A2: 'EA', A3: 'EB', A4: BEFORE.B4, A5: BEFORE.B5 },
      ...{ B1: '项目', B2: '门诊', B3: '急诊', B4: '合计', B5: BEFORE.A5 },
    },
  },
  { name: '合并', act: tool('C2:C3', '合并'), after: { C2: ' 2×1' } },
  { name: '取消合并', act: tool('B5', '取消合并'), after: { B5: 'ED' } },
]

function pasteText(address: string, text: string): Command['act'] {
  return async ({ designer, page }) => {
    await page.evaluate((words) => navigator.clipboard.writeText(words), text)
    await designer.select(address)
    await page.keyboard.press('Control+v')
  }
}
