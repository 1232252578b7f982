import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog'
import { Component, inject, signal } from '@angular/core'
import type { CellConflict, DraftValue } from '../../../api/contract.js'
import { TimePipe } from '../../../ui/day.pipes.js'
import { DialogFrame } from '../../../ui/dialog-frame.js'
import type { CellStore } from '../sheet/cell-store.js'
import { shownText } from '../sheet/cell-facts.js'

export interface ConflictQuestion {
  readonly conflicts: readonly CellConflict[]
  readonly cells: CellStore
}

/** Cells that two people changed: one chooses, cell by cell or all at once. Closes with the keys to take from the other. */
@Component({
  selector: 'wt-conflict-dialog',
  imports: [DialogFrame, TimePipe],
  templateUrl: './conflict-dialog.html',
  styleUrl: './dialog-table.css',
})
export class ConflictDialog {
  private readonly question = inject<ConflictQuestion>(DIALOG_DATA)
  private readonly ref = inject<DialogRef<ReadonlySet<string>>>(DialogRef)
  protected readonly theirs = signal<ReadonlySet<string>>(new Set())
  protected readonly rows = this.question.conflicts.map((conflict) => {
    const facts = this.question.cells.byKey(conflict.key)?.facts
    const shown = (value: DraftValue): string => (facts ? shownText(value, facts) : '') || '（空）'
    return {
      key: conflict.key,
      address: facts?.address ?? '',
      name: facts?.name ?? conflict.key,
      mine: shown(conflict.mine),
      theirs: shown(conflict.theirs),
      by: conflict.by || '同事',
      at: conflict.at,
    }
  })

  protected choose(key: string, theirs: boolean): void {
    this.theirs.update((chosen) => {
      const next = new Set(chosen)
      if (theirs) next.add(key)
      else next.delete(key)
      return next
    })
  }

  protected chooseAll(theirs: boolean): void {
    this.theirs.set(new Set(theirs ? this.rows.map(({ key }) => key) : []))
  }

  protected done(): void {
    this.ref.close(this.theirs())
  }
}
