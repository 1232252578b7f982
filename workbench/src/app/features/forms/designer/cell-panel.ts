import { Component, computed, effect, inject, signal, untracked, viewChild } from '@angular/core'
import { type Binding, type CellRole, keyOf } from '@weitong/designer/template'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { IndicatorEntry } from '../../../api/contract.js'
import { indicatorLine } from '../../../parts/indicator-words.js'
import { bindCells } from './bind.js'
import { BlockBindingForm } from './block-binding.js'
import { ConditionField } from './condition-field.js'
import { CheckRevising } from './check-revising.js'
import { DesignSession } from './design-session.js'
import { FillSettings } from './fill-settings.js'
import { FormulaField } from './formula-field.js'
import { HelpRevision } from './help-revision.js'
import { IndicatorPicker } from './indicator-picker.js'

const ROLES: readonly { readonly role: CellRole; readonly name: string }[] = [
  { role: 'input', name: '填报格' },
  { role: 'computed', name: '计算格' },
  { role: 'label', name: '文字' },
  { role: 'head', name: '表头' },
  { role: 'section', name: '章节标题' },
  { role: 'title', name: '表名' },
]

const OFFSETS: readonly { readonly value: string; readonly name: string; readonly offset: Binding['offset'] }[] = [
  { value: '0', name: '本期', offset: 0 },
  { value: '-1', name: '上期', offset: -1 },
  { value: 'lastYear', name: '上年同期', offset: 'lastYear' },
]

const ALIGNS = [
  { align: 'left', name: '左' },
  { align: 'center', name: '中' },
  { align: 'right', name: '右' },
] as const

/** What the selected cells are: role, text, indicator, formula, who fills them. */
@Component({
  selector: 'wt-cell-panel',
  imports: [BlockBindingForm, ConditionField, FillSettings, FormulaField, HelpRevision, IndicatorPicker],
  templateUrl: './cell-panel.html',
  styleUrl: './panels.css',
})
export class CellPanel {
  protected readonly session = inject(DesignSession)
  protected readonly revising = inject(CheckRevising)
  private readonly api = inject(ApiClient)
  private readonly formula = viewChild<FormulaField>('formula')
  protected readonly roles = ROLES
  protected readonly offsets = OFFSETS
  protected readonly aligns = ALIGNS
  protected readonly lineOf = indicatorLine
  protected readonly failure = signal<string | null>(null)
  protected readonly changing = signal(false)

  protected readonly selection = this.session.selection
  protected readonly cell = this.session.cell
  protected readonly many = computed(() => (this.selection()?.places.length ?? 0) > 1)
  protected readonly role = computed<CellRole>(() => this.cell()?.role ?? 'label')
  protected readonly isFilled = computed(() => this.role() === 'input' || this.role() === 'computed')
  protected readonly label = computed(() => {
    const anchor = this.selection()?.anchor
    return (anchor && this.session.language()?.labelOf(anchor)) ?? ''
  })
  protected readonly indicator = computed(() => {
    const code = this.cell()?.binding?.indicator
    return this.session.template()?.indicators.find((indicator) => indicator.code === code)
  })
  protected readonly offset = computed(() => String(this.cell()?.binding?.offset ?? 0))
  protected readonly problems = computed(() => {
    const id = this.cell()?.id
    return this.session.problems().filter(({ cellId }) => cellId !== null && cellId === id)
  })
  /** Selected cells that are filled: only those can be bound. */
  protected readonly inputs = computed(() => {
    const language = this.session.language()
    return (this.selection()?.places ?? []).filter((place) => language?.cellAt(place)?.role === 'input')
  })

  constructor() {
    effect(() => {
      const wish = this.session.formulaWish()
      const field = this.formula()
      if (!wish || !field) return
      this.session.formulaWish.set(null)
      untracked(() => field.begin(wish.text))
    })
    effect(() => {
      this.selection()
      this.changing.set(false)
      this.failure.set(null)
    })
  }

  protected setText(event: Event): void {
    const anchor = this.selection()?.anchor
    if (anchor) this.session.surface()?.setText(anchor, (event.target as HTMLTextAreaElement).value)
  }

  protected align(align: 'left' | 'center' | 'right'): void {
    this.session.edit(() => ({ align }))
  }

  protected indent(step: number): void {
    this.session.edit((design) => ({ indent: Math.min(6, Math.max(0, design.indent + step)) }))
  }

  protected require(event: Event): void {
    const required = (event.target as HTMLInputElement).checked
    this.session.edit((design) => (design.role === 'input' ? { required } : {}))
  }

  protected async bind(entry: IndicatorEntry): Promise<void> {
    const place = this.selection()?.anchor
    if (!place) return
    this.failure.set(null)
    try {
      await bindCells(this.api, this.session, [{ place, entry }])
      this.changing.set(false)
    } catch (error) {
      this.failure.set(messageOf(error))
    }
  }

  protected unbind(): void {
    this.session.edit(() => ({ binding: null }))
  }

  protected item(name: 'rowItem' | 'columnItem', event: Event): void {
    const value = (event.target as HTMLInputElement).value.trim() || null
    this.session.edit(({ binding }) => {
      if (!binding) return {}
      const next = { ...binding, [name]: value }
      return { binding: { ...next, key: keyOf(next) } }
    })
  }

  protected shift(event: Event): void {
    const { value } = event.target as HTMLSelectElement
    const offset = OFFSETS.find((each) => each.value === value)?.offset ?? 0
    this.session.edit(({ binding, formula }) =>
      binding ? { binding: { ...binding, offset }, formula: offset === 0 ? formula : null } : {},
    )
  }

  protected setFormula(stored: string): void {
    this.session.edit(() => ({ formula: stored === '' ? null : stored }))
  }

  protected setWhen(stored: string): void {
    this.session.edit((design) =>
      design.role === 'input' || design.role === 'computed' ? { when: stored === '' ? null : stored } : {},
    )
  }
}
