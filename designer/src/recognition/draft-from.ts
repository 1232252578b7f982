import {
  blankTemplate,
  type Cell,
  type CheckRule,
  HEADER_ITEMS,
  type Section,
  type Template,
  type TemplateIndicator,
} from '../template/index.js'
import { carryIds } from './carry-ids.js'
import { type Decisions, isWanted, outcomeOf } from './decide.js'
import { addressOf } from './grid.js'
import type { FreshIndicator, Proposal } from './proposal.js'

export interface DraftOf {
  readonly template: Template
  /** To be put into the dictionary with the draft. */
  readonly fresh: readonly TemplateIndicator[]
}

/** What the draft becomes part of: a new form, or a draft that is there already. */
export interface Target {
  readonly base: Pick<Template, 'code' | 'title' | 'periodType'> | Template
  /** Definitions of what the proposal names, by code. */
  readonly indicators: ReadonlyMap<string, TemplateIndicator>
  /** Codes a new indicator may not get. */
  readonly taken: ReadonlySet<string>
}

/** Turns a proposal and what was decided about it into a template; doubtful places stay unbound until someone decides. */
export function draftFrom(proposal: Proposal, decisions: Decisions, target: Target): DraftOf {
  const before = 'cells' in target.base ? target.base : null
  const fresh: TemplateIndicator[] = []
  const bound = new Map<string, string>()
  const naming = newCodes(target)
  for (const binding of proposal.bindings) {
    const outcome = outcomeOf(binding, decisions[binding.address])
    if (outcome.as === 'bound') bound.set(binding.address, outcome.code)
    if (outcome.as !== 'fresh') continue
    const indicator = { ...defined(outcome.define), code: reused(before, outcome.define) ?? naming() }
    if (!before?.indicators.some((each) => each.code === indicator.code)) fresh.push(indicator)
    bound.set(binding.address, indicator.code)
  }
  const drawn = draw(proposal, { bound, decisions })
  const used = new Set(drawn.cells.flatMap(({ binding }) => (binding ? [binding.indicator] : [])))
  const known = [...(before?.indicators ?? []), ...target.indicators.values(), ...fresh]
  const indicators = [...used].flatMap((code) => known.find((each) => each.code === code) ?? [])
  const template: Template = {
    ...(before ?? { ...blankTemplate(target.base), title: target.base.title || proposal.title, legal: proposal.legal }),
    unitNote: before?.unitNote || proposal.unitNote,
    headerItems: before?.headerItems ?? footOf(proposal),
    ...drawn,
    ...rosterOf(proposal, before),
    indicators,
    rules: [...(before?.rules ?? []), ...checksOf(proposal, { decisions, bound, taken: before?.rules ?? [] })],
  }
  return { template: before ? carryIds(before, template) : template, fresh }
}

/** The band of a roster; how many rows there may be and what is unique stays as it was decided. */
function rosterOf({ roster }: Proposal, before: Template | null): Pick<Template, 'kind' | 'roster'> {
  if (!roster) return { kind: 'fixed' }
  const limits = before?.roster ?? { minRows: 0, maxRows: 200, unique: [] }
  return { kind: 'roster', roster: { ...limits, row: rowId(roster.row) } }
}

const defined = (fresh: FreshIndicator): Omit<TemplateIndicator, 'code'> => ({
  ...fresh,
  ratio: null,
  definition: '',
})

/** Importing again finds the indicators that the first import made. */
function reused(before: Template | null, fresh: FreshIndicator): string | null {
  return before?.indicators.find(({ name, unit }) => name === fresh.name && unit === fresh.unit)?.code ?? null
}

function newCodes({ base, taken }: Target): () => string {
  const prefix = base.code.replaceAll('-', '').slice(0, 24)
  const lower = new Set([...taken].map((code) => code.toLowerCase()))
  let number = 0
  return () => {
    let code: string
    do code = `${prefix}_${String(++number).padStart(3, '0')}`
    while (lower.has(code.toLowerCase()))
    return code
  }
}

const rowId = (at: number): string => `r_${at + 1}`

function draw(
  proposal: Proposal,
  { bound, decisions }: { bound: ReadonlyMap<string, string>; decisions: Decisions },
): Pick<Template, 'sections' | 'rows' | 'columns' | 'cells'> {
  const titles = [...new Set(proposal.rows.flatMap(({ section }) => (section === null ? [] : [section])))]
  const sections: Section[] = titles.map((title, at) => ({ id: `s${at + 1}`, title: title.slice(0, 120), when: null }))
  const idOf = new Map(titles.map((title, at) => [title, `s${at + 1}`]))
  const column = (at: number): string => `c_${at + 1}`
  const computed = new Map(proposal.bindings.map((binding) => [binding.address, binding.formula]))
  const cells = proposal.cells.map((cell): Cell => {
    const address = addressOf(cell.row, cell.column)
    const code = bound.get(address)
    const formula = inStored(computed.get(address) ?? null, bound)
    const refused = cell.role === 'value' && decisions[address]?.as === 'refused'
    const value = cell.role === 'value' && !refused
    return {
      id: value ? `v_${cell.row + 1}_${cell.column + 1}` : `l_${cell.row + 1}_${cell.column + 1}`,
      row: rowId(cell.row),
      column: column(cell.column),
      rowSpan: cell.rowSpan,
      columnSpan: cell.columnSpan,
      role: value ? (formula === null ? 'input' : 'computed') : cell.role === 'value' ? 'label' : cell.role,
      text: cell.text,
      indent: cell.indent,
      align: cell.align,
      binding:
        value && code !== undefined ? { key: code, indicator: code, rowItem: null, columnItem: null, offset: 0 } : null,
      formula: value ? formula : null,
      required: false,
      when: null,
    }
  })
  return {
    sections,
    rows: proposal.rows.map(({ at, height, section }) => ({
      id: rowId(at),
      height,
      sectionId: section === null ? null : (idOf.get(section) ?? null),
    })),
    columns: proposal.columns.map(({ at, width }) => ({ id: column(at), width })),
    cells,
  }
}

/** `@D6@` as `[M0301]`; null when one of the places is bound to nothing. */
function inStored(expression: string | null, bound: ReadonlyMap<string, string>): string | null {
  if (expression === null) return null
  let whole = true
  const stored = expression.replaceAll(/@([A-Z]+\d+)@/g, (_, address: string) => {
    const code = bound.get(address)
    if (code === undefined) whole = false
    return `[${code ?? ''}]`
  })
  return whole ? stored : null
}

function checksOf(
  { checks }: Proposal,
  at: { decisions: Decisions; bound: ReadonlyMap<string, string>; taken: readonly CheckRule[] },
): CheckRule[] {
  const rules: CheckRule[] = []
  let number = at.taken.length
  for (const check of checks) {
    const expression = isWanted(check, at.decisions[check.id]) ? inStored(check.expression, at.bound) : null
    if (expression === null || [...at.taken, ...rules].some((rule) => rule.expression === expression)) continue
    do number += 1
    while (at.taken.some(({ code }) => code === codeOf(number)))
    rules.push({
      code: codeOf(number),
      severity: 'error',
      expression,
      message: check.message.slice(0, 300),
      when: null,
      hint: null,
      source: '导入时按表样结构提出',
    })
  }
  return rules
}

const codeOf = (number: number): string => `E${String(number).padStart(3, '0')}`

/** The fields of every official form; those of the foot only when the file has a foot that names some of them. */
function footOf({ foot }: Proposal): Template['headerItems'] {
  const named = new Set(foot)
  const some = HEADER_ITEMS.some(({ place, title }) => place === 'foot' && named.has(title))
  return HEADER_ITEMS.filter(({ place, title, required }) => place === 'head' || required || !some || named.has(title))
}
