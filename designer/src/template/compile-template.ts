import {
  assertedIn,
  type Closure,
  collect,
  compile,
  type ForeignNeed,
  type Frame,
  type Node,
  parseOrThrow,
  type Slots,
  type Tolerance,
  type Value,
  walk,
} from '../expression/index.js'
import { isNumeric } from '../indicator/index.js'
import type { TemplateIndicator } from '../indicator/index.js'
import type { OrgAttributes } from '../organisation/index.js'
import type { Period } from '../period/index.js'
import { orgFrame, periodFrame } from './attributes.js'
import { formulaOrder } from './formula-order.js'
import { type Layout, layoutOf } from './layout.js'
import { foreignDecimals } from './other-forms.js'
import type { Cell, CheckRule, Template } from './template.js'

/** A cell with a value: an input, a computed cell, or a value of another period. */
export interface CompiledCell {
  readonly cell: Cell
  readonly slot: number
  /** null on a computed cell that is no indicator. */
  readonly indicator: TemplateIndicator | null
  /** Decimals a number is rounded to; null for what is no number. */
  readonly decimals: number | null
  /** Whether the cell applies to a unit; null when it always does. */
  readonly when: Closure | null
  /** Whether an input is shown and asked at present, with the slots that decide; null when it always is. */
  readonly shown: { readonly run: Closure; readonly reads: readonly number[] } | null
}

export interface CompiledFormula extends CompiledCell {
  readonly ast: Node
  readonly run: Closure
  /** Slots it reads in this period. */
  readonly reads: readonly number[]
}

export interface CompiledRule {
  readonly rule: CheckRule
  readonly ast: Node
  readonly run: Closure
  readonly when: Closure | null
  readonly reads: readonly number[]
  /** Compiles a part of the rule as the rule does: with its tolerance. */
  readonly closureOf: (node: Node) => Closure
  /** Values of other forms it needs. */
  readonly foreign: readonly ForeignNeed[]
  /** Cells it is about, in order of appearance. */
  readonly cells: readonly Cell[]
}

/** A version made ready to run: parsed once, compiled once, shared by everything that evaluates it. Immutable. */
export interface CompiledForm {
  readonly template: Template
  readonly layout: Layout
  readonly slots: number
  readonly slotOfKey: ReadonlyMap<string, number>
  readonly slotOfCell: ReadonlyMap<string, number>
  readonly indicators: ReadonlyMap<string, TemplateIndicator>
  readonly inputs: readonly CompiledCell[]
  /** In an order in which each needs only earlier ones. */
  readonly formulas: readonly CompiledFormula[]
  /** Positions in `formulas` that read a slot. */
  readonly readers: ReadonlyMap<number, readonly number[]>
  readonly rules: readonly CompiledRule[]
  /** Values of other forms that the rules need. */
  readonly foreign: readonly ForeignNeed[]
  readonly scope: Closure
  /** Compiles a further expression against this form's names, e.g. one side of a rule for its message. */
  readonly closureOf: (node: Node) => Closure
}

/** Throws ExpressionError for anything `checkTemplate` would have refused; published templates have passed it. */
export function compileTemplate(template: Template): CompiledForm {
  const layout = layoutOf(template)
  const indicators = new Map(template.indicators.map((indicator) => [indicator.code, indicator]))
  const { slotOfKey, slotOfCell, count } = assignSlots(template)
  const slots = slotsFor({ template, layout, indicators, slotOfKey, slotOfCell })
  const compiled = new WeakMap<Node, Closure>()
  const closureOf = (node: Node): Closure => {
    const closure = compiled.get(node) ?? compile(node, slots)
    compiled.set(node, closure)
    return closure
  }
  const whenOf = applicability(template, closureOf)
  const readsOf = (ast: Node): number[] => slotsRead(ast, slots)
  const shownOf = (ast: Node) => ({ run: closureOf(ast), reads: readsOf(ast) })
  const cells = template.cells
    .filter(({ id }) => slotOfCell.has(id))
    .map((cell): CompiledCell => {
      const indicator = cell.binding ? (indicators.get(cell.binding.indicator) ?? null) : null
      return {
        cell,
        slot: slotOfCell.get(cell.id) as number,
        indicator,
        decimals: decimalsOf(cell, indicator),
        when: whenOf(cell),
        shown: cell.shown === undefined ? null : shownOf(parseOrThrow(cell.shown)),
      }
    })
  const formulas = cells
    .filter(({ cell }) => cell.formula !== null)
    .map((each): CompiledFormula => {
      const ast = parseOrThrow(each.cell.formula ?? '')
      return { ...each, ast, run: closureOf(ast), reads: readsOf(ast) }
    })
  const { ordered } = formulaOrder(formulas)
  const rules = compileRules(template, { layout, slots, closureOf, readsOf })
  return {
    template,
    layout,
    slots: count,
    slotOfKey,
    slotOfCell,
    indicators,
    inputs: cells.filter(({ cell }) => cell.role === 'input' && cell.binding?.offset === 0),
    formulas: ordered,
    readers: readersOf(ordered),
    rules,
    foreign: rules.flatMap((rule) => rule.foreign),
    scope: closureOf(parseOrThrow(template.scope)),
    closureOf,
  }
}

interface RuleContext {
  readonly layout: Layout
  readonly slots: Slots
  readonly closureOf: (node: Node) => Closure
  readonly readsOf: (ast: Node) => number[]
}

/** Rules that are switched off are not among them. */
function compileRules(template: Template, { layout, slots, closureOf, readsOf }: RuleContext): CompiledRule[] {
  return template.rules
    .filter(({ off }) => !off)
    .map((rule) => {
      const ast = parseOrThrow(rule.expression)
      const when = rule.when === null ? null : parseOrThrow(rule.when)
      const within = rule.tolerance ? tolerant(ast, rule.tolerance, slots) : closureOf
      return {
        rule,
        ast,
        run: within(ast),
        when: when && closureOf(when),
        reads: [...new Set([...readsOf(ast), ...(when ? readsOf(when) : [])])],
        closureOf: within,
        foreign: collect(ast).foreign,
        cells: cellsNamed(ast, layout),
      }
    })
}

/** Compiles what must hold in a rule so that it allows for the rule's tolerance. */
function tolerant(ast: Node, tolerance: Tolerance, slots: Slots): (node: Node) => Closure {
  const asserted = new Set(assertedIn(ast))
  return (node) => compile(node, { ...slots, toleranceAt: (each) => (asserted.has(each) ? tolerance : null) })
}

/** Whether a unit owes this report. */
export function inScope(form: CompiledForm, org: OrgAttributes, period: Period): boolean {
  return form.scope(emptyFrame(org, period)) === true
}

/** A frame without values: for rules over attributes alone. */
export function emptyFrame(org: OrgAttributes, period: Period): Frame {
  return { now: NONE, previous: NONE, lastYear: NONE, org: orgFrame(org), period: periodFrame(period) }
}

const NONE: readonly Value[] = []

/** Two decimals where a computed cell is no indicator and so says nothing itself. */
const UNBOUND_DECIMALS = 2

function decimalsOf(cell: Cell, indicator: TemplateIndicator | null): number | null {
  if (indicator) return isNumeric(indicator.type) ? indicator.decimals : null
  return cell.formula === null ? null : UNBOUND_DECIMALS
}

/** One slot per value key, shared by the cells that show it at another period, and one per unbound computed cell. */
function assignSlots(template: Template): {
  slotOfKey: Map<string, number>
  slotOfCell: Map<string, number>
  count: number
} {
  const slotOfKey = new Map<string, number>()
  const slotOfCell = new Map<string, number>()
  let count = 0
  for (const { id, binding, formula } of template.cells) {
    if (binding) {
      if (!slotOfKey.has(binding.key)) slotOfKey.set(binding.key, count++)
      if (binding.offset === 0) slotOfCell.set(id, slotOfKey.get(binding.key) as number)
    } else if (formula !== null) slotOfCell.set(id, count++)
  }
  return { slotOfKey, slotOfCell, count }
}

interface Names {
  readonly template: Template
  readonly layout: Layout
  readonly indicators: ReadonlyMap<string, TemplateIndicator>
  readonly slotOfKey: ReadonlyMap<string, number>
  readonly slotOfCell: ReadonlyMap<string, number>
}

function slotsFor({ template, layout, indicators, slotOfKey, slotOfCell }: Names): Slots {
  const decimalsOfCell = (cell: Cell | undefined): number | null =>
    cell ? decimalsOf(cell, cell.binding ? (indicators.get(cell.binding.indicator) ?? null) : null) : null
  const rangeCells = (range: Node & { kind: 'range' }): readonly Cell[] =>
    layout.within(range.from, range.to).filter((cell) => slotOfCell.has(cell.id))
  return {
    slotOf: (node) => (node.kind === 'value' ? slotOfKey.get(node.key) : slotOfCell.get(node.id)),
    slotsOf: (range) => rangeCells(range).map((cell) => slotOfCell.get(cell.id) as number),
    decimalsOf(node) {
      if (node.kind === 'foreign') return foreignDecimals(template, node.form, node.key)
      if (node.kind === 'value') return decimalsOfCell(layout.cellsByKey.get(node.key))
      if (node.kind === 'cell') return decimalsOfCell(layout.cellsById.get(node.id))
      return Math.max(0, ...rangeCells(node).map((cell) => decimalsOfCell(cell) ?? 0))
    },
  }
}

/** A cell applies when its section does and its own rule says so. */
function applicability(template: Template, closureOf: (node: Node) => Closure): (cell: Cell) => Closure | null {
  const rowSection = new Map(template.rows.map(({ id, sectionId }) => [id, sectionId]))
  const closures = new Map<string, Closure>()
  const closure = (when: string): Closure => {
    const made = closures.get(when) ?? closureOf(parseOrThrow(when))
    closures.set(when, made)
    return made
  }
  const sections = new Map(template.sections.map(({ id, when }) => [id, when]))
  return (cell) => {
    const section = sections.get(rowSection.get(cell.row) ?? '') ?? null
    const both = [section, cell.when].filter((when) => when !== null).map(closure)
    const [first, second] = both
    if (!first) return null
    return second ? (frame) => first(frame) === true && second(frame) === true : first
  }
}

function slotsRead(ast: Node, slots: Slots): number[] {
  const needs = collect(ast)
  const read = new Set<number>()
  const add = (slot: number | undefined): void => void (slot === undefined || read.add(slot))
  for (const key of needs.keys) add(slots.slotOf({ kind: 'value', key, at: 0 }))
  for (const id of needs.cells) add(slots.slotOf({ kind: 'cell', id, at: 0 }))
  for (const range of needs.ranges) slots.slotsOf({ kind: 'range', ...range, at: 0 }).forEach(add)
  return [...read]
}

function readersOf(formulas: readonly CompiledFormula[]): Map<number, number[]> {
  const readers = new Map<number, number[]>()
  for (const [position, { reads }] of formulas.entries()) {
    for (const slot of reads) readers.set(slot, [...(readers.get(slot) ?? []), position])
  }
  return readers
}

/** Cells an expression names, whatever the period it looks at; where it only searches is not what it is about. */
function cellsNamed(ast: Node, layout: Layout): Cell[] {
  const needs = collect(ast)
  const searched = new Set(
    [...walk(ast)].flatMap((node) =>
      node.kind === 'call' && (node.name === 'COUNTIFS' || node.name === 'SUMIFS') ? node.args : [],
    ),
  )
  const ranges = [...walk(ast)].filter((node) => node.kind === 'range' && !searched.has(node))
  const keys = new Set([...needs.keys, ...needs.previous, ...needs.lastYear])
  const cells = new Set<Cell>()
  for (const key of keys) {
    const cell = layout.cellsByKey.get(key)
    if (cell) cells.add(cell)
  }
  for (const id of needs.cells) {
    const cell = layout.cellsById.get(id)
    if (cell) cells.add(cell)
  }
  for (const range of ranges) {
    if (range.kind !== 'range') continue
    for (const cell of layout.within(range.from, range.to)) if (cell.binding || cell.formula !== null) cells.add(cell)
  }
  return [...cells]
}
