import {
  detectUnitSlip,
  type Finding,
  inThousands,
  runRule,
  type UnitSlip,
  type UnaskedRule,
  unaskedRules,
} from '../check/index.js'
import {
  type CompiledCell,
  type CompiledForm,
  type CompiledFormula,
  isFilledBy,
  type TemplateCodeList,
} from '../template/index.js'
import { checkInputs, codeListOf } from './check-inputs.js'
import { codesUnder } from './code-list.js'
import {
  type EntryContext,
  type EntryState,
  filledShare,
  inputValue,
  runFormula,
  startFrame,
  takeInput,
  takeInputs,
  toCellValue,
} from './evaluate.js'
import { type CellValue, type DraftValue, type DraftValues, isInvalid, parseInput } from './parse-input.js'

/** Keys of the values a change touched, inputs and computed. */
export type ChangeListener = (keys: ReadonlySet<string>) => void

interface Step {
  readonly before: Readonly<Record<string, DraftValue>>
  readonly after: Readonly<Record<string, DraftValue>>
}

const MAX_STEPS = 500

/**
 * A report while it is being filled: draft values, live totals and findings, undo. Each change recomputes only the formulas
 * and rules that can see it. The result always equals `evaluate` of the same draft.
 */
export class EntrySheet {
  private state!: EntryState
  private readonly draft: Record<string, DraftValue>
  private saved: Readonly<Record<string, DraftValue>>
  private inputOfKey!: ReadonlyMap<string, CompiledCell>
  private valuedCells!: ReadonlyMap<string, CompiledCell>
  private ruleFindings!: (Finding | null)[]
  private rulesReading!: ReadonlyMap<number, readonly number[]>
  private compiled!: CompiledForm
  private readonly done: Step[] = []
  private readonly undone: Step[] = []
  private listeners = new Set<ChangeListener>()

  constructor(
    form: CompiledForm,
    readonly context: EntryContext,
    draft: DraftValues,
  ) {
    this.draft = { ...draft }
    this.saved = { ...draft }
    this.adopt(form)
  }

  get form(): CompiledForm {
    return this.compiled
  }

  /** Takes other checks for the same cells: nothing that was typed is touched. */
  takeChecks(form: CompiledForm): void {
    this.adopt(form)
    this.notify(new Set(form.formulas.map(({ cell }) => cell.binding?.key ?? cell.id)))
  }

  private adopt(form: CompiledForm): void {
    this.compiled = form
    this.state = startFrame(form, this.context)
    this.inputOfKey = new Map(form.inputs.map((input) => [input.cell.binding?.key ?? '', input]))
    this.valuedCells = new Map([...form.inputs, ...form.formulas].map((each) => [each.cell.id, each]))
    this.ruleFindings = form.rules.map(() => null)
    this.rulesReading = rulesBySlot(form)
    this.recomputeAll()
  }

  // ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** What was typed into an input, or what a computed cell shows. */
  valueOf(cellId: string): DraftValue {
    const known = this.valuedCells.get(cellId)
    const key = known?.cell.binding?.key
    if (!known) return this.valueElsewhere(cellId)
    if (known.cell.role === 'input' && key !== undefined) return this.draft[key] ?? null
    return toCellValue(this.state.now[known.slot] ?? null, known.decimals)
  }

  /** What a cell shows that is bound to another period. */
  private valueElsewhere(cellId: string): CellValue {
    const { binding } = this.form.layout.cellsById.get(cellId) ?? {}
    const slot = this.form.slotOfKey.get(binding?.key ?? '')
    if (!binding || binding.offset === 0 || slot === undefined) return null
    const values = binding.offset === -1 ? this.state.frame.previous : this.state.frame.lastYear
    return toCellValue(values[slot] ?? null, this.form.indicators.get(binding.indicator)?.decimals ?? null)
  }

  isApplicable(cellId: string): boolean {
    return this.state.applicable.has(cellId)
  }

  /** False for an input that other values hide at present. */
  isShown(cellId: string): boolean {
    return !this.state.hidden.has(cellId)
  }

  /** False for an input that is for others to fill. */
  isMine(cellId: string): boolean {
    const cell = this.form.layout.cellsById.get(cellId)
    return !cell || !this.context.held || isFilledBy(cell, this.context.held)
  }

  /** Whether an input takes what is typed or pasted. */
  takes(cellId: string): boolean {
    return this.isApplicable(cellId) && this.isShown(cellId) && this.isMine(cellId)
  }

  /** Codes that may be chosen in a cell: all of its list, or those under the code chosen in another cell. */
  choicesOf(cellId: string): TemplateCodeList | null {
    const input = this.valuedCells.get(cellId)
    const list = input ? codeListOf(this.form, input) : null
    const above = this.draft[input?.cell.under ?? '']
    return list && typeof above === 'string' ? codesUnder(list, above) : list
  }

  /** Values of the draft, invalid input included: what is saved. */
  get values(): DraftValues {
    return this.draft
  }

  get filled(): number {
    return filledShare(this.form, this.state)
  }

  /** Why the content of an input is no value, or null. */
  problemOf(cellId: string): string | null {
    const value = this.valueOf(cellId)
    const input = this.valuedCells.get(cellId)
    if (!isInvalid(value) || !input?.indicator) return null
    const parsed = parseInput(value.invalid, input.indicator, codeListOf(this.form, input))
    return 'message' in parsed ? parsed.message : null
  }

  /** Failed findings, 强制性 and 核实性, inputs first, then rules in their order. */
  findings(): Finding[] {
    const rules = this.ruleFindings.filter((finding) => finding?.state === 'failed') as Finding[]
    return [...checkInputs(this.form, this.draft, this.state), ...rules]
  }

  /** Rules that wait for reports of other forms. */
  unasked(): UnaskedRule[] {
    return unaskedRules(this.form, this.state.frame, this.context.period)
  }

  unitSlip(): UnitSlip | null {
    return detectUnitSlip(this.form, this.state.frame, this.findings())
  }

  /** Cells that differ from what the server acknowledged. */
  unsaved(): DraftValues {
    const changed: Record<string, DraftValue> = {}
    for (const key of new Set([...Object.keys(this.draft), ...Object.keys(this.saved)])) {
      const now = this.draft[key] ?? null
      if (!sameDraft(now, this.saved[key] ?? null)) changed[key] = now
    }
    return changed
  }

  /** What the server was last known to have in an input. */
  savedValue(key: string): DraftValue {
    return this.saved[key] ?? null
  }

  // ── changing ──────────────────────────────────────────────────────────────────────────────────────────────────

  /** Takes what was typed into an input cell; one undo step. */
  type(cellId: string, raw: string): void {
    this.typeMany([{ cellId, raw }])
  }

  /**
   * Shows totals and findings as they would be with what is being typed. The draft stays as it is: `type` makes it so, null takes
   * it back.
   */
  preview(cellId: string, raw: string | null): void {
    const input = this.valuedCells.get(cellId)
    const key = input?.cell.binding?.key
    if (!input?.indicator || key === undefined || input.cell.role !== 'input') return
    const parsed = raw === null ? null : parseInput(raw, input.indicator, codeListOf(this.form, input))
    const draft = parsed === null ? this.draft : { [key]: 'value' in parsed ? parsed.value : null }
    const value = inputValue(input, draft, this.state.applicable)
    if (value === this.state.now[input.slot]) return
    this.state.now[input.slot] = value
    this.notify(this.recompute(new Set([input.slot]), new Set([key])))
  }

  /** A paste or a fill: many cells, one undo step. Cells that are no applicable inputs are left alone. */
  typeMany(entries: readonly { readonly cellId: string; readonly raw: string }[]): void {
    const after: Record<string, DraftValue> = {}
    for (const { cellId, raw } of entries) {
      const input = this.valuedCells.get(cellId)
      const key = input?.cell.binding?.key
      if (!input?.indicator || key === undefined || input.cell.role !== 'input' || !this.takes(cellId)) continue
      const parsed = parseInput(raw, input.indicator, codeListOf(this.form, input))
      after[key] = 'value' in parsed ? parsed.value : { invalid: parsed.invalid }
    }
    this.step(after)
  }

  /** Puts values as they are: conflict choices, ÷ 1000. One undo step. */
  put(after: DraftValues): void {
    this.step(after)
  }

  /** What ÷ 1000 would make of the values a unit slip names. */
  dividedByThousand(slip: UnitSlip): DraftValues {
    const after: Record<string, DraftValue> = {}
    for (const key of slip.keys) {
      const input = this.inputOfKey.get(key)
      const value = this.draft[key]
      if (!input || typeof value !== 'string') continue
      const decimals = input.decimals ?? 0
      after[key] = toCellValue(inThousands(Number(value), decimals), decimals)
    }
    return after
  }

  undo(): boolean {
    const step = this.done.pop()
    if (!step) return false
    this.undone.push(step)
    this.apply(step.before)
    return true
  }

  redo(): boolean {
    const step = this.undone.pop()
    if (!step) return false
    this.done.push(step)
    this.apply(step.after)
    return true
  }

  /** What others saved meanwhile: shown at once, not an undo step, not unsaved. */
  merge(values: DraftValues): void {
    this.saved = { ...this.saved, ...values }
    this.apply(values)
  }

  /** The server has acknowledged these values. */
  markSaved(values: DraftValues): void {
    this.saved = { ...this.saved, ...values }
  }

  /** The same report with other rows of its roster: what is typed, saved and can be undone stays, and who listens. */
  onForm(form: CompiledForm): EntrySheet {
    const sheet = new EntrySheet(form, this.context, this.draft)
    sheet.saved = this.saved
    sheet.done.push(...this.done)
    sheet.undone.push(...this.undone)
    sheet.listeners = this.listeners
    return sheet
  }

  onChange(listener: ChangeListener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  // ── computing ─────────────────────────────────────────────────────────────────────────────────────────────────

  private step(after: DraftValues): void {
    const changed = Object.entries(after).filter(([key, value]) => !sameDraft(value, this.draft[key] ?? null))
    if (changed.length === 0) return
    const before = Object.fromEntries(changed.map(([key]) => [key, this.draft[key] ?? null]))
    this.done.push({ before, after: Object.fromEntries(changed) })
    if (this.done.length > MAX_STEPS) this.done.shift()
    this.undone.length = 0
    this.apply(Object.fromEntries(changed))
  }

  private apply(values: DraftValues): void {
    const touched = new Set<string>()
    const slots = new Set<number>()
    for (const [key, value] of Object.entries(values)) {
      this.draft[key] = value
      touched.add(key)
      const input = this.inputOfKey.get(key)
      if (!input) continue
      takeInput(input, this.draft, this.state)
      slots.add(input.slot)
    }
    this.notify(this.recompute(slots, touched))
  }

  /** Runs the formulas and rules that can see these slots; returns the touched keys with those of the formulas. */
  private recompute(slots: Set<number>, touched: Set<string>): ReadonlySet<string> {
    for (const input of this.form.inputs) {
      if (!input.shown?.reads.some((slot) => slots.has(slot))) continue
      takeInput(input, this.draft, this.state)
      slots.add(input.slot)
      touched.add(input.cell.binding?.key ?? '')
    }
    for (const formula of this.dirtyFormulas(slots)) {
      runFormula(formula, this.state)
      slots.add(formula.slot)
      touched.add(formula.cell.binding?.key ?? formula.cell.id)
    }
    this.recheck(slots)
    return touched
  }

  private notify(touched: ReadonlySet<string>): void {
    for (const listener of this.listeners) listener(touched)
  }

  /** Formulas downstream of some slots, in order. */
  private dirtyFormulas(slots: ReadonlySet<number>): CompiledFormula[] {
    const positions = new Set<number>()
    const open = [...slots]
    for (let slot = open.pop(); slot !== undefined; slot = open.pop()) {
      for (const position of this.form.readers.get(slot) ?? []) {
        if (positions.has(position)) continue
        positions.add(position)
        open.push((this.form.formulas[position] as CompiledFormula).slot)
      }
    }
    return [...positions].sort((a, b) => a - b).map((position) => this.form.formulas[position] as CompiledFormula)
  }

  private recheck(slots: Iterable<number>): void {
    const rules = new Set<number>()
    for (const slot of slots) for (const rule of this.rulesReading.get(slot) ?? []) rules.add(rule)
    for (const index of rules) {
      const rule = this.form.rules[index]
      if (rule) this.ruleFindings[index] = runRule(this.form, rule, this.state.frame)
    }
  }

  private recomputeAll(): void {
    takeInputs(this.form, this.draft, this.state)
    for (const formula of this.form.formulas) runFormula(formula, this.state)
    for (const [index, rule] of this.form.rules.entries())
      this.ruleFindings[index] = runRule(this.form, rule, this.state.frame)
  }
}

function rulesBySlot(form: CompiledForm): Map<number, number[]> {
  const bySlot = new Map<number, number[]>()
  for (const [index, { reads }] of form.rules.entries()) {
    for (const slot of reads) {
      const rules = bySlot.get(slot)
      if (rules) rules.push(index)
      else bySlot.set(slot, [index])
    }
  }
  return bySlot
}

export function sameDraft(a: DraftValue, b: DraftValue): boolean {
  return isInvalid(a) && isInvalid(b) ? a.invalid === b.invalid : a === b
}

export type { CellValue }
