import type { Template } from '../template/index.js'
import type { CellDesign, DesignChange, FormHead, Patch } from './design-state.js'
import type { Place } from './place.js'

/** What is selected: positions counted from 0, both ends included, widened to whole merged cells. */
export interface DesignSelection {
  readonly startRow: number
  readonly endRow: number
  readonly startColumn: number
  readonly endColumn: number
  /** `D6`, or `D6:D9` for more than one cell. */
  readonly address: string
  /** The cell that typing goes to. */
  readonly anchor: Place
  /** Every cell in it, without those a merged cell covers. */
  readonly places: readonly Place[]
  /** Ids of the rows it touches. */
  readonly rows: readonly string[]
}

export interface History {
  readonly undos: number
  readonly redos: number
}

/** What the page is told, and what the surface asks it. */
export interface SurfaceHooks {
  /**
   * Something of the form changed: drawn, bound, undone. Called once after a burst of changes, with what is selected
   * now: the same address is another place after rows have come or gone.
   */
  readonly changed: (template: Template, selection: DesignSelection | null) => void
  /** Somebody selected something. */
  readonly selected: (selection: DesignSelection) => void
  readonly historyChanged: (history: History) => void
  /** Somebody typed `=…` into a cell, or `=` to begin one ('' then). Formulas are edited beside the sheet. */
  readonly formulaTyped: (text: string, place: Place) => void
  /** Somebody began to type into a cell that is filled or computed. */
  readonly filledCellEdited: () => void
  /** A Chinese sentence: why the sheet did not do what was asked. */
  readonly refused: (reason: string) => void
  /** A stored formula in the notation people read, by the sheet as it is now. */
  readonly showFormula: (stored: string) => string
}

/** How a cell is changed: gets its design (that of a plain label at first), gives the new one. */
export type CellEdit = (design: CellDesign) => CellDesign

export type LineCommand = 'row-above' | 'row-below' | 'column-left' | 'column-right' | 'remove-rows' | 'remove-columns'

/**
 * The spreadsheet on which a form is drawn. The template is the master: `load` makes a sheet of it, `current` reads
 * it back with everything drawn since. Undo and redo cover text, structure and design alike.
 */
export interface DesignSurface {
  /** Resolves once the sheet is on the screen and takes clicks and commands. */
  readonly drawn: Promise<void>
  load(form: { readonly template: Template; readonly readOnly: boolean }): void
  current(): Template
  /** Applies changes of design as one step of undo. */
  apply(changes: readonly DesignChange[]): void
  /** Changes the design of cells as one step of undo. */
  editCells(places: readonly Place[], edit: CellEdit): void
  editHead(patch: Patch<FormHead>): void
  designAt(place: Place): CellDesign | null
  setText(place: Place, text: string): void
  lines(command: LineCommand): void
  merge(): void
  unmerge(): void
  undo(): void
  redo(): void
  /** Selects a cell of the template and brings it into view. */
  showCell(cellId: string): void
  select(places: { readonly from: Place; readonly to: Place }): void
  /** Selects an address such as `D6` or `D6:E9` and gives the sheet the keyboard; false when there is no such place. */
  goTo(address: string): boolean
  /** Marks cells that have a problem. */
  markProblems(cellIds: ReadonlySet<string>): void
  /** Paints again, after something that `SurfaceHooks.showFormula` uses has changed. */
  refresh(): void
  focus(): void
  dispose(): void
}
