import { Component, computed, input, linkedSignal, output } from '@angular/core'
import type { FreshIndicator } from '@weitong/designer/recognition'
import { AGGREGATIONS_SHORT, VALUE_TYPES } from '../../../parts/indicator-words.js'

const ALL = ['integer', 'decimal', 'text', 'code', 'date'] as const

/** What a new indicator is: name, type, unit, how it adds up. Its code is given when the draft is made. */
@Component({
  selector: 'wt-fresh-form',
  templateUrl: './fresh-form.html',
  styleUrl: './fresh-form.css',
})
export class FreshForm {
  readonly start = input.required<FreshIndicator>()
  readonly made = output<FreshIndicator>()
  readonly cancelled = output()

  protected readonly ways = (['sum', 'period-end', 'none'] as const).map(
    (way) => [way, AGGREGATIONS_SHORT[way]] as const,
  )
  protected readonly fields = linkedSignal(() => this.start())
  /** Types to choose from; 代码 only where the file has choices that a code list has too. */
  protected readonly types = computed(() =>
    (this.start().codeList ? ALL : ALL.filter((type) => type !== 'code')).map(
      (type) => [type, VALUE_TYPES[type]] as const,
    ),
  )
  protected readonly numeric = computed(() => ['integer', 'decimal'].includes(this.fields().type))

  protected set(change: Partial<FreshIndicator>): void {
    this.fields.update((fields) => ({ ...fields, ...change }))
  }

  protected setType(type: string): void {
    if (type === 'code')
      return this.set({ type, decimals: null, aggregation: 'count-by-code', codeList: this.start().codeList })
    const number = type === 'integer' || type === 'decimal'
    this.set({
      type: type as FreshIndicator['type'],
      decimals: type === 'integer' ? 0 : type === 'decimal' ? this.fields().decimals || 2 : null,
      aggregation: !number ? 'none' : this.fields().type === 'code' ? 'sum' : this.fields().aggregation,
      codeList: null,
    })
  }

  protected save(event: Event): void {
    event.preventDefault()
    const { name, unit, ...rest } = this.fields()
    this.made.emit({ ...rest, name: name.trim(), unit: this.numeric() ? unit.trim() : '' })
  }
}
