import { type Finding, runChecks } from '../check/index.js'
import { fits, type Frame, round, type Value } from '../expression/index.js'
import type { OrgAttributes } from '../organisation/index.js'
import type { Period } from '../period/index.js'
import {
  type CellFiller,
  type CompiledCell,
  type CompiledForm,
  type CompiledFormula,
  foreignFrame,
  orgFrame,
  type OtherReports,
  periodFrame,
  thresholdFrame,
} from '../template/index.js'
import { checkInputs } from './check-inputs.js'
import { type CellValue, type DraftValue, type DraftValues, isInvalid } from './parse-input.js'
import { isAsked, isOpen, usedRows } from './used-rows.js'

/** Submitted values of a period by key, or null when there is no such report. */
export type PeriodValues = Readonly<Record<string, CellValue>> | null

/** What a report is evaluated in; the host fetches it beforehand. */
export interface EntryContext {
  readonly org: OrgAttributes
  readonly period: Period
  readonly previous: PeriodValues
  readonly lastYear: PeriodValues
  /** What the unit submitted in the other forms the rules name; absent: nothing. */
  readonly others?: OtherReports
  /** Roles of whoever fills: cells for others take nothing from them. Absent: all cells are theirs. */
  readonly held?: readonly CellFiller[]
}

export interface Evaluation {
  /** Every value of the form, inputs and computed, by key: what a submission keeps. Not applicable is null. */
  readonly values: Readonly<Record<string, CellValue>>
  readonly findings: readonly Finding[]
  /** Share of applicable inputs that are filled, 0 to 100. */
  readonly filled: number
  readonly frame: Frame
  readonly applicable: ReadonlySet<string>
}

/** Evaluates a whole draft: the truth on the server, and what the page must agree with cell by cell. */
export function evaluate(form: CompiledForm, draft: DraftValues, context: EntryContext): Evaluation {
  const state = startFrame(form, context)
  takeInputs(form, draft, state)
  for (const formula of form.formulas) runFormula(formula, state)
  const values: Record<string, CellValue> = {}
  for (const { cell, slot, decimals } of [...form.inputs, ...form.formulas]) {
    if (cell.binding) values[cell.binding.key] = toCellValue(state.now[slot] ?? null, decimals)
  }
  const findings = [...checkInputs(form, draft, state), ...runChecks(form, state.frame)]
  return { values, findings, filled: filledShare(form, state), frame: state.frame, applicable: state.applicable }
}

/** A frame that can be changed, with what applies to the unit. */
export interface EntryState {
  readonly frame: Frame
  readonly now: Value[]
  /** Ids of cells that apply. */
  readonly applicable: ReadonlySet<string>
  /** Ids of inputs that are not shown at present: what stands in them is kept and counts as blank. */
  readonly hidden: Set<string>
  /** Formulas, by slot, whose result no double holds at its decimals. */
  readonly tooLarge: Set<number>
}

export function startFrame(form: CompiledForm, context: EntryContext): EntryState {
  const now: Value[] = new Array<Value>(form.slots).fill(null)
  const inapplicable = new Set<number>()
  const frame: Frame = {
    now,
    previous: periodSlots(form, context.previous),
    lastYear: periodSlots(form, context.lastYear),
    org: orgFrame(context.org),
    period: periodFrame(context.period),
    foreign: foreignFrame(form.template, form.foreign, { period: context.period, others: context.others }),
    limits: thresholdFrame(form.template.thresholds, context.org, context.period),
    inapplicable,
  }
  const applicable = new Set<string>()
  for (const { cell, slot, when } of [...form.inputs, ...form.formulas]) {
    if (when === null || when(frame) === true) applicable.add(cell.id)
    else inapplicable.add(slot)
  }
  return { frame, now, applicable, hidden: new Set(), tooLarge: new Set() }
}

function periodSlots(form: CompiledForm, values: PeriodValues): Value[] {
  const slots: Value[] = new Array<Value>(form.slots).fill(null)
  if (!values) return slots
  for (const [key, slot] of form.slotOfKey) {
    const cell = form.layout.cellsByKey.get(key)
    const type = form.indicators.get(cell?.binding?.indicator ?? key)?.type
    slots[slot] = toValue(values[key] ?? null, type === 'integer' || type === 'decimal')
  }
  return slots
}

/** Takes all inputs of a draft into the frame: those that are always shown first, since they decide about the others. */
export function takeInputs(form: CompiledForm, draft: DraftValues, state: EntryState): void {
  for (const input of form.inputs) if (!input.shown) takeInput(input, draft, state)
  for (const input of form.inputs) if (input.shown) takeInput(input, draft, state)
}

/** Ids of the inputs that a draft hides. */
export function hiddenInputs(form: CompiledForm, draft: DraftValues, context: EntryContext): ReadonlySet<string> {
  if (!form.inputs.some(({ shown }) => shown)) return new Set()
  const state = startFrame(form, context)
  takeInputs(form, draft, state)
  return state.hidden
}

/** Takes one input into the frame, if it is shown. */
export function takeInput(input: CompiledCell, draft: DraftValues, state: EntryState): void {
  const isShown = input.shown === null || input.shown.run(state.frame) === true
  if (isShown) state.hidden.delete(input.cell.id)
  else state.hidden.add(input.cell.id)
  state.now[input.slot] = isShown ? inputValue(input, draft, state.applicable) : null
}

/** The value of an input as formulas see it: blank when it does not apply or is no value. */
export function inputValue(input: CompiledCell, draft: DraftValues, applicable: ReadonlySet<string>): Value {
  const value: DraftValue | undefined = draft[input.cell.binding?.key ?? '']
  if (value === undefined || isInvalid(value) || !applicable.has(input.cell.id)) return null
  return toValue(value, input.decimals !== null)
}

/** Computes one cell into the frame, rounded to its decimals; a result too large for its scale is blank and a finding. */
export function runFormula(formula: CompiledFormula, state: EntryState): void {
  const result = state.applicable.has(formula.cell.id) ? formula.run(state.frame) : null
  const { decimals, slot } = formula
  state.tooLarge.delete(slot)
  if (typeof result !== 'number') state.now[slot] = result
  else if (fits(result, decimals ?? 0)) state.now[slot] = round(result, decimals ?? 0)
  else {
    state.now[slot] = null
    state.tooLarge.add(slot)
  }
}

function toValue(value: CellValue, numeric: boolean): Value {
  if (value === null || !numeric) return value
  // A draft may be older than the type of its cell: what is no number then is blank, never NaN.
  const number = value === '' ? NaN : Number(value)
  return Number.isFinite(number) ? number : null
}

/** Canonical: no trailing zeros, no exponent, no minus zero. Numbers are rounded already, so their shortest text is exact. */
export function toCellValue(value: Value, decimals: number | null): CellValue {
  if (value === null || typeof value === 'string') return value
  if (typeof value === 'boolean' || value === 0) return String(value)
  const text = String(value)
  return text.includes('e') ? value.toFixed(decimals ?? 0) : text
}

/** Share of the inputs that are asked that hold a value, 0 to 100. */
export function filledShare(form: CompiledForm, state: EntryState): number {
  const used = usedRows(form, state)
  const asked = form.inputs.filter((input) => isOpen(input, state) && isAsked(input, used))
  const given = asked.filter(({ slot }) => (state.now[slot] ?? null) !== null)
  return asked.length === 0 ? 100 : Math.floor((given.length / asked.length) * 100)
}
