import { Component, computed, inject, input, output, signal } from '@angular/core'
import type { PastePlan } from '@weitong/designer/entry'
import { TimePipe } from '../../../ui/day.pipes.js'
import { Icon } from '../../../ui/icon.js'
import type { CellState } from '../sheet/cell-state.js'
import { OpenReport } from '../report/open-report.js'
import { Questions } from '../report/questions.js'
import { ReportActs } from '../report/report-acts.js'
import { countChanges } from '../saving/changes.js'
import { startWords } from './start-words.js'

/** What the page has to say above the paper: returned and why, locked, read-only, conflicts, a likely slip of unit, a paste. */
@Component({
  selector: 'wt-notes',
  imports: [Icon, TimePipe],
  templateUrl: './notes.html',
  styleUrl: './notes.css',
})
export class Notes {
  protected readonly report = inject(OpenReport)
  protected readonly acts = inject(ReportActs)
  protected readonly questions = inject(Questions)
  readonly paste = input.required<PastePlan | null>()
  readonly closePaste = output()
  readonly goTo = output<CellState>()

  protected readonly view = this.report.view
  /** A reviewer sees by the buttons what can be done. */
  protected readonly reviewing = computed(() => {
    const { pass, return: giveBack, unlock } = this.view().can
    return pass || giveBack || unlock
  })
  protected readonly status = this.report.status
  /** The reason of the last return, while the report is with the filler again. */
  protected readonly returned = computed(() => {
    if (this.view().state !== 'returned') return null
    const event = [...this.view().history].reverse().find(({ action }) => action === 'return' || action === 'unlock')
    return event ? { ...event, cell: event.key === null ? null : this.report.cells.byKey(event.key) } : null
  })
  protected readonly carriedInSeen = signal(false)
  protected readonly carriedInWords = startWords(this.report)
  private readonly slipDenied = signal(false)
  protected readonly slip = computed(() => {
    this.report.cells.version()
    if (this.report.locked() || this.slipDenied()) return null
    return this.report.sheet.unitSlip()
  })
  protected readonly strandedCount = computed(() => {
    const stranded = this.report.stranded()
    return stranded ? countChanges(stranded) : 0
  })

  /** Why checks are no longer as published, until it is read; a page that is open hears of it with the next save. */
  protected readonly revised = computed(() => {
    const { revisions } = this.view().checks
    const [newest] = revisions
    return newest && newest.number !== this.revisionRead() ? { newest, more: revisions.length - 1 } : null
  })
  private readonly revisionRead = signal(0)

  protected readRevision(number: number): void {
    this.revisionRead.set(number)
  }

  protected denySlip(): void {
    this.slipDenied.set(true)
  }
}
