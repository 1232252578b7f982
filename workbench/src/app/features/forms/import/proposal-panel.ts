import type { ElementRef } from '@angular/core'
import { Component, computed, effect, inject, viewChild } from '@angular/core'
import { type Chip, FilterChips } from '../../../ui/filter-chips.js'
import { EmptyState } from '../../../ui/empty-state.js'
import { ImportDesk, type Item, type Shown } from './import-desk.js'
import { ProposalCard } from './proposal-card.js'
import { nameOf, OUTCOMES } from './words.js'

/** Places drawn at once; more are found by the filter or on the picture. */
const DRAWN = 400

/** 填报格: every place with what becomes of it. The list has the keyboard: arrows, Enter takes, Delete refuses, C changes, N makes new. */
@Component({
  selector: 'wt-proposal-panel',
  imports: [EmptyState, FilterChips, ProposalCard],
  templateUrl: './proposal-panel.html',
  styleUrl: './proposal-panel.css',
})
export class ProposalPanel {
  private readonly list = viewChild<ElementRef<HTMLElement>>('list')
  private readonly card = viewChild(ProposalCard)
  protected readonly desk = inject(ImportDesk)
  protected readonly outcomes = OUTCOMES

  protected readonly chips = computed<readonly Chip<Shown>[]>(() => {
    const items = this.desk.items()
    const of = (as: Shown): number => items.filter(({ outcome }) => outcome.as === as).length
    return [
      { value: 'open', label: '待确认', count: of('open'), urgent: true },
      { value: 'fresh', label: '新建', count: of('fresh') },
      { value: 'bound', label: '对上', count: of('bound') },
      { value: 'refused', label: '不填', count: of('refused') },
      { value: 'all', label: '全部', count: items.length },
    ]
  })
  protected readonly drawn = computed(() => this.desk.listed().slice(0, DRAWN))
  protected readonly undecided = computed(() => this.desk.listed().filter(({ decided }) => !decided))

  constructor() {
    effect(() => {
      const current = this.desk.current()
      this.drawn()
      if (current) queueMicrotask(() => this.reveal(current))
    })
  }

  protected nameOf(item: Item): string {
    return nameOf(item, this.desk.indicators())
  }

  protected show(shown: string): void {
    this.desk.shown.set(shown as Shown)
    const listed = this.desk.listed()
    if (!listed.some(({ binding }) => binding.address === this.desk.current()))
      this.desk.current.set(listed[0]?.binding.address ?? null)
  }

  protected clicked(event: Event): void {
    const address = (event.target as HTMLElement).closest<HTMLElement>('[data-place]')?.dataset['place']
    if (address) this.desk.current.set(address)
  }

  protected pressed(event: KeyboardEvent): void {
    const act = this.actOf(event)
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    act()
  }

  /** Takes every new indicator that is listed. */
  protected takeListed(): void {
    this.desk.decideAll(
      this.undecided().map(({ binding }) => binding.address),
      { as: 'accepted' },
    )
  }

  /** The next place comes in hand once this one is decided. */
  protected advance(from: string): void {
    const listed = this.desk.listed()
    const at = listed.findIndex(({ binding }) => binding.address === from)
    const next = listed[at + 1] ?? listed[at - 1]
    this.desk.current.set(next?.binding.address ?? from)
    this.list()?.nativeElement.focus()
  }

  private actOf({ key }: KeyboardEvent): (() => void) | null {
    switch (key) {
      case 'ArrowDown':
        return () => this.move(1)
      case 'ArrowUp':
        return () => this.move(-1)
      case 'Enter':
        return () => this.card()?.take()
      case 'Delete':
        return () => this.card()?.refuse()
      case 'c':
      case 'C':
        return () => this.card()?.change()
      case 'n':
      case 'N':
        return () => this.card()?.define()
      case 'Backspace':
        return () => this.card()?.restore()
      default:
        return null
    }
  }

  private move(by: number): void {
    const listed = this.desk.listed()
    const at = listed.findIndex(({ binding }) => binding.address === this.desk.current())
    const next = listed[Math.min(listed.length - 1, Math.max(0, at + by))]
    if (next) this.desk.current.set(next.binding.address)
  }

  private reveal(address: string): void {
    this.list()?.nativeElement.querySelector(`#place-${address}`)?.scrollIntoView({ block: 'nearest' })
  }
}
