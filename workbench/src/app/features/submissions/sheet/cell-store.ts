import type { Signal, WritableSignal } from '@angular/core'
import { computed, signal } from '@angular/core'
import type { Finding } from '@weitong/designer/check'
import { type EntrySheet, isInvalid } from '@weitong/designer/entry'
import type { Cell } from '@weitong/designer/template'
import { blockOf, linesOf, toTsv } from './block.js'
import { cellFacts, shownText } from './cell-facts.js'
import { type CellProblem, CellState } from './cell-state.js'

/** Findings about a cell being blank are said from the first 审核 on: an empty form is not full of errors. */
export function isAboutBlank(finding: Finding): boolean {
  return finding.rule.startsWith('REQUIRED.')
}

/** A period that values are compared with. */
export type Earlier = 'previous' | 'lastYear'

/** The cells of one report over its entry sheet: what each shows, which is in focus, which are chosen. */
export class CellStore {
  private states: ReadonlyMap<string, CellState> = new Map()
  all: readonly CellState[] = []
  cells: readonly Cell[] = []
  /** Every failed finding, blank required cells included. */
  readonly findings = signal<readonly Finding[]>([])
  /** From the first 审核 on, blank required cells are marked as well. */
  readonly demanding = signal(false)
  readonly shownFindings = computed(() =>
    this.demanding() ? this.findings() : this.findings().filter((finding) => !isAboutBlank(finding)),
  )
  readonly blanks = computed(() => this.findings().filter(isAboutBlank).length)
  readonly filled = signal(0)
  /** Grows with every change of a value. */
  readonly version = signal(0)
  readonly active = signal<CellState | null>(null)
  /** Whether earlier values are shown beside each value. */
  readonly compare = signal(false)
  /** The earlier periods that are shown: both where there is room. */
  readonly compared = computed<readonly Earlier[]>(() => {
    if (!this.compare()) return []
    return this.room() === 'wide' ? ['previous', 'lastYear'] : ['previous']
  })
  readonly room = signal<'wide' | 'narrow'>('wide')
  private readonly problems = computed(() => worstByCell(this.shownFindings()))
  private anchor: CellState | null = null
  private chosen: readonly CellState[] = []

  private readonly current: WritableSignal<EntrySheet>

  constructor(
    sheet: EntrySheet,
    private readonly locked: Signal<boolean>,
  ) {
    this.current = signal(sheet)
    this.adopt(sheet)
    sheet.onChange((keys) => this.changed(keys))
  }

  get sheet(): EntrySheet {
    return this.current()
  }

  /** Takes over the same report with other rows: cells that stay keep their place on the page and what is said about them. */
  adopt(sheet: EntrySheet): void {
    const before = this.states
    const states = cellFacts(sheet).map((facts) => {
      const state = before.get(facts.cell.id)
      state?.learn(facts)
      return state ?? new CellState(facts, this.locked)
    })
    this.states = new Map(states.map((state) => [state.id, state]))
    this.all = states
    this.cells = states.map(({ facts }) => facts.cell)
    this.current.set(sheet)
    for (const state of states) if (before.get(state.id) !== state) this.show(state)
    this.chosen = this.chosen.filter(({ id }) => this.states.has(id))
    this.recheck()
  }

  of(cellId: string): CellState {
    const state = this.states.get(cellId)
    if (!state) throw new Error(`cell ${cellId} holds no value`)
    return state
  }

  find(cellId: string): CellState | null {
    return this.states.get(cellId) ?? null
  }

  byKey(key: string): CellState | null {
    const cell = this.sheet.form.layout.cellsByKey.get(key)
    return cell ? this.find(cell.id) : null
  }

  byAddress(address: string): CellState | null {
    const found = this.sheet.form.layout.cellAt(address)
    return found ? this.find(found.id) : null
  }

  /** The first input that applies and is blank, else the first input. */
  firstToFill(): CellState | null {
    const inputs = this.all.filter(({ id, facts }) => facts.cell.role === 'input' && this.sheet.takes(id))
    return inputs.find(({ id }) => this.sheet.valueOf(id) === null) ?? inputs[0] ?? null
  }

  // ── focus and block ───────────────────────────────────────────────────────────────────────────────────────────

  /** Brings a cell into focus; with `extend` the block reaches from where it began to here. */
  activate(next: CellState, extend = false): void {
    this.active()?.active.set(false)
    next.active.set(true)
    this.active.set(next)
    if (!extend) this.anchor = next
    this.choose(this.anchor ?? next, next)
  }

  /** The chosen cells; the cell in focus alone when no block is drawn. */
  get block(): readonly CellState[] {
    return this.chosen
  }

  /** The chosen block as spreadsheets read it, numbers without separators. */
  copied(): string {
    const to = this.active()
    if (!to) return ''
    const { layout } = this.sheet.form
    const block = blockOf(layout, (this.anchor ?? to).facts.cell, to.facts.cell)
    return toTsv(linesOf(layout, block).map((line) => line.map((cell) => (cell ? this.plainText(cell) : ''))))
  }

  private plainText(cell: Cell): string {
    const state = this.find(cell.id)
    if (!state) return cell.text
    return state.value() ?? state.text()
  }

  private choose(from: CellState, to: CellState): void {
    for (const state of this.chosen) state.chosen.set(false)
    const { layout } = this.sheet.form
    const lines = from === to ? [[to.facts.cell]] : linesOf(layout, blockOf(layout, from.facts.cell, to.facts.cell))
    this.chosen = lines.flat().flatMap((cell) => (cell ? (this.find(cell.id) ?? []) : []))
    if (this.chosen.length > 1) for (const state of this.chosen) state.chosen.set(true)
  }

  // ── what changes ──────────────────────────────────────────────────────────────────────────────────────────────

  private changed(keys: ReadonlySet<string>): void {
    for (const key of keys) {
      const state = this.byKey(key) ?? this.find(key)
      if (state) this.show(state)
    }
    this.recheck()
  }

  private show(state: CellState): void {
    const value = this.sheet.valueOf(state.id)
    state.hidden.set(!this.sheet.isShown(state.id))
    state.text.set(state.facts.applies ? shownText(value, state.facts) : '')
    state.value.set(isInvalid(value) ? null : value)
  }

  private recheck(): void {
    this.findings.set(this.sheet.findings())
    this.filled.set(this.sheet.filled)
    this.version.update((version) => version + 1)
    this.mark()
  }

  /** Puts the signs on the cells; called again when `demanding` changes what is said. */
  mark(): void {
    const problems = this.problems()
    for (const state of this.all) state.problem.set(problems.get(state.id) ?? null)
  }
}

function worstByCell(findings: readonly Finding[]): ReadonlyMap<string, CellProblem> {
  const byCell = new Map<string, CellProblem>()
  for (const { severity, message, cells } of findings) {
    for (const id of cells) {
      const known = byCell.get(id)
      byCell.set(id, {
        severity: known?.severity === 'error' ? 'error' : severity,
        words: known ? `${known.words}\n${message}` : message,
      })
    }
  }
  return byCell
}
