import type { ElementRef } from '@angular/core'
import { Component, input, model, viewChildren } from '@angular/core'

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** One choice of a filter, with how many rows it leaves. */
export interface Chip<T extends string = string> {
  readonly value: T
  readonly label: string
  readonly count: number | null
  /** Draws the eye to the count when it is not 0. */
  readonly urgent?: boolean
}

/** A row of choices, one of them chosen; arrow keys move within it, as in a radio group. */
@Component({
  selector: 'wt-filter-chips',
  template: `
    <div class="chips" role="radiogroup" [attr.aria-label]="label()">
      @for (chip of chips(); track chip.value; let at = $index) {
        <button
          #button
          type="button"
          class="chip"
          role="radio"
          [class.on]="chip.value === value()"
          [attr.aria-checked]="chip.value === value()"
          [tabindex]="chip.value === value() ? 0 : -1"
          (click)="value.set(chip.value)"
          (keydown)="move($event, at)"
        >
          {{ chip.label }}
          @if (chip.count !== null) {
            <span class="count" [class.urgent]="chip.urgent && chip.count > 0">{{ chip.count }}</span>
          }
        </button>
      }
    </div>
  `,
  styleUrl: './filter-chips.css',
})
export class FilterChips {
  readonly label = input.required<string>()
  readonly chips = input.required<readonly Chip[]>()
  readonly value = model.required<string>()
  private readonly buttons = viewChildren<ElementRef<HTMLButtonElement>>('button')

  protected move(event: KeyboardEvent, at: number): void {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    const chips = this.chips()
    const next = (at + step + chips.length) % chips.length
    const chip = chips[next]
    if (!chip) return
    this.value.set(chip.value)
    this.buttons()[next]?.nativeElement.focus()
  }
}
