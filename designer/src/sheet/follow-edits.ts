import type { ICellData, IDisposable, IMutationInfo, IRange } from '@univerjs/core'
import type { IDiscreteRange, IMoveRangeCommandParams } from '@univerjs/sheets'
import {
  IAutoFillService,
  MoveRangeCommand,
  RemoveColCommand,
  RemoveRowCommand,
  SetRangeValuesMutation,
} from '@univerjs/sheets'
import { ISheetClipboardService } from '@univerjs/sheets-ui'
import { layoutOf, type Template } from '../template/index.js'
import { toShown } from '../expression/index.js'
import { changesOfCopy, type Copy, type CopySource, isFilled } from './copies.js'
import type { DesignChange, DesignState } from './design-state.js'
import { changesOfMove, changesOfRemoval, cutMerges, type Removal } from './moves.js'
import type { Spot } from './place.js'
import type { SheetReader } from './sheet-reader.js'
import { CHANGE_DESIGN, type UniverHost } from './univer-host.js'

/** What following needs to know of the surface, as it is at the moment of asking. */
export interface Followed {
  readonly host: UniverHost
  state(): DesignState
  reader(): SheetReader | null
  template(): Template
  /** Says a sentence once the edit is done. */
  note(sentence: string): void
}

interface Mutations {
  readonly redos: IMutationInfo[]
  readonly undos: IMutationInfo[]
  /** Done before the edit itself. */
  readonly preRedos?: IMutationInfo[]
}

const NONE: Mutations = { redos: [], undos: [] }
/** Before Univer's own hooks, which take what this one leaves of the pasted merges. */
const FIRST = -1_000

/**
 * Lets the design of cells follow what the sheet does to cells: drag, cut, copy, fill, removal of a line that a merged cell begins
 * in. Every change goes into the same step of undo as the edit itself.
 */
export function followEdits(followed: Followed): IDisposable[] {
  const { host } = followed
  return [
    host.interceptors.interceptCommand({ getMutations: ({ id, params }) => alongCommand(followed, id, params) }),
    host.service(ISheetClipboardService).addClipboardHook({
      id: 'weitong.design',
      priority: FIRST,
      onPasteCells: (...[from, to, data, { copyType }]) => {
        data.forValue((row, column, cell) => {
          const [top, left] = [to.range.rows[row], to.range.cols[column]]
          if (top === undefined || left === undefined || !hidesFilled(followed, { top, left, ...spanOf(cell) })) return
          delete cell.rowSpan
          delete cell.colSpan
        })
        return from && copyType !== 'CUT' ? alongCopy(followed, copiesOf(from.range, to.range, to.range)) : NONE
      },
    }),
    host.service(IAutoFillService).addHook({
      id: 'weitong.design',
      onFillData: ({ source, target }) => alongCopy(followed, copiesOf(source, target, source)),
    }),
  ]
}

function spanOf({ rowSpan = 1, colSpan = 1 }: { rowSpan?: number; colSpan?: number }) {
  return { height: rowSpan, width: colSpan }
}

/** Whether a merged block would lie over a cell that is filled. */
function hidesFilled(
  followed: Followed,
  { top, left, height, width }: { top: number; left: number; height: number; width: number },
): boolean {
  for (let row = top; row < top + height; row += 1) {
    for (let column = left; column < left + width; column += 1) {
      const place = row === top && column === left ? null : followed.reader()?.placeAt(row, column)
      const design = place && followed.state().designAt(place)
      if (design && isFilled(design)) return true
    }
  }
  return false
}

function alongCommand(followed: Followed, id: string, params: object | undefined): Mutations {
  const reader = followed.reader()
  if (!reader || !params) return NONE
  const source = sourceOf(followed, reader)
  if (id === MoveRangeCommand.id) {
    const { fromRange, toRange } = params as IMoveRangeCommandParams
    const changes = changesOfMove(fromRange, toRange, source)
    const covered = coveredBindings(followed.state(), changes)
    if (covered > 0) followed.note(`${covered} 个已绑定的格被盖掉；不是这个意思，请撤销。`)
    return mutations(followed, changes)
  }
  if ((id === RemoveRowCommand.id || id === RemoveColCommand.id) && 'range' in params) {
    const lines = id === RemoveRowCommand.id ? 'rows' : 'columns'
    return alongRemoval(followed, { lines, range: params.range as IRange, merges: reader.merges })
  }
  return NONE
}

/** A merged cell that loses its first line goes on with design and text in the next one. */
function alongRemoval(followed: Followed, removal: Removal): Mutations {
  const reader = followed.reader()
  if (!reader) return NONE
  const { redos, undos } = mutations(followed, changesOfRemoval(removal, sourceOf(followed, reader)))
  const cut = cutMerges(removal)
  if (cut.length === 0) return NONE
  const text = (of: (from: Spot, to: Spot) => [Spot, ICellData]): IMutationInfo => ({
    id: SetRangeValuesMutation.id,
    params: { ...followed.host.target, cellValue: matrixOf(cut.map(({ from, to }) => of(from, to))) },
  })
  return {
    redos,
    undos: [...undos, text((_, to) => [to, { v: null, p: null }])],
    preRedos: [text(({ row, column }, to) => [to, followed.host.sheet?.getCellRaw(row, column) ?? {}])],
  }
}

function matrixOf(cells: readonly (readonly [Spot, ICellData])[]): Record<number, Record<number, ICellData>> {
  const matrix: Record<number, Record<number, ICellData>> = {}
  for (const [{ row, column }, cell] of cells) (matrix[row] ??= {})[column] = cell
  return matrix
}

/** How many bindings a move takes away: those that stand at its target and are not moved themselves. */
function coveredBindings(state: DesignState, changes: readonly DesignChange[]): number {
  const designs = changes.flatMap((change) => (change.kind === 'cell' ? [change] : []))
  const after = new Set(designs.flatMap(({ design }) => design?.id ?? []))
  return designs.filter(({ place }) => {
    const before = state.designAt(place)
    return before?.binding && !after.has(before.id)
  }).length
}

function alongCopy(followed: Followed, copies: readonly Copy[]): Mutations {
  const reader = followed.reader()
  if (!reader) return NONE
  const layout = layoutOf(followed.template())
  const source: CopySource = {
    ...sourceOf(followed, reader),
    shown: (stored) => toShown(stored, layout),
    cellAt: (address) => layout.cellAt(address),
  }
  const { changes, note } = changesOfCopy(copies, source)
  if (note !== null) followed.note(note)
  return mutations(followed, changes)
}

/** Every cell of the target with the cell of the source it repeats; `start` is where the repeating begins. */
function copiesOf(from: IDiscreteRange, to: IDiscreteRange, start: IDiscreteRange): Copy[] {
  return to.rows.flatMap((row) =>
    to.cols.map((column) => ({
      from: {
        row: repeated(from.rows, row - (start.rows[0] ?? 0)),
        column: repeated(from.cols, column - (start.cols[0] ?? 0)),
      },
      to: { row, column },
    })),
  )
}

function repeated(source: readonly number[], distance: number): number {
  const count = source.length
  return source[((distance % count) + count) % count] ?? 0
}

function sourceOf(followed: Followed, reader: SheetReader) {
  return {
    placeAt: (row: number, column: number) => reader.placeAt(row, column),
    designAt: (place: Parameters<DesignState['designAt']>[0]) => followed.state().designAt(place),
  }
}

function mutations(followed: Followed, changes: readonly DesignChange[]): Mutations {
  if (changes.length === 0) return NONE
  return {
    redos: [{ id: CHANGE_DESIGN, params: { changes } }],
    undos: [{ id: CHANGE_DESIGN, params: { changes: followed.state().inverse(changes) } }],
  }
}
