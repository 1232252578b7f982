import { Component, computed, effect, ElementRef, inject, input, linkedSignal, output } from '@angular/core'
import type { Decision, FreshIndicator } from '@weitong/designer/recognition'
import type { TemplateIndicator } from '@weitong/designer/template'
import type { IndicatorEntry } from '../../../api/contract.js'
import { IndicatorSearch } from '../../../parts/indicator-search.js'
import { indicatorLine } from '../../../parts/indicator-words.js'
import { FreshForm } from './fresh-form.js'
import { ImportDesk, type Item } from './import-desk.js'
import { freshLine } from './words.js'

type Mode = 'look' | 'change' | 'define'

/** One place: what was recognised, why it is doubtful, and every way to decide about it. */
@Component({
  selector: 'wt-proposal-card',
  imports: [FreshForm, IndicatorSearch],
  templateUrl: './proposal-card.html',
  styleUrl: './proposal-card.css',
})
export class ProposalCard {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef)
  protected readonly desk = inject(ImportDesk)
  readonly item = input.required<Item>()
  /** Says the address of a place that was decided on. */
  readonly settled = output<string>()

  protected readonly mode = linkedSignal<string, Mode>({
    source: () => this.item().binding.address,
    computation: () => 'look',
  })
  protected readonly freshLine = freshLine
  protected readonly bound = computed(() => {
    const { outcome, binding } = this.item()
    const code = outcome.as === 'bound' ? outcome.code : outcome.as === 'open' ? binding.indicator : null
    return code === null ? null : (this.desk.indicators().get(code) ?? null)
  })
  /** Others that might be meant. */
  protected readonly others = computed(() => {
    const codes = [this.item().binding.indicator, ...this.item().binding.candidates]
    return [...new Set(codes)].flatMap((code) => {
      const known = code === null || code === this.bound()?.code ? undefined : this.desk.indicators().get(code)
      return known ? [known] : []
    })
  })
  protected readonly taken = computed(
    () => new Set(this.desk.items().flatMap(({ outcome }) => (outcome.as === 'bound' ? [outcome.code] : []))),
  )

  constructor() {
    effect(() => {
      if (this.mode() === 'look') return
      queueMicrotask(() => this.host.nativeElement.querySelector<HTMLElement>('input')?.focus())
    })
  }

  /** `M0201 · 小数 2 位 · 千元 · 求和`, and the forms that have it. */
  protected lineOf(indicator: TemplateIndicator): string {
    const forms = this.desk.recognition()?.usedIn[indicator.code] ?? []
    return [`${indicator.code} · ${indicatorLine(indicator)}`, ...forms.map((title) => `《${title}》`)].join(' ')
  }

  take(): void {
    this.settle({ as: 'accepted' })
  }

  refuse(): void {
    this.settle({ as: 'refused' })
  }

  change(): void {
    this.mode.set('change')
  }

  define(): void {
    this.mode.set('define')
  }

  restore(): void {
    this.desk.decide(this.item().binding.address, null)
  }

  protected pick(indicator: IndicatorEntry): void {
    const { address } = this.item().binding
    this.desk.bind(address, indicator)
    this.settled.emit(address)
  }

  protected bind(code: string): void {
    this.settle({ as: 'indicator', code })
  }

  protected made(define: FreshIndicator): void {
    this.settle({ as: 'fresh', define })
  }

  private settle(decision: Decision): void {
    const { address } = this.item().binding
    const before = this.desk.listed()
    this.desk.decide(address, decision)
    // In a filtered list the place is gone now: the one after it takes its turn.
    const at = before.findIndex(({ binding }) => binding.address === address)
    const stays = this.desk.listed().some(({ binding }) => binding.address === address)
    const next = stays ? address : (before[at + 1] ?? before[at - 1])?.binding.address
    if (!stays && next) this.desk.current.set(next)
    else this.settled.emit(address)
  }
}
