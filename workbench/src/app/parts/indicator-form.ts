import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core'
import type { Aggregation, TemplateIndicator, ValueType } from '@weitong/designer/indicator'
import { ApiClient } from '../api/api-client.js'
import { messageOf } from '../api/api-failure.js'
import type { IndicatorEntry, IndicatorInput } from '../api/contract.js'
import { loaded } from '../api/loaded.js'
import { AGGREGATIONS, VALUE_TYPES } from './indicator-words.js'

interface Fields {
  readonly code: string
  readonly name: string
  readonly type: ValueType
  readonly unit: string
  readonly decimals: string
  readonly aggregation: Aggregation
  readonly ratio: string
  readonly codeList: string
  readonly definition: string
  readonly negative: boolean
}

const ENTRY: Fields = {
  code: '',
  name: '',
  type: 'integer',
  unit: '',
  decimals: '2',
  aggregation: 'sum',
  ratio: '',
  codeList: '',
  definition: '',
  negative: false,
}

/** Which rules of adding up make sense for a type. */
const SUITABLE: Readonly<Record<ValueType, readonly Aggregation[]>> = {
  integer: ['sum', 'period-end', 'ratio', 'none'],
  decimal: ['sum', 'period-end', 'ratio', 'none'],
  text: ['none'],
  code: ['count-by-code', 'none'],
  date: ['none'],
}

/**
 * Defines a new indicator of the dictionary, or one that is there anew, and stores it. `start` fills in what is known already.
 * Whether the definition is allowed is decided by the server, whose refusal is shown under the fields.
 */
@Component({
  selector: 'wt-indicator-form',
  templateUrl: './indicator-form.html',
  styleUrl: './indicator-form.css',
})
export class IndicatorForm {
  private readonly api = inject(ApiClient)
  readonly start = input<Partial<TemplateIndicator>>({})
  /** Word on the button. */
  readonly action = input('新建指标')
  /** The indicator to change; its code, type, unit and code list stay. */
  readonly editing = input<IndicatorEntry | null>(null)
  readonly created = output<IndicatorEntry>()
  readonly cancelled = output()

  protected readonly types = Object.entries(VALUE_TYPES)
  protected readonly fields = linkedSignal<Fields>(() => startOf(this.editing() ?? this.start()))
  protected readonly aggregations = computed(() =>
    SUITABLE[this.fields().type].map((value) => ({ value, label: AGGREGATIONS[value] })),
  )
  protected readonly codeLists = loaded(
    () => (this.fields().type === 'code' ? {} : undefined),
    (api, _params, signal) => api.get<{ code: string; title: string }[]>('/code-lists', {}, signal),
  )
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected set(name: Exclude<keyof Fields, 'negative'>, event: Event): void {
    const { value } = event.target as HTMLInputElement
    this.fields.update((fields) => ({ ...fields, [name]: value }))
  }

  protected setNegative(event: Event): void {
    const negative = (event.target as HTMLInputElement).checked
    this.fields.update((fields) => ({ ...fields, negative }))
  }

  protected setType(event: Event): void {
    const type = (event.target as HTMLSelectElement).value as ValueType
    this.fields.update((fields) => ({ ...fields, type, aggregation: SUITABLE[type][0] ?? 'none' }))
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault()
    if (this.busy()) return
    this.busy.set(true)
    this.failure.set(null)
    try {
      this.created.emit(await this.store(toInput(this.fields())))
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }

  private store(input: IndicatorInput): Promise<IndicatorEntry> {
    const known = this.editing()
    if (!known) return this.api.post<IndicatorEntry>('/indicators', input)
    const { name, decimals, min = 0, aggregation, ratio, definition } = input
    const change = { name, decimals, min, aggregation, ratio, definition, revision: known.revision }
    return this.api.patch<IndicatorEntry>(`/indicators/${known.code}`, change)
  }
}

function startOf(known: Partial<TemplateIndicator>): Fields {
  return {
    ...ENTRY,
    ...(known.code === undefined ? {} : { code: known.code }),
    ...(known.name === undefined ? {} : { name: known.name }),
    ...(known.type === undefined ? {} : { type: known.type }),
    ...(known.unit === undefined ? {} : { unit: known.unit }),
    ...(known.aggregation === undefined ? {} : { aggregation: known.aggregation }),
    ...(known.decimals ? { decimals: String(known.decimals) } : {}),
    ratio: known.ratio ?? '',
    codeList: known.codeList ?? '',
    definition: known.definition ?? '',
    negative: known.min === null,
  }
}

function toInput(fields: Fields): IndicatorInput {
  const isNumber = fields.type === 'integer' || fields.type === 'decimal'
  const decimals = { integer: 0, decimal: Number(fields.decimals), text: null, code: null, date: null }
  return {
    code: fields.code.trim(),
    name: fields.name.trim(),
    type: fields.type,
    unit: fields.unit.trim(),
    decimals: decimals[fields.type],
    ...(isNumber && fields.negative ? { min: null } : {}),
    aggregation: fields.aggregation,
    ratio: fields.aggregation === 'ratio' ? fields.ratio.trim() : null,
    codeList: fields.type === 'code' ? fields.codeList : null,
    definition: fields.definition.trim(),
  }
}
