import { NgTemplateOutlet } from '@angular/common'
import { Component, computed, inject, linkedSignal, untracked } from '@angular/core'
import type { Tolerance } from '@weitong/designer/expression'
import type { CheckRule, Severity, TemplateProblem } from '@weitong/designer/template'
import { CheckRevising } from './check-revising.js'
import { DesignSession } from './design-session.js'
import { FormulaField } from './formula-field.js'
import { OtherFormPicker } from './other-form-picker.js'
import { RevisionBar } from './revision-bar.js'
import { TestBench } from './test-bench.js'
import { ThresholdPanel } from './threshold-panel.js'
import { WORDS } from '../../../ui/glossary.js'

const LETTERS: Readonly<Record<Severity, string>> = { error: 'E', warning: 'W' }

const CALLS = [
  { name: 'SUM', word: '合计' },
  { name: 'ABS', word: '绝对值' },
  { name: 'PREV', word: '上期' },
  { name: 'LASTYEAR', word: '上年同期' },
  { name: 'MOM', word: '环比' },
  { name: 'YOY', word: '同比' },
] as const
const ROSTER_CALLS = [
  { name: 'COUNTROWS', word: '行数' },
  { name: 'COUNTIFS', word: '符合条件的行数' },
  { name: 'UNIQUE', word: '互不重复' },
] as const

const NEW_RULE: CheckRule = {
  code: '',
  severity: 'error',
  expression: '',
  message: '',
  when: null,
  hint: null,
  source: '',
}

/** 审核规则: what must hold between the numbers. One rule at a time is open for editing; 保存 puts it into the form. */
@Component({
  selector: 'wt-rule-panel',
  imports: [FormulaField, NgTemplateOutlet, OtherFormPicker, RevisionBar, TestBench, ThresholdPanel],
  templateUrl: './rule-panel.html',
  styleUrl: './panels.css',
})
export class RulePanel {
  protected readonly session = inject(DesignSession)
  protected readonly revising = inject(CheckRevising)
  protected readonly severities = [
    { value: 'error' as const, name: WORDS.error, note: '不成立就不能上报' },
    { value: 'warning' as const, name: WORDS.warning, note: '不成立要写核实说明' },
  ]
  protected readonly rules = computed(() => (this.revising.template() ?? this.session.template())?.rules ?? [])
  /** Of a published version only what is asked may change, not which rules there are. */
  protected readonly editable = computed(() => !this.session.readOnly() || this.revising.active())
  protected readonly isRoster = computed(() => this.session.template()?.roster !== undefined)
  protected readonly signs = ['=', '≥', '≤', '>', '<', '≠'] as const
  /** Calls that are written around the cells pointed at; those that look over lines only where there are any. */
  protected readonly calls = computed(() => [...CALLS, ...(this.isRoster() ? ROSTER_CALLS : [])])
  protected readonly limits = computed(() => (this.revising.template() ?? this.session.template())?.thresholds ?? [])
  protected readonly scopes = [
    { scope: 'row', name: '每一行都审' },
    { scope: 'band', name: '所有行一起审（合计、计数、查重）' },
    { scope: undefined, name: '表头以外的格' },
  ] as const
  protected readonly unsayable = computed(() => this.session.template()?.unsayable ?? [])
  protected readonly open = this.session.ruleInHand

  /** The rule in the editor; a new one begins with the next free code. Not disturbed by what happens on the sheet. */
  protected readonly rule = linkedSignal(() => {
    const code = this.open()
    return untracked(
      () => this.rules().find((rule) => rule.code === code) ?? { ...NEW_RULE, code: this.freeCode('error') },
    )
  })
  /** What hinders keeping the rule. */
  protected readonly missing = computed(() => {
    const { code, expression, message } = this.rule()
    if (!/^[A-Z][A-Z0-9]{0,19}$/.test(code)) return '编号用大写字母开头，后接大写字母或数字。'
    if (this.rules().some((rule) => rule.code === code && rule.code !== this.open())) return `编号 ${code} 已经用过。`
    if (expression === '') return '请写公式。'
    return message.trim() === '' ? '请写提示语。' : null
  })

  protected shown(expression: string): string {
    return this.session.language()?.shown(expression) ?? expression
  }

  protected wording(expression: string): string {
    return this.session.language()?.wording(expression) ?? ''
  }

  protected problemsOf(code: string): readonly TemplateProblem[] {
    return this.session.problems().filter(({ ruleCode }) => ruleCode === code)
  }

  protected nameOf(severity: Severity): string {
    return WORDS[severity]
  }

  protected set(patch: Partial<CheckRule>): void {
    this.rule.update((rule) => ({ ...rule, ...patch }))
  }

  protected text(event: Event): string {
    return (event.target as HTMLInputElement).value
  }

  protected setSeverity(severity: Severity): void {
    const isNew = this.open() === ''
    this.set({ severity, ...(isNew ? { code: this.freeCode(severity) } : {}) })
  }

  /** Suggests the words of the formula as the message, as long as nobody has written one. */
  protected setExpression(expression: string): void {
    const before = this.wording(this.rule().expression)
    const { message } = this.rule()
    const isOwn = message !== '' && message !== `应满足：${before}`
    this.set({ expression, ...(isOwn ? {} : { message: `应满足：${this.wording(expression)}`.slice(0, 300) }) })
  }

  protected add(): void {
    this.open.set('')
  }

  protected close(): void {
    this.open.set(null)
  }

  protected keep(): void {
    if (this.missing()) return
    const rule = { ...this.rule(), message: this.rule().message.trim() }
    const code = this.open()
    if (this.revising.active()) {
      this.revising.setRule(rule)
      this.close()
      return
    }
    const rules = code === '' ? [...this.rules(), rule] : this.rules().map((each) => (each.code === code ? rule : each))
    this.session.surface()?.editHead({ rules })
    this.close()
  }

  protected setScope(scope: CheckRule['scope']): void {
    const { scope: _, ...rule } = this.rule()
    this.rule.set(scope ? { ...rule, scope } : rule)
  }

  /** `''` or 0 is no tolerance. */
  protected setTolerance(value: string, kind: Tolerance['kind']): void {
    const { tolerance: _, ...rule } = this.rule()
    const number = Number(value)
    this.rule.set(number > 0 ? { ...rule, tolerance: { kind, value: number } } : rule)
  }

  protected switchOff(off: boolean): void {
    const { off: _, ...rule } = this.rule()
    this.rule.set(off ? { ...rule, off } : rule)
  }

  protected remove(): void {
    this.session.surface()?.editHead({ rules: this.rules().filter(({ code }) => code !== this.open()) })
    this.close()
  }

  private freeCode(severity: Severity): string {
    const letter = LETTERS[severity]
    const numbers = [...this.rules(), ...this.unsayable()].flatMap(({ code }) => {
      const [, digits] = new RegExp(`^${letter}(\\d+)$`).exec(code) ?? []
      return digits === undefined ? [] : [Number(digits)]
    })
    return `${letter}${String(Math.max(0, ...numbers) + 1).padStart(3, '0')}`
  }
}
