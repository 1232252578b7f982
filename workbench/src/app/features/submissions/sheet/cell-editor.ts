import type { ElementRef, OnDestroy } from '@angular/core'
import { Component, computed, effect, inject, output, signal, untracked, viewChild } from '@angular/core'
import { nextInput, parseBlock, planPaste, type PastePlan } from '@weitong/designer/entry'
import { OpenReport } from '../report/open-report.js'
import { rawText } from '../saving/changes.js'
import type { CellState } from './cell-state.js'
import { CodeList } from './code-list.js'
import { matchingItems } from './code-choice.js'
import { type EditMode, type GridCommand, gridCommand } from './grid-keys.js'
import { lineEnd, neighbour } from './neighbour.js'

/**
 * The one input field of a report. It sits in the cell in focus and moves with it at once, in the key press itself, so that
 * the next key is never typed into the cell before. Its content is selected while a cell is merely chosen: typing replaces it, and an
 * input method starts composing in it, without anything having to be opened first.
 */
@Component({
  selector: 'wt-cell-editor',
  imports: [CodeList],
  templateUrl: './cell-editor.html',
  styleUrl: './cell-editor.css',
})
export class CellEditor implements OnDestroy {
  private readonly report = inject(OpenReport)
  private readonly cells = this.report.cells
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field')

  /** What a paste did, cell by cell. */
  readonly pasted = output<PastePlan>()
  /** F6: on to the buttons and panels around the sheet. */
  readonly leave = output()

  protected readonly mode = signal<EditMode>('select')
  protected readonly typed = signal('')
  protected readonly listOpen = signal(false)
  protected readonly at = signal(0)
  protected readonly items = computed(() => {
    this.cells.version()
    const state = this.cells.active()
    const list = state?.facts.codeList ? this.cells.sheet.choicesOf(state.id) : null
    return this.listOpen() && list ? matchingItems(list, this.mode() === 'type' ? this.typed() : '') : []
  })
  protected readonly label = computed(() => {
    const state = this.cells.active()
    if (!state) return '报表单元格'
    const { facts } = state
    const parts = [facts.address, facts.name, facts.indicator?.unit ?? '']
    const kind = !facts.applies ? '不适用' : state.editable ? '' : facts.cell.formula ? '由系统计算' : '只读'
    return [...parts, kind, state.problem()?.words ?? ''].filter(Boolean).join('，')
  })
  private placing = false
  private composing = false
  private before: string | null = null

  constructor() {
    // Undo, a merge or ÷ 1000 may change the cell in focus from outside.
    effect(() => {
      const text = this.cells.active()?.text() ?? ''
      untracked(() => {
        if (this.mode() === 'select') this.fill(text)
      })
    })
  }

  ngOnDestroy(): void {
    this.placing = true
    this.field().nativeElement.remove()
  }

  get editing(): boolean {
    return this.mode() !== 'select'
  }

  /** Goes to a cell; what is being typed is taken over first. */
  goTo(next: CellState, { extend = false, focus = true } = {}): void {
    this.commit()
    // An empty row of a roster that is not drawn yet.
    if (this.report.roster && !next.element) return
    this.cells.activate(next, extend)
    this.place(next, focus)
    this.report.roster?.tidy()
  }

  /** Puts the caret into the cell in focus, its content as it was typed. */
  edit(openList = false): void {
    const state = this.cells.active()
    if (!state?.editable) return
    const input = this.field().nativeElement
    if (this.mode() === 'select') {
      input.value = rawText(this.cells.sheet.valueOf(state.id))
      this.begin('edit')
      input.setSelectionRange(input.value.length, input.value.length)
    } else this.mode.set('edit')
    if (state.facts.codeList || openList) this.openList()
  }

  /** Takes over what is being typed. Called when the focus leaves, and before anything that needs the whole report. */
  commit(): void {
    const state = this.cells.active()
    if (!this.editing || !state) return
    const raw = this.field().nativeElement.value
    this.end()
    const { sheet } = this.cells
    const now = sheet.valueOf(state.id)
    sheet.preview(state.id, null)
    sheet.type(state.id, raw)
    this.fill(state.text())
    const key = state.facts.cell.binding?.key ?? ''
    const mine = sheet.valueOf(state.id)
    // A colleague's value arrived in this cell while it was open here: neither may silently win.
    if (rawText(now) !== this.before && rawText(mine) !== rawText(now)) {
      this.report.saver.raise([{ key, mine, theirs: now, by: '', at: new Date().toISOString() }])
    }
  }

  // ── events of the field ───────────────────────────────────────────────────────────────────────────────────────

  protected keydown(event: KeyboardEvent): void {
    if (event.isComposing || this.composing || event.keyCode === 229) return
    if (this.listKey(event)) {
      event.preventDefault()
      return
    }
    const command = gridCommand(event, this.mode())
    if (command && this.obey(command)) event.preventDefault()
  }

  protected input(): void {
    const state = this.cells.active()
    if (!state?.editable) return
    if (this.mode() === 'select') this.begin('type')
    const raw = this.field().nativeElement.value
    this.typed.set(raw)
    this.at.set(0)
    if (state.facts.codeList) this.openList()
    if (!this.composing) this.cells.sheet.preview(state.id, raw)
  }

  protected compositionStart(): void {
    this.composing = true
    if (this.mode() === 'select' && this.cells.active()?.editable) this.begin('type')
  }

  protected compositionEnd(): void {
    this.composing = false
    this.input()
  }

  protected blur(): void {
    if (!this.placing) this.commit()
  }

  protected copy(event: ClipboardEvent): void {
    if (this.editing) return
    event.preventDefault()
    event.clipboardData?.setData('text/plain', this.cells.copied())
    if (event.type === 'cut') this.clear()
  }

  protected paste(event: ClipboardEvent): void {
    const state = this.cells.active()
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (!state || (this.editing && !/[\t\n]/.test(text))) return
    event.preventDefault()
    if (this.report.locked() || text === '') return
    this.commit()
    this.report.roster?.makeRoom(state, parseBlock(text).length)
    const plan = planPaste(this.cells.sheet, state.id, text)
    this.cells.sheet.typeMany(plan.set)
    const keys = plan.set.map(({ cellId }) => this.cells.of(cellId).facts.cell.binding?.key ?? '')
    if (plan.set.length > 1) this.report.announce(keys, '粘贴', { once: true })
    this.pasted.emit(plan)
  }

  // ── commands ──────────────────────────────────────────────────────────────────────────────────────────────────

  private obey(command: GridCommand): boolean {
    const state = this.cells.active()
    if (!state) return false
    switch (command.do) {
      case 'move':
        return this.move(state, command)
      case 'jump':
        return this.jump(state, command)
      case 'line-end':
        this.goTo(
          this.cells.of(lineEnd(this.layout, this.cells.cells, { from: state.facts.cell, end: command.end }).id),
        )
        return true
      case 'sheet-end':
        this.goTo(this.cells.all.at(command.end === 'first' ? 0 : -1) ?? state)
        return true
      case 'edit':
      case 'open-list':
        this.edit(command.do === 'open-list')
        return true
      case 'cancel':
        return this.cancel(state)
      case 'clear':
        this.clear()
        return true
      case 'undo':
      case 'redo':
        this.travel(command.do)
        return true
      case 'leave':
        this.commit()
        this.leave.emit()
        return true
    }
  }

  private get layout() {
    return this.cells.sheet.form.layout
  }

  private move(state: CellState, { arrow, extend }: GridCommand & { do: 'move' }): boolean {
    const next = neighbour(this.layout, this.cells.cells, { from: state.facts.cell, arrow })
    if (next) this.goTo(this.cells.of(next.id), { extend })
    return true
  }

  /** Tab at the edge leaves the sheet, as everywhere on the web. */
  private jump(state: CellState, { to, mayLeave }: GridCommand & { do: 'jump' }): boolean {
    const next = nextInput(this.cells.sheet, state.id, to)
    if (next) this.goTo(this.cells.of(next))
    else this.commit()
    return next !== null || !mayLeave
  }

  private cancel(state: CellState): boolean {
    if (!this.editing) return false
    this.end()
    this.cells.sheet.preview(state.id, null)
    this.fill(state.text())
    return true
  }

  private clear(): void {
    const entries = this.cells.block.filter((state) => state.editable).map(({ id: cellId }) => ({ cellId, raw: '' }))
    if (entries.length > 0) this.cells.sheet.typeMany(entries)
  }

  private travel(way: 'undo' | 'redo'): void {
    if (this.report.locked()) return
    let touched: CellState | null = null
    const stop = this.cells.sheet.onChange((keys) => {
      touched ??= [...keys].map((key) => this.cells.byKey(key)).find((state) => state?.editable) ?? null
    })
    this.cells.sheet[way]()
    stop()
    // Assigned while the sheet tells its listeners, which the compiler does not see.
    const found = touched as CellState | null
    if (found?.element) this.goTo(found)
    else if (found) this.report.goTo(found.id)
  }

  // ── code list ─────────────────────────────────────────────────────────────────────────────────────────────────

  protected choose(code: string): void {
    this.field().nativeElement.value = code
    const state = this.cells.active()
    if (!state?.editable) return
    if (!this.editing) this.begin('type')
    this.commit()
  }

  private listKey({ key, altKey }: KeyboardEvent): boolean {
    const items = this.items()
    if (!this.listOpen() || items.length === 0 || altKey) return false
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      const step = key === 'ArrowDown' ? 1 : -1
      this.at.update((at) => (at + step + items.length) % items.length)
      return true
    }
    if (key !== 'Enter' && key !== 'Tab') return false
    const item = items[this.at()]
    // An untouched list says nothing: Enter then keeps what is there.
    if (item && (this.typed() !== '' || this.at() > 0)) this.field().nativeElement.value = item.code
    return false
  }

  private openList(): void {
    if (!this.cells.active()?.facts.codeList) return
    this.listOpen.set(true)
  }

  // ── the field itself ──────────────────────────────────────────────────────────────────────────────────────────

  private begin(mode: EditMode): void {
    const state = this.cells.active()
    this.before = state ? rawText(this.cells.sheet.valueOf(state.id)) : null
    this.typed.set('')
    this.at.set(0)
    this.mode.set(mode)
  }

  private end(): void {
    this.mode.set('select')
    this.listOpen.set(false)
    this.composing = false
  }

  private place(state: CellState, focus: boolean): void {
    const input = this.field().nativeElement
    this.placing = true
    state.element?.append(input)
    this.placing = false
    input.readOnly = !state.editable
    input.style.textAlign = state.facts.applies ? state.facts.cell.align : 'center'
    this.fill(state.text())
    if (!focus) return
    input.focus({ preventScroll: true })
    input.select()
    state.element?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  private fill(text: string): void {
    const input = this.field().nativeElement
    input.value = text
    if (document.activeElement === input) input.select()
  }
}
