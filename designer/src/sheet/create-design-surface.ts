import type { ICommandInfo, IDisposable } from '@univerjs/core'
import { CellValueType, CommandType } from '@univerjs/core'
import { AFTER_CELL_EDIT, INTERCEPTOR_POINT } from '@univerjs/sheets'
import type { Template } from '../template/index.js'
import type { LookContext } from './appearance.js'
import { lookOf } from './appearance.js'
import type { CellDesign, DesignChange, FormHead, Patch } from './design-state.js'
import { DesignState } from './design-state.js'
import type { CellEdit, DesignSurface, LineCommand, SurfaceHooks } from './design-surface.js'
import { followEdits } from './follow-edits.js'
import { opensEditor, refusalOf } from './guards.js'
import { nameInsertedColumns, nameInsertedRows, rowIdAt } from './identity.js'
import { paint, paintCovered } from './painter.js'
import type { Place } from './place.js'
import { readTemplate } from './read-template.js'
import { SheetReader, textOf } from './sheet-reader.js'
import { TEXT_STYLE } from './to-workbook.js'
import { CHANGE_DESIGN, UniverHost } from './univer-host.js'

const LINE_COMMANDS: Readonly<Record<LineCommand, string>> = {
  'row-above': 'sheet.command.insert-row-before',
  'row-below': 'sheet.command.insert-row-after',
  'column-left': 'sheet.command.insert-col-before',
  'column-right': 'sheet.command.insert-col-after',
  'remove-rows': 'sheet.command.remove-row',
  'remove-columns': 'sheet.command.remove-col',
}

interface Form {
  readonly template: Template
  readonly readOnly: boolean
}

/** Starts the design surface with a form in an empty element that has a size. Browser only. */
export function createDesignSurface(container: HTMLElement, form: Form, hooks: SurfaceHooks): DesignSurface {
  return new UniverSurface(container, form, hooks)
}

class UniverSurface implements DesignSurface {
  private readonly host: UniverHost
  private readonly teardown: (IDisposable | { unsubscribe(): void } | (() => void))[] = []
  private state: DesignState
  private readOnly: boolean
  private problems: ReadonlySet<string> = new Set()
  /** Rows written to since the last burst ended. */
  private written: { readonly first: number; readonly last: number } | null = null
  private pending: ReturnType<typeof setTimeout> | null = null
  /** What is to be said when the burst has ended. */
  private note: string | null = null

  constructor(
    private readonly container: HTMLElement,
    { template, readOnly }: Form,
    private readonly hooks: SurfaceHooks,
  ) {
    this.state = new DesignState(template)
    this.readOnly = readOnly
    this.host = new UniverHost(container, template, ({ changes }) => this.state.apply(changes))
    this.watchCommands()
    this.intercept()
    this.teardown.push(...this.followEdits())
    this.watchSelection()
    container.addEventListener('keydown', this.beginFormula, { capture: true })
  }

  get drawn(): Promise<void> {
    return this.host.drawn
  }

  load({ template, readOnly }: Form): void {
    this.state = new DesignState(template)
    this.readOnly = readOnly
    this.host.open(template)
  }

  current(): Template {
    const reader = this.reader
    if (!reader) throw new Error('No form is open on the design surface')
    return readTemplate(reader, this.state)
  }

  apply(changes: readonly DesignChange[]): void {
    if (this.readOnly || changes.length === 0) return
    this.host.push(changes, this.state.inverse(changes))
  }

  editCells(places: readonly Place[], edit: CellEdit): void {
    this.apply(places.map((place) => ({ kind: 'cell' as const, place, design: edit(this.state.designOrLabel(place)) })))
  }

  editHead(patch: Patch<FormHead>): void {
    this.apply([{ kind: 'head', patch }])
  }

  designAt(place: Place): CellDesign | null {
    return this.state.designAt(place)
  }

  setText(place: Place, text: string): void {
    const range = this.reader?.rangeOf(place, place)
    if (!range || this.readOnly) return
    const value = { v: text, t: CellValueType.STRING, s: TEXT_STYLE, p: null, f: null }
    this.host.run('sheet.command.set-range-values', { range, value })
  }

  lines(command: LineCommand): void {
    const selection = this.host.selections.getCurrentLastSelection()
    if (!selection) return
    const { startRow, endRow, startColumn, endColumn } = selection.range
    const isRow = command.includes('row')
    const value = isRow ? endRow - startRow + 1 : endColumn - startColumn + 1
    this.host.run(LINE_COMMANDS[command], { value })
  }

  merge(): void {
    this.host.run('sheet.command.add-worksheet-merge-all')
  }

  unmerge(): void {
    this.host.run('sheet.command.remove-worksheet-merge')
  }

  undo(): void {
    this.host.undo()
  }

  redo(): void {
    this.host.redo()
  }

  showCell(cellId: string): void {
    const cell = this.current().cells.find((each) => each.id === cellId)
    if (cell) this.select({ from: cell, to: cell })
  }

  select({ from, to }: { readonly from: Place; readonly to: Place }): void {
    const range = this.reader?.rangeOf(from, to)
    if (range) this.host.select(range)
  }

  goTo(address: string): boolean {
    const range = this.reader?.rangeAt(address)
    if (!range) return false
    this.host.select(range)
    this.host.focus()
    return true
  }

  markProblems(cellIds: ReadonlySet<string>): void {
    if (cellIds.size === this.problems.size && [...cellIds].every((id) => this.problems.has(id))) return
    this.problems = cellIds
    this.host.refresh()
  }

  refresh(): void {
    this.host.refresh()
  }

  focus(): void {
    this.host.focus()
  }

  dispose(): void {
    if (this.pending) clearTimeout(this.pending)
    this.container.removeEventListener('keydown', this.beginFormula, { capture: true })
    for (const each of this.teardown) {
      if (typeof each === 'function') each()
      else if ('dispose' in each) each.dispose()
      else each.unsubscribe()
    }
    this.host.dispose()
  }

  private get reader(): SheetReader | null {
    const sheet = this.host.sheet
    return sheet ? new SheetReader(sheet) : null
  }

  private watchCommands(): void {
    const { commands, history } = this.host
    this.teardown.push(
      this.host.before((command) => this.guard(command)),
      commands.onCommandExecuted((command) => this.follow(command)),
      history.undoRedoStatus$.subscribe(({ undos, redos }) => this.hooks.historyChanged({ undos, redos })),
    )
  }

  private guard(command: Readonly<ICommandInfo>): void {
    const { id, params } = command
    const sheet = this.host.sheet
    if (!sheet) return
    if (opensEditor(id, params)) this.guardEditor()
    const refusal = refusalOf(id, this.readOnly)
    if (refusal !== null) {
      if (refusal) this.hooks.refused(refusal)
      this.host.cancel()
    }
    if (id === 'sheet.command.add-worksheet-merge') this.guardMerge()
    if (id === 'sheet.mutation.insert-row' && params) nameInsertedRows(sheet, params)
    if (id === 'sheet.mutation.insert-col' && params) nameInsertedColumns(sheet, params)
  }

  private guardEditor(): void {
    if (this.readOnly) this.host.cancel()
    const selection = this.selection()
    const role = selection && this.state.designAt(selection.anchor)?.role
    if (role !== 'input' && role !== 'computed') return
    this.hooks.filledCellEdited()
    this.host.cancel()
  }

  /** A merged cell keeps only its first cell; bindings of the others would be out of sight. */
  private guardMerge(): void {
    const [, ...others] = this.selection()?.places ?? []
    const isFilled = (place: Place) => ['input', 'computed'].includes(this.state.designAt(place)?.role ?? 'label')
    if (!others.some(isFilled)) return
    this.hooks.refused('选中的格里有填报格或计算格，合并后会被盖住。请先把它们改为文字格。')
    this.host.cancel()
  }

  private follow(command: Readonly<ICommandInfo>): void {
    const isOurs = command.id === CHANGE_DESIGN
    if (!isOurs && !(command.type === CommandType.MUTATION && command.id.startsWith('sheet.mutation.'))) return
    if (command.id === 'sheet.mutation.insert-row') this.adoptRows(command.params)
    if (command.id === 'sheet.mutation.set-range-values') this.noteWritten(command.params)
    this.pending ??= setTimeout(() => {
      this.pending = null
      if (!this.host.sheet) return
      if (this.written) this.host.fitRows(this.written.first, this.written.last)
      this.written = null
      this.hooks.changed(this.current(), this.selection())
      if (this.note !== null) this.hooks.refused(this.note)
      this.note = null
      this.host.refresh()
    })
  }

  private followEdits(): IDisposable[] {
    return followEdits({
      host: this.host,
      state: () => this.state,
      reader: () => this.reader,
      template: () => this.current(),
      note: (sentence) => (this.note = sentence),
    })
  }

  private noteWritten(params: object | undefined): void {
    if (!params || !('cellValue' in params)) return
    const rows = Object.keys(params.cellValue ?? {}).map(Number)
    const { first = Infinity, last = 0 } = this.written ?? {}
    if (rows.length > 0) this.written = { first: Math.min(first, ...rows), last: Math.max(last, ...rows) }
  }

  /** New rows belong to the section of the row above them. */
  private adoptRows(params: object | undefined): void {
    const sheet = this.host.sheet
    if (!sheet || !params || !('range' in params)) return
    const { startRow, endRow } = params.range as { startRow: number; endRow: number }
    const above = rowIdAt(sheet, startRow - 1)
    for (let row = startRow; row <= endRow; row += 1) {
      const id = rowIdAt(sheet, row)
      if (id !== null) this.state.adoptRow(id, above === null ? null : this.state.sectionOf(above))
    }
  }

  private intercept(): void {
    const { interceptors } = this.host
    const context = this.lookContext()
    this.teardown.push(
      interceptors.intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
        id: 'weitong.look',
        priority: 100,
        handler: (cell, location, next) => {
          const reader = this.reader
          if (reader?.isCovered(location.row, location.col)) return next(paintCovered(cell))
          const place = reader?.placeAt(location.row, location.col)
          const design = place ? this.state.designAt(place) : null
          if (!place || (!design && textOf(cell) === '')) return next(cell)
          const shown = design ?? this.state.designOrLabel(place)
          return next(paint(cell, lookOf(shown, context), this.problems.has(shown.id)))
        },
      }),
      interceptors.writeCellInterceptor.intercept(AFTER_CELL_EDIT, {
        priority: 100,
        handler: (cell, location) => {
          const text = textOf(cell)
          const place = this.reader?.placeAt(location.row, location.col)
          if (!/^[=＝]/.test(text) || !place) {
            return { ...cell, v: text, t: CellValueType.STRING, s: TEXT_STYLE, p: null, f: null }
          }
          setTimeout(() => this.hooks.formulaTyped(text.slice(1), place))
          return location.worksheet.getCellRaw(location.row, location.col) ?? {}
        },
      }),
    )
  }

  private lookContext(): LookContext {
    return {
      indicator: (code) => this.state.head.indicators.find((indicator) => indicator.code === code),
      formula: (stored) => this.hooks.showFormula(stored),
    }
  }

  private watchSelection(): void {
    this.teardown.push(
      this.host.selections.selectionChanged$.subscribe(() => {
        const selection = this.selection()
        if (selection) this.hooks.selected(selection)
      }),
    )
  }

  private selection() {
    const last = this.host.selections.getCurrentLastSelection()
    if (!last) return null
    const { actualRow, actualColumn } = last.primary
    return this.reader?.selectionOf({ ...last.range }, { row: actualRow, column: actualColumn }) ?? null
  }

  /** `=` on a cell that is not being edited begins a formula, which is edited beside the sheet. */
  private readonly beginFormula = (event: KeyboardEvent): void => {
    if (!['=', '＝'].includes(event.key) || this.readOnly || this.host.isEditing || event.ctrlKey || event.metaKey)
      return
    const selection = this.selection()
    if (!selection) return
    event.preventDefault()
    event.stopPropagation()
    this.hooks.formulaTyped('', selection.anchor)
  }
}
