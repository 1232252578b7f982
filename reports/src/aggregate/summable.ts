import { collect, parse } from '@weitong/designer/expression'
import { type TemplateIndicator, whyNotSummable } from '@weitong/designer/indicator'
import type { Cell, Template } from '@weitong/designer/template'
import type { SummedIndicator } from './table.js'

/** A value of a form, with what hinders summing it. */
export interface Candidate extends SummedIndicator {
  readonly section: string
  /** null when it can be summed, else a Chinese sentence. */
  readonly whyNot: string | null
  /** The same over several periods. */
  readonly whyNotOverPeriods: string | null
  readonly definition: TemplateIndicator
  readonly of: FactLevel
}

/** What a value belongs to: a report, or one record of a roster. */
export type FactLevel = 'report' | 'record'

/** Key of the number of records of a roster, of reports of any other form: no indicator can have it. */
export const COUNT_KEY = '*'

/**
 * Every value that facts keep for a form, in the order of the newest version, values of older versions after it. A value
 * keeps its meaning over versions: another type or unit is another indicator.
 *
 * @param versions templates of the published versions, newest first
 */
export function listCandidates(versions: readonly Template[]): Candidate[] {
  const found = new Map<string, Candidate>()
  const all = versions.map((template) => valuesOf(template))
  const definitions = new Map<string, TemplateIndicator>()
  for (const values of all) {
    for (const { key, definition } of values) if (!definitions.has(key)) definitions.set(key, definition)
  }
  for (const value of all.flat()) {
    if (found.has(value.key)) continue
    const why = (severalPeriods: boolean) => whyNot(value.definition, { severalPeriods, definitions })
    found.set(value.key, { ...value, whyNot: why(false), whyNotOverPeriods: why(true) })
  }
  const candidates = [...found.values()]
  const [newest] = versions
  return newest && (newest.roster || candidates.some(isSplitter)) ? [countOf(newest), ...candidates] : candidates
}

/** Whether numbers can be given for each of its codes. */
export function isSplitter({ definition }: Pick<Candidate, 'definition'>): boolean {
  return definition.type === 'code' && definition.aggregation === 'count-by-code'
}

/** A list that is collected once a year is a stock, one that is collected more often is what happened. */
function countOf({ roster, periodType }: Template): Candidate {
  const words = roster ? { name: '名单行数', unit: '行' } : { name: '报表份数', unit: '份' }
  const aggregation = roster && periodType === 'year' ? 'period-end' : 'sum'
  const definition: TemplateIndicator = {
    ...words,
    code: COUNT_KEY,
    type: 'integer',
    decimals: 0,
    aggregation,
    ratio: null,
    codeList: null,
    definition: '',
  }
  return {
    ...words,
    key: COUNT_KEY,
    decimals: 0,
    section: '',
    definition,
    of: roster ? 'record' : 'report',
    whyNot: null,
    whyNotOverPeriods: whyNotSummable(definition, { severalPeriods: true }),
  }
}

/** Keys whose sums an indicator is made of: itself, or for a ratio the sums its formula names; none when it names more than sums. */
export function sumsOf(candidate: Pick<Candidate, 'key' | 'definition'>): readonly string[] {
  const { aggregation, ratio } = candidate.definition
  if (aggregation !== 'ratio') return [candidate.key]
  const parsed = parse(ratio ?? '')
  if (!('ast' in parsed)) return []
  const { keys, cells, ranges, previous, lastYear } = collect(parsed.ast)
  const others = cells.size + ranges.length + previous.size + lastYear.size
  return others === 0 ? [...keys] : []
}

interface Over {
  readonly severalPeriods: boolean
  readonly definitions: ReadonlyMap<string, TemplateIndicator>
}

/** A ratio is a ratio of sums, so what it is made of must be summable too. */
function whyNot(definition: TemplateIndicator, over: Over): string | null {
  const own = whyNotSummable(definition, over)
  if (own !== null || definition.aggregation !== 'ratio') return own
  const parts = sumsOf({ key: definition.code, definition })
  if (parts.length === 0) return '比率公式无法识别，不能汇总。'
  for (const key of parts) {
    const part = over.definitions.get(key)
    if (!part) return `比率公式引用的“${key}”不在本表中，不能汇总。`
    const reason = part.aggregation === 'ratio' ? '分子和分母须是可加的指标' : whyNotSummable(part, over)
    if (reason !== null) return `由“${part.name}”计算：${reason}`
  }
  return null
}

type Value = Omit<Candidate, 'whyNot' | 'whyNotOverPeriods'>

function valuesOf(template: Template): Value[] {
  const definitions = new Map(template.indicators.map((indicator) => [indicator.code, indicator]))
  const sections = new Map(template.sections.map(({ id, title }) => [id, title]))
  const sectionOfRow = new Map(template.rows.map((row) => [row.id, sections.get(row.sectionId ?? '') ?? '']))
  return template.cells.flatMap((cell): Value[] => {
    const definition = cell.binding?.offset === 0 ? definitions.get(cell.binding.indicator) : undefined
    if (!cell.binding || !definition) return []
    return [
      {
        key: cell.binding.key,
        name: nameOf(template, cell, definition),
        unit: definition.unit,
        decimals: definition.decimals,
        section: sectionOfRow.get(cell.row) ?? '',
        definition,
        of: cell.row === template.roster?.row ? 'record' : 'report',
      },
    ]
  })
}

/** In a matrix the same indicator stands in many cells: the words of its row and column tell them apart. */
function nameOf(template: Template, cell: Cell, definition: TemplateIndicator): string {
  const { rowItem = null, columnItem = null } = cell.binding ?? {}
  const row = rowItem === null ? '' : (headOfRow(template, cell) ?? rowItem)
  const column = columnItem === null ? '' : (headOfColumn(template, cell) ?? columnItem)
  const words = [definition.name, row, column].filter((word) => word !== '')
  return [...new Set(words)].join(' · ')
}

/** The longest label of the row: shorter ones are serial numbers and units. */
function headOfRow(template: Template, cell: Cell): string | undefined {
  return template.cells
    .filter(({ row, role }) => row === cell.row && role === 'label')
    .map(({ text }) => text.trim())
    .reduce<string | undefined>((longest, text) => (text.length > (longest?.length ?? 0) ? text : longest), undefined)
}

/** The lowest heading that stands over the column. */
function headOfColumn(template: Template, cell: Cell): string | undefined {
  const at = new Map(template.columns.map(({ id }, index) => [id, index]))
  const column = at.get(cell.column) ?? -1
  const heads = template.cells.filter((head) => {
    const start = at.get(head.column) ?? -1
    return head.role === 'head' && start <= column && column < start + head.columnSpan && head.text.trim() !== ''
  })
  const order = new Map(template.rows.map(({ id }, index) => [id, index]))
  const above = heads.filter((head) => (order.get(head.row) ?? 0) < (order.get(cell.row) ?? 0))
  return above.sort((a, b) => (order.get(b.row) ?? 0) - (order.get(a.row) ?? 0))[0]?.text.trim()
}
