import type { ElementRef } from '@angular/core'
import { Component, computed, DestroyRef, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core'
import { DesignSession } from './design-session.js'
import type { ExpressionUse, Reading } from './language.js'
import { Pointing } from './pointing.js'

let fields = 0

/**
 * A field for one expression. It shows addresses, keeps the stored notation, says in words what the expression means,
 * and what is wrong with it while it is being typed. As long as it has the pen, clicking cells writes their addresses.
 * Enter or leaving it keeps what is right; Esc gives back what was there.
 */
@Component({
  selector: 'wt-formula-field',
  templateUrl: './formula-field.html',
  styleUrl: './formula-field.css',
})
export class FormulaField {
  private readonly session = inject(DesignSession)
  private readonly pointing = inject(Pointing)
  private readonly area = viewChild.required<ElementRef<HTMLTextAreaElement>>('area')

  readonly label = input.required<string>()
  /** Stored notation, '' for none. */
  readonly value = input.required<string>()
  readonly use = input.required<ExpressionUse>()
  readonly hint = input('')
  /** Whether an empty field may be kept. */
  readonly optional = input(false)
  readonly disabled = input(false)
  /** Whether every understood keystroke is kept at once, for editors with a button of their own. */
  readonly eager = input(false)
  readonly valueChange = output<string>()

  protected readonly id = `formula-${(fields += 1)}`
  protected readonly editing = signal(false)
  protected readonly text = linkedSignal(() => this.session.language()?.shown(this.value()) ?? this.value())
  protected readonly reading = computed<Reading | null>(() => {
    const language = this.session.language()
    const text = this.text()
      .trim()
      .replace(/^[=＝]/, '')
    return language && text !== '' ? language.read(text, this.use()) : null
  })
  protected readonly problem = computed(() => {
    if (this.text().trim() === '')
      return this.optional() || !this.editing() ? null : { message: '请输入公式。', position: null }
    return this.reading()?.problem ?? null
  })
  /** What is typed, cut where the problem is, to show the place. */
  protected readonly marked = computed(() => {
    const position = this.problem()?.position ?? null
    const text = this.text()
    if (position === null || position > text.length || !this.editing()) return null
    return {
      before: text.slice(Math.max(0, position - 24), position),
      at: text[position] ?? '␣',
      after: text.slice(position + 1, position + 24),
    }
  })

  private hasPointed = false
  private range: { start: number; end: number } | null = null
  private readonly target = { insert: (address: string) => this.insert(address) }

  constructor() {
    inject(DestroyRef).onDestroy(() => this.pointing.release(this.target))
  }

  /** Takes the pen with a text to begin with. */
  begin(text: string): void {
    const area = this.area().nativeElement
    area.focus()
    if (text !== '') {
      this.text.set(text)
      area.value = text
    }
    area.setSelectionRange(area.value.length, area.value.length)
  }

  /** Writes a call such as `PREV()` at the caret and leaves the caret inside it, so that the next cell pointed at goes there. */
  call(name: string): void {
    const area = this.area().nativeElement
    area.focus()
    area.setRangeText(`${name}()`, area.selectionStart, area.selectionEnd, 'end')
    area.setSelectionRange(area.selectionEnd - 1, area.selectionEnd - 1)
    this.typed()
  }

  /** Writes a text at the caret. */
  write(text: string): void {
    const area = this.area().nativeElement
    area.focus()
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end')
    this.typed()
  }

  protected take(): void {
    if (this.disabled()) return
    this.editing.set(true)
    this.range = null
    this.pointing.take(this.target)
  }

  protected typed(): void {
    this.range = null
    this.text.set(this.area().nativeElement.value)
    if (this.eager()) this.keep()
  }

  protected pressed(event: KeyboardEvent): void {
    if (event.isComposing) return
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      if (this.finish()) this.area().nativeElement.blur()
    } else if (event.key === 'Escape') {
      event.stopPropagation()
      this.give()
    }
  }

  /** Leaving for another field finishes; leaving for the sheet is pointing. */
  protected left(event: FocusEvent): void {
    const next = event.relatedTarget
    const toSheet = !(next instanceof HTMLElement) || next.closest('wt-sheet-host') !== null
    if (!toSheet) this.finish()
  }

  protected finish(): boolean {
    if (!this.editing()) return true
    if (this.problem()) return false
    this.release()
    this.keep()
    return true
  }

  protected give(): void {
    this.release()
    this.text.set(this.session.language()?.shown(this.value()) ?? this.value())
    this.area().nativeElement.blur()
  }

  private keep(): void {
    const stored = this.text().trim() === '' ? '' : this.reading()?.stored
    if (stored !== undefined && stored !== null && stored !== this.value()) this.valueChange.emit(stored)
  }

  private release(): void {
    this.editing.set(false)
    this.pointing.release(this.target)
    if (this.hasPointed) this.session.reselect()
    this.hasPointed = false
  }

  /** A second address without typing in between replaces the first: the selection grows while it is dragged. */
  private insert(address: string): void {
    this.hasPointed = true
    const area = this.area().nativeElement
    const start = this.range?.start ?? area.selectionStart
    const end = this.range?.end ?? area.selectionEnd
    area.setRangeText(address, start, end, 'end')
    this.range = { start, end: start + address.length }
    this.text.set(area.value)
    if (this.eager()) this.keep()
    setTimeout(() => area.focus())
  }
}
