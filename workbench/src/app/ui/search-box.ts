import type { ElementRef } from '@angular/core'
import { Component, DestroyRef, inject, input, output, viewChild } from '@angular/core'
import { Icon } from './icon.js'

const PAUSE_MS = 300

/** A search field that speaks after a short pause, at once on Enter, and never in the middle of an input method's word. */
@Component({
  selector: 'wt-search-box',
  imports: [Icon],
  template: `
    <wt-icon name="search" />
    <input
      #field
      class="input"
      type="search"
      [attr.aria-label]="label()"
      [placeholder]="label()"
      [value]="value()"
      (input)="typed($event)"
      (compositionend)="typed($event)"
      (keydown.enter)="say()"
    />
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      width: 208px;
    }
    wt-icon {
      position: absolute;
      top: 7px;
      left: 8px;
      color: var(--text-3);
      pointer-events: none;
    }
    .input {
      padding-left: 32px;
    }
  `,
})
export class SearchBox {
  readonly label = input.required<string>()
  readonly value = input('')
  readonly valueChange = output<string>()
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field')
  private pause: ReturnType<typeof setTimeout> | undefined

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.pause))
  }

  focus(): void {
    this.field().nativeElement.focus()
  }

  protected typed(event: Event): void {
    clearTimeout(this.pause)
    if (event instanceof InputEvent && event.isComposing) return
    this.pause = setTimeout(() => this.say(), PAUSE_MS)
  }

  protected say(): void {
    clearTimeout(this.pause)
    const text = this.field().nativeElement.value.trim()
    if (text !== this.value()) this.valueChange.emit(text)
  }
}
