import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core'
import type { IndicatorEntry, Page } from '../../../api/contract.js'
import { loaded } from '../../../api/loaded.js'
import { IndicatorForm } from '../../../parts/indicator-form.js'
import { indicatorLine } from '../../../parts/indicator-words.js'
import { Icon } from '../../../ui/icon.js'
import { SearchBox } from '../../../ui/search-box.js'
import { DesignSession } from './design-session.js'

const SHOWN = 20

/** Finds an indicator in the dictionary, or defines a new one on the spot. Starts with what the row is called. */
@Component({
  selector: 'wt-indicator-picker',
  imports: [Icon, IndicatorForm, SearchBox],
  templateUrl: './indicator-picker.html',
  styleUrl: './indicator-picker.css',
})
export class IndicatorPicker {
  private readonly session = inject(DesignSession)
  /** What the row of the cell says, to begin the search with. */
  readonly label = input('')
  readonly picked = output<IndicatorEntry>()

  protected readonly search = linkedSignal(() => this.label())
  protected readonly creating = signal(false)
  protected readonly start = computed(() => ({ name: this.label() || this.search() }))
  protected readonly found = loaded(
    () => ({ search: this.search().slice(0, 40), size: SHOWN }),
    (api, query, signal) => api.get<Page<IndicatorEntry>>('/indicators', query, signal),
  )
  private readonly bound = computed(
    () =>
      new Set(this.session.template()?.cells.flatMap(({ binding }) => (binding?.offset === 0 ? [binding.key] : []))),
  )
  protected readonly lineOf = indicatorLine

  protected isBound(code: string): boolean {
    return this.bound().has(code)
  }

  protected created(indicator: IndicatorEntry): void {
    this.creating.set(false)
    this.picked.emit(indicator)
  }
}
