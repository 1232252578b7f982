import { Component, computed, inject } from '@angular/core'
import { namesOf } from '@weitong/designer/check'
import { describe, parseOrThrow } from '@weitong/designer/expression'
import { fillerWords, ruleName } from '@weitong/designer/template'
import { OpenReport } from '../report/open-report.js'
import type { CellState } from '../sheet/cell-state.js'
import { shownText } from '../sheet/cell-facts.js'
import { growth } from '../sheet/growth.js'
import { originOf } from './start-words.js'
import { typeWords } from './type-words.js'

/** What is known about the cell in focus: what it asks, what it was, how it is computed, what is wrong with it. */
@Component({
  selector: 'wt-cell-panel',
  templateUrl: './cell-panel.html',
  styleUrl: './cell-panel.css',
})
export class CellPanel {
  private readonly report = inject(OpenReport)
  private readonly names = computed(() => namesOf(this.report.sheet.form))
  protected readonly state = this.report.cells.active
  protected readonly nameOf = ruleName

  protected readonly facts = computed(() => this.state()?.facts ?? null)
  protected readonly kind = computed(() => {
    const state = this.state()
    return state ? typeWords(state.facts) : ''
  })
  protected readonly formula = computed(() => {
    const formula = this.facts()?.cell.formula
    return formula ? describe(parseOrThrow(formula), this.names()) : null
  })
  /** Help may be revised while the page is open. */
  protected readonly definition = computed(() => {
    this.report.cells.version()
    return this.report.sheet.form.indicators.get(this.facts()?.indicator?.code ?? '')?.definition ?? ''
  })
  /** Why the cell does not apply, in words. */
  protected readonly notApplicable = computed(() => {
    const facts = this.facts()
    if (!facts || facts.applies) return null
    const { template } = this.report
    const sectionId = template.rows.find(({ id }) => id === facts.cell.row)?.sectionId
    const rules = [facts.cell.when, template.sections.find(({ id }) => id === sectionId)?.when ?? null]
    return rules.flatMap((rule) => (rule ? [describe(parseOrThrow(rule), this.names())] : [])).join('，并且 ')
  })
  /** Who fills the cell, where that is not the reader. */
  protected readonly others = computed(() => {
    const facts = this.facts()
    return facts && !facts.mine ? fillerWords(facts.cell.fillers ?? []) : null
  })
  /** Why the cell is not asked at present. */
  protected readonly hiddenUntil = computed(() => {
    const state = this.state()
    return state?.hidden() ? describe(parseOrThrow(state.facts.cell.shown ?? ''), this.names()) : null
  })
  /** What the cell began with, or may be given again. */
  protected readonly start = computed(() => {
    const state = this.state()
    const start = this.report.view().starts[state?.facts.cell.binding?.key ?? '']
    if (!state || !start) return null
    const form = state.facts.cell.start?.from === 'form' ? state.facts.cell.start.form : ''
    return {
      origin: originOf(start, this.report, form),
      text: shownText(start.value, state.facts),
      isTaken: state.value() === start.value,
      canTake: state.editable,
      take: () => this.report.sheet.typeMany([{ cellId: state.id, raw: start.value }]),
    }
  })
  protected readonly earlier = computed(() => {
    const state = this.state()
    if (!state || !state.facts.applies) return []
    const { previousLabel, lastYearLabel, previous, lastYear } = this.report.view()
    const lines = [
      { word: '上期', period: previousLabel, exists: previous !== null, ...compared(state, 'previous') },
      { word: '上年同期', period: lastYearLabel, exists: lastYear !== null, ...compared(state, 'lastYear') },
    ]
    // For an annual report both are the year before.
    return previousLabel === lastYearLabel ? lines.slice(0, 1) : lines
  })
  protected readonly problems = computed(() => {
    const id = this.state()?.id
    if (id === undefined) return []
    return this.report.cells.shownFindings().filter(({ cells }) => cells.includes(id))
  })
  protected readonly explanations = computed(() => {
    const id = this.state()?.id
    const texts = this.report.explanations()
    return this.report.sheet.form.rules
      .filter(({ rule, cells }) => (texts[rule.code] ?? '') !== '' && cells.some((cell) => cell.id === id))
      .map(({ rule }) => ({ rule: rule.code, text: texts[rule.code] ?? '' }))
  })
}

function compared(state: CellState, at: 'previous' | 'lastYear'): { text: string; growth: string } {
  const before = state.facts[at]
  const now = state.facts.isNumber ? state.value() : null
  return { text: shownText(before, state.facts), growth: state.facts.isNumber ? growth(now, before) : '' }
}
