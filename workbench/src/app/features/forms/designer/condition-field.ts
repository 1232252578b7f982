import { Component, computed, inject, input, linkedSignal, output } from '@angular/core'
import { UnitCategories } from './unit-categories.js'
import type { UnitCondition } from './condition.js'
import { ANY_UNIT, readCondition, writeCondition } from './condition.js'
import { FormulaField } from './formula-field.js'

type Mode = 'all' | 'chosen' | 'written'

let fields = 0

/** Who a cell, a section or the whole form is for: everybody, units chosen by attributes, or a written condition. */
@Component({
  selector: 'wt-condition-field',
  imports: [FormulaField],
  templateUrl: './condition-field.html',
  styleUrl: './condition-field.css',
})
export class ConditionField {
  protected readonly categories = inject(UnitCategories)
  readonly label = input.required<string>()
  /** Word for no condition. */
  readonly all = input('全部填报单位')
  /** Whether no condition may be left; a scope must say something. */
  readonly required = input(false)
  readonly value = input.required<string>()
  readonly disabled = input(false)
  readonly valueChange = output<string>()

  protected readonly name = `condition-${(fields += 1)}`
  protected readonly condition = computed(() => readCondition(this.value()))
  protected readonly mode = linkedSignal<string, Mode>({
    source: this.value,
    computation: (value, before) => {
      if (before && before.value !== 'all' && value === '') return before.value
      if (value === '') return this.required() ? 'chosen' : 'all'
      return readCondition(value) && before?.value !== 'written' ? 'chosen' : 'written'
    },
  })
  protected readonly shown = computed(() => this.condition() ?? ANY_UNIT)
  protected readonly levels = [
    { code: '3', name: '三级' },
    { code: '2', name: '二级' },
    { code: '1', name: '一级' },
    { code: '9', name: '未定级' },
  ]
  protected readonly owners = [
    { code: null, name: '不限' },
    { code: 'public', name: '公立' },
    { code: 'private', name: '民营' },
  ] as const

  protected choose(mode: Mode): void {
    this.mode.set(mode)
    if (mode === 'all') this.valueChange.emit('')
  }

  protected toggle(list: 'categories' | 'levels', code: string): void {
    const before = this.shown()[list]
    const codes = before.includes(code) ? before.filter((each) => each !== code) : [...before, code].sort()
    this.say({ ...this.shown(), [list]: codes })
  }

  protected own(ownership: UnitCondition['ownership']): void {
    this.say({ ...this.shown(), ownership })
  }

  private say(condition: UnitCondition): void {
    this.valueChange.emit(writeCondition(condition))
  }
}
