import { Component, computed, effect, inject, input, linkedSignal, signal, untracked } from '@angular/core'
import type { Place } from '@weitong/designer/sheet'
import { bindBlock, type BlockShape, numbered } from '@weitong/designer/template'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { CodeListEntry, IndicatorEntry } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { bindCells, indicatorNamed } from './bind.js'
import { DesignSession } from './design-session.js'
import { IndicatorPicker } from './indicator-picker.js'

/** A row or a column of the selected block, with what stands beside or above it. */
interface Line {
  readonly id: string
  readonly text: string
  /** `第 6 行`, `C 列`. */
  readonly where: string
}

const SHAPES: readonly { readonly shape: BlockShape; readonly name: string; readonly note: string }[] = [
  { shape: 'rows', name: '一行一个指标', note: '同一行有几列时，各列是分项' },
  { shape: 'columns', name: '一列一个指标', note: '各行是分项，如分科情况' },
  { shape: 'one', name: '整块一个指标', note: '行、列都是分项，如年龄 × 性别' },
]

/** 批量绑定: binds a block of input cells by its rows and columns, with what will be bound to be seen before. */
@Component({
  selector: 'wt-block-binding',
  imports: [IndicatorPicker],
  templateUrl: './block-binding.html',
  styleUrl: './block-binding.css',
})
export class BlockBindingForm {
  private readonly session = inject(DesignSession)
  private readonly api = inject(ApiClient)
  readonly places = input.required<readonly Place[]>()

  protected readonly shapes = SHAPES
  protected readonly shape = signal<BlockShape>('rows')
  protected readonly rows = computed(() => this.linesOf('row'))
  protected readonly columns = computed(() => this.linesOf('column'))
  /** Lines that name indicators. */
  protected readonly named = computed(() => ({ rows: this.rows(), columns: this.columns(), one: [] })[this.shape()])
  /** Sides that name items; a side of one line needs none. */
  protected readonly sides = computed(() => {
    const sides = [
      { side: 'row', name: '行项', lines: this.shape() === 'rows' ? [] : this.rows() },
      { side: 'column', name: '列项', lines: this.shape() === 'columns' ? [] : this.columns() },
    ] as const
    return sides.filter(({ lines }) => lines.length > 1)
  })
  /** Indicators by line; found by name, or chosen. The whole block's has the id ''. */
  protected readonly entries = linkedSignal<unknown, ReadonlyMap<string, IndicatorEntry>>({
    source: () => [this.places(), this.shape()],
    computation: () => new Map(),
  })
  private readonly items = {
    row: linkedSignal(() => numberedLines(this.rows())),
    column: linkedSignal(() => numberedLines(this.columns())),
  }
  /** The line whose indicator is being chosen. */
  protected readonly choosing = signal<Line | null>(null)
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)
  protected readonly lists = loaded(
    () => (this.sides().length > 0 ? {} : undefined),
    (api, _params, signal) => api.get<{ code: string; title: string }[]>('/code-lists', {}, signal),
  )

  /** What will be bound to what. */
  protected readonly plan = computed(() => {
    const codes = new Map([...this.entries()].map(([id, { code }]) => [id, code]))
    const [rowItems, columnItems] = [this.items.row(), this.items.column()]
    const indicator = codes.get('') ?? null
    return bindBlock(this.places(), { shape: this.shape(), indicators: codes, rowItems, columnItems, indicator })
  })
  protected readonly preview = computed(() =>
    this.plan().map(({ place, binding }) => {
      const cell = this.session.language()?.cellAt(place)
      const before = cell?.binding?.key
      const note = before === undefined ? '' : before === binding.key ? '已绑定' : `原为 ${before}`
      return { address: cell ? (this.session.language()?.address(cell.id) ?? '') : '', key: binding.key, note }
    }),
  )

  constructor() {
    effect(() => {
      const lines = this.named()
      untracked(() => void this.findNamed(lines))
    })
  }

  protected item(side: 'row' | 'column', id: string): string {
    return this.items[side]().get(id) ?? ''
  }

  protected setItem(side: 'row' | 'column', id: string, event: Event): void {
    const code = (event.target as HTMLInputElement).value.trim()
    this.items[side].update((items) => new Map([...items, [id, code]]))
  }

  /** Items are numbers, or the codes of a list whose names the lines carry. */
  protected async useItems(side: 'row' | 'column', lines: readonly Line[], event: Event): Promise<void> {
    const code = (event.target as HTMLSelectElement).value
    if (code === '') return this.items[side].set(numberedLines(lines))
    await this.trying(async () => {
      const list = await this.api.get<CodeListEntry>(`/code-lists/${code}`)
      const byName = new Map(list.items.map((item) => [item.name, item.code]))
      this.items[side].set(new Map(lines.map(({ id, text }) => [id, byName.get(text) ?? ''])))
    })
  }

  protected choose(entry: IndicatorEntry): void {
    const id = this.choosing()?.id ?? ''
    this.entries.update((entries) => new Map([...entries, [id, entry]]))
    this.choosing.set(null)
  }

  protected async bind(): Promise<void> {
    const byCode = new Map([...this.entries().values()].map((entry) => [entry.code, entry]))
    const wishes = this.plan().flatMap(({ place, binding }) => {
      const entry = byCode.get(binding.indicator)
      return entry ? [{ place, entry, binding }] : []
    })
    await this.trying(() => bindCells(this.api, this.session, wishes))
  }

  private async findNamed(lines: readonly Line[]): Promise<void> {
    this.choosing.set(null)
    await this.trying(async () => {
      for (const line of lines) {
        const entry = await indicatorNamed(this.api, line.text)
        if (entry && this.named() === lines) this.entries.update((entries) => new Map([[line.id, entry], ...entries]))
      }
    })
  }

  private linesOf(side: 'row' | 'column'): readonly Line[] {
    const language = this.session.language()
    const first = new Map<string, Place>()
    for (const place of this.places()) if (!first.has(place[side])) first.set(place[side], place)
    return [...first].map(([id, place]) => {
      const address = language?.address(language.cellAt(place)?.id ?? '') ?? ''
      const [, letters = '', digits = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? []
      return side === 'row'
        ? { id, text: language?.labelOf(place) ?? '', where: `第 ${digits} 行` }
        : { id, text: language?.headOf(place) ?? '', where: `${letters} 列` }
    })
  }

  private async trying(act: () => Promise<void>): Promise<void> {
    this.busy.set(true)
    this.failure.set(null)
    try {
      await act()
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}

function numberedLines(lines: readonly Line[]): ReadonlyMap<string, string> {
  const numbers = numbered(lines.length)
  return new Map(lines.map(({ id }, at) => [id, numbers[at] ?? '']))
}
