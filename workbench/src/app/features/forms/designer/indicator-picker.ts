import { Component, computed, inject, input, output, signal } from '@angular/core'
import type { IndicatorEntry } from '../../../api/contract.js'
import { IndicatorForm } from '../../../parts/indicator-form.js'
import { IndicatorSearch } from '../../../parts/indicator-search.js'
import { Icon } from '../../../ui/icon.js'
import { DesignSession } from './design-session.js'

/** Finds an indicator in the dictionary, or defines a new one on the spot. Starts with what the row is called. */
@Component({
  selector: 'wt-indicator-picker',
  imports: [Icon, IndicatorForm, IndicatorSearch],
  templateUrl: './indicator-picker.html',
  styles: `
    :host {
      display: grid;
      gap: 8px;
    }
  `,
})
export class IndicatorPicker {
  private readonly session = inject(DesignSession)
  /** What the row of the cell says, to begin the search with. */
  readonly label = input('')
  readonly picked = output<IndicatorEntry>()

  protected readonly searched = signal('')
  protected readonly creating = signal(false)
  protected readonly start = computed(() => ({ name: this.label() || this.searched() }))
  protected readonly bound = computed(
    () =>
      new Set(this.session.template()?.cells.flatMap(({ binding }) => (binding?.offset === 0 ? [binding.key] : []))),
  )

  protected created(indicator: IndicatorEntry): void {
    this.creating.set(false)
    this.picked.emit(indicator)
  }
}
