import { Dialog } from '@angular/cdk/dialog'
import { inject, Injectable } from '@angular/core'
import { firstValueFrom } from 'rxjs'
import type { UnitSlip } from '@weitong/designer/check'
import { ConflictDialog, type ConflictQuestion } from '../dialogs/conflict-dialog.js'
import { SlipDialog, type SlipQuestion } from '../dialogs/slip-dialog.js'
import { OpenReport } from './open-report.js'
import { ReportActs } from './report-acts.js'

const SIZE = { width: '640px', maxWidth: 'calc(100vw - 48px)', autoFocus: '[data-act]' }

/** Questions about values that open over the page. */
@Injectable()
export class Questions {
  private readonly dialog = inject(Dialog)
  private readonly report = inject(OpenReport)
  private readonly acts = inject(ReportActs)
  private asking = false

  /** Asks which values to keep where two people changed one cell. Closed without an answer, both stay. */
  async resolveConflicts(): Promise<void> {
    const status = this.report.status()
    if (status.kind !== 'conflict' || this.asking) return
    this.asking = true
    const { conflicts } = status
    const data: ConflictQuestion = { conflicts, cells: this.report.cells }
    const ref = this.dialog.open<ReadonlySet<string>, ConflictQuestion>(ConflictDialog, { ...SIZE, data })
    const theirs = await firstValueFrom(ref.closed)
    this.asking = false
    if (!theirs) return
    this.report.resolve(conflicts, theirs)
    // The refusal told only of the cells both changed; what else others have changed comes with the report.
    await this.acts.reload().catch(() => undefined)
  }

  /** Shows what ÷ 1000 would do, and does it as one undo step. */
  async divide(slip: UnitSlip): Promise<void> {
    const data: SlipQuestion = { slip, cells: this.report.cells }
    const ref = this.dialog.open<boolean, SlipQuestion>(SlipDialog, { ...SIZE, data })
    if (!(await firstValueFrom(ref.closed))) return
    const { sheet } = this.report
    sheet.put(sheet.dividedByThousand(slip))
  }
}
