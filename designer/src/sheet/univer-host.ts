import type {
  ICommandInfo,
  IdentifierDecorator,
  IDisposable,
  Injector,
  IRange,
  Univer,
  Workbook,
  Worksheet,
} from '@univerjs/core'
import {
  CanceledError,
  CommandType,
  ICommandService,
  IUndoRedoService,
  IUniverInstanceService,
  LifecycleService,
  LifecycleStages,
  RedoCommand,
  UndoCommand,
  UniverInstanceType,
} from '@univerjs/core'
import { IRenderManagerService } from '@univerjs/engine-render'
import {
  SetSelectionsOperation,
  SetWorksheetRowAutoHeightMutation,
  SheetInterceptorService,
  SheetsSelectionsService,
} from '@univerjs/sheets'
import { IEditorBridgeService, ScrollToRangeOperation, SheetSkeletonManagerService } from '@univerjs/sheets-ui'
import { ILayoutService } from '@univerjs/ui'
import type { Template } from '../template/index.js'
import type { DesignChange } from './design-state.js'
import { SHEET_ID, toWorkbook } from './to-workbook.js'
import { startUniver } from './univer.js'

export const CHANGE_DESIGN = 'weitong.mutation.change-design'

export interface ChangeDesign {
  readonly changes: readonly DesignChange[]
}

/** The running Univer with the few of its services that the design surface needs; nothing here knows what a form is. */
export class UniverHost {
  private readonly univer: Univer
  private readonly injector: Injector
  private workbook: Workbook | null = null
  private loads = 0
  readonly commands: ICommandService
  readonly history: IUndoRedoService
  readonly interceptors: SheetInterceptorService
  readonly selections: SheetsSelectionsService

  constructor(container: HTMLElement, template: Template, change: (params: ChangeDesign) => void) {
    const { univer, injector } = startUniver(container)
    this.univer = univer
    this.injector = injector
    // The plugins for sheets start, and bring their services, with the first sheet.
    this.open(template)
    this.commands = injector.get(ICommandService)
    this.history = injector.get(IUndoRedoService)
    this.interceptors = injector.get(SheetInterceptorService)
    this.selections = injector.get(SheetsSelectionsService)
    this.commands.registerCommand({
      id: CHANGE_DESIGN,
      type: CommandType.MUTATION,
      handler: (_accessor, params) => {
        change(params as ChangeDesign)
        return true
      },
    })
  }

  /** Opens the template's sheet in place of the one before. */
  open(template: Template): void {
    const before = this.workbook
    this.loads += 1
    const snapshot = toWorkbook(template, `form-${this.loads}`)
    this.workbook = this.univer.createUnit<typeof snapshot, Workbook>(UniverInstanceType.UNIVER_SHEET, snapshot)
    if (before) this.injector.get(IUniverInstanceService).disposeUnit(before.getUnitId())
  }

  /** Resolves when the parts of Univer that draw and scroll have started. */
  get drawn(): Promise<void> {
    return this.injector.get(LifecycleService).onStage(LifecycleStages.Rendered)
  }

  /** A service of Univer by its token. */
  service<T>(id: IdentifierDecorator<T>): T {
    return this.injector.get(id)
  }

  /** The sheet as mutations name it. */
  get target(): { readonly unitId: string; readonly subUnitId: string } {
    return { unitId: this.unitId, subUnitId: SHEET_ID }
  }

  get unitId(): string {
    return this.workbook?.getUnitId() ?? ''
  }

  get sheet(): Worksheet | null {
    return this.workbook?.getActiveSheet() ?? null
  }

  get isEditing(): boolean {
    return this.injector.get(IEditorBridgeService).isVisible().visible
  }

  /** Runs before every command; what it throws with `cancel` keeps the command from happening. */
  before(listener: (command: Readonly<ICommandInfo>) => void): IDisposable {
    return this.commands.beforeCommandExecuted((command) => listener(command))
  }

  cancel(): never {
    throw new CanceledError()
  }

  /** Runs a command of the sheet; `params` get the ids Univer wants. */
  run(id: string, params: object = {}): void {
    this.focusUnit()
    void this.commands.executeCommand(id, { ...this.target, ...params })
  }

  /** Applies changes of design with their inverse on the stack of undo. */
  push(changes: readonly DesignChange[], inverse: readonly DesignChange[]): void {
    this.commands.syncExecuteCommand(CHANGE_DESIGN, { changes })
    this.history.pushUndoRedo({
      unitID: this.unitId,
      undoMutations: [{ id: CHANGE_DESIGN, params: { changes: inverse } }],
      redoMutations: [{ id: CHANGE_DESIGN, params: { changes } }],
    })
  }

  undo(): void {
    this.focusUnit()
    void this.commands.executeCommand(UndoCommand.id)
  }

  redo(): void {
    this.focusUnit()
    void this.commands.executeCommand(RedoCommand.id)
  }

  select(range: IRange): void {
    const { startRow, startColumn } = range
    const primary = {
      actualRow: startRow,
      actualColumn: startColumn,
      startRow,
      startColumn,
      endRow: startRow,
      endColumn: startColumn,
      isMerged: false,
      isMergedMainCell: false,
    }
    this.run(SetSelectionsOperation.id, { selections: [{ range, primary, style: null }] })
    this.run(ScrollToRangeOperation.id, { range })
  }

  refresh(): void {
    const render = this.injector.get(IRenderManagerService).getRenderById(this.unitId)
    if (!render) return
    render.with(SheetSkeletonManagerService).reCalculate()
    render.components.forEach((component) => component.makeDirty())
  }

  /** Lets rows that grow by themselves grow with what has been written into them, pasting included. */
  fitRows(startRow: number, endRow: number): void {
    const render = this.injector.get(IRenderManagerService).getRenderById(this.unitId)
    const skeleton = render?.with(SheetSkeletonManagerService).ensureSkeleton(SHEET_ID)
    const sheet = this.sheet
    if (!skeleton || !sheet) return
    const columns = { startColumn: 0, endColumn: sheet.getColumnCount() - 1 }
    const rowsAutoHeightInfo = skeleton
      .calculateAutoHeightInRange([{ startRow, endRow, ...columns }])
      .filter(({ row, autoHeight }) => autoHeight !== sheet.getRowHeight(row))
    if (rowsAutoHeightInfo.length === 0) return
    this.commands.syncExecuteCommand(SetWorksheetRowAutoHeightMutation.id, {
      ...this.target,
      rowsAutoHeightInfo,
    })
  }

  focus(): void {
    this.injector.get(ILayoutService).focus()
  }

  dispose(): void {
    this.univer.dispose()
  }

  private focusUnit(): void {
    this.injector.get(IUniverInstanceService).focusUnit(this.unitId)
  }
}
