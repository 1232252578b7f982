import { Component, computed, effect, ElementRef, inject, input, linkedSignal, output } from '@angular/core'
import type { PlainSheet, Proposal } from '@weitong/designer/recognition'
import { parseAddress } from '@weitong/designer/template'
import type { Item } from './import-desk.js'
import { type PictureCell, pictureOf } from './picture.js'
import { OUTCOMES } from './words.js'

/** Rows drawn at once; a longer sheet is turned like pages. */
const PIECE = 300

/** The sheet as it stands in the file, with what was recognised marked on it. Choosing a place leads to its proposal. */
@Component({
  selector: 'wt-sheet-picture',
  templateUrl: './sheet-picture.html',
  styleUrl: './sheet-picture.css',
})
export class SheetPicture {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef)
  readonly plain = input.required<PlainSheet>()
  readonly proposal = input.required<Proposal>()
  readonly items = input.required<ReadonlyMap<string, Item>>()
  readonly current = input.required<string | null>()
  readonly picked = output<string>()

  protected readonly outcomes = OUTCOMES
  /** The piece with the current place, until one turns to another. */
  protected readonly piece = linkedSignal(() => {
    this.plain()
    return Math.floor((parseAddress(this.current() ?? 'A1')?.row ?? 0) / PIECE)
  })
  protected readonly pieces = computed(() => Math.max(1, Math.ceil(this.plain().rows / PIECE)))
  protected readonly picture = computed(() => {
    const from = this.piece() * PIECE
    return pictureOf(this.plain(), this.proposal(), { from, to: from + PIECE })
  })

  constructor() {
    effect(() => {
      const current = this.current()
      this.picture()
      if (current) queueMicrotask(() => this.reveal(current))
    })
  }

  protected markOf({ address }: PictureCell): string {
    const item = this.items().get(address)
    if (!item) return ''
    return item.decided && item.outcome.as !== 'refused' ? `${item.outcome.as} decided` : item.outcome.as
  }

  protected hintOf({ address }: PictureCell): string | null {
    const item = this.items().get(address)
    return item ? `${address} ${item.binding.label}：${OUTCOMES[item.outcome.as]}` : null
  }

  protected pick({ address }: PictureCell): void {
    if (this.items().has(address)) this.picked.emit(address)
  }

  protected turn(by: number): void {
    this.piece.update((piece) => Math.min(this.pieces() - 1, Math.max(0, piece + by)))
  }

  private reveal(address: string): void {
    this.host.nativeElement
      .querySelector(`[data-at="${address}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }
}
