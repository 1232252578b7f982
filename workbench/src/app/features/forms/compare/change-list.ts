import { Component, computed, input, output } from '@angular/core'
import type { TemplateChange } from '@weitong/designer/template'
import { changeTone, changeWord, groupChanges } from './change-words.js'

/** A difference as a list, section by section; an entry that stands somewhere is a button that leads there. */
@Component({
  selector: 'wt-change-list',
  templateUrl: './change-list.html',
  styleUrl: './change-list.css',
})
export class ChangeList {
  readonly changes = input.required<readonly TemplateChange[]>()
  /** The entry in view. */
  readonly current = input<TemplateChange | null>(null)
  /** Whether there are sheets to lead to. */
  readonly leads = input(false)
  readonly chosen = output<TemplateChange>()
  protected readonly groups = computed(() => groupChanges(this.changes()))
  protected readonly wordOf = changeWord
  protected readonly toneOf = changeTone

  protected leadsSomewhere({ cells }: TemplateChange): boolean {
    return this.leads() && (cells.before !== null || cells.after !== null)
  }
}
