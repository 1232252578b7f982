import type { ElementRef } from '@angular/core'
import { afterRenderEffect, Component, input, output, signal, viewChild } from '@angular/core'
import type { CodeItem } from './code-choice.js'

const LONGEST = 260
const GAP = 2

/** The choices of a code cell, below its field or above it where there is no room. The keys belong to the field. */
@Component({
  selector: 'wt-code-list',
  template: `
    <ul
      #list
      id="code-list"
      role="listbox"
      aria-label="代码表"
      [style.left.px]="place().left"
      [style.top.px]="place().top"
      [style.min-width.px]="place().width"
      (mousedown)="$event.preventDefault()"
    >
      @for (item of items(); track item.code; let index = $index) {
        <li
          [id]="'code-item-' + index"
          role="option"
          [class.at]="index === at()"
          [attr.aria-selected]="index === at()"
          (click)="choose.emit(item.code)"
        >
          <span class="code">{{ item.code }}</span> {{ item.name }}
        </li>
      }
    </ul>
  `,
  styleUrl: './code-list.css',
})
export class CodeList {
  readonly items = input.required<readonly CodeItem[]>()
  readonly at = input.required<number>()
  readonly below = input.required<HTMLElement>()
  readonly choose = output<string>()
  protected readonly place = signal({ left: 0, top: 0, width: 0 })
  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list')

  constructor() {
    afterRenderEffect(() => {
      const count = this.items().length
      const list = this.list().nativeElement
      const field = this.below().getBoundingClientRect()
      const height = Math.min(LONGEST, count * 28 + 8)
      const roomBelow = window.innerHeight - field.bottom
      const top = roomBelow > height + GAP ? field.bottom + GAP : field.top - height - GAP
      this.place.set({ left: field.left, top, width: field.width })
      list.children[this.at()]?.scrollIntoView({ block: 'nearest' })
    })
  }
}
