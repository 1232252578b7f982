import { Component, input, linkedSignal, output } from '@angular/core'
import type { IndicatorEntry, Page } from '../api/contract.js'
import { loaded } from '../api/loaded.js'
import { SearchBox } from '../ui/search-box.js'
import { indicatorLine } from './indicator-words.js'

const SHOWN = 20

/** Finds an indicator in the dictionary. Starts with a text; what else can be done beside the field is content. */
@Component({
  selector: 'wt-indicator-search',
  imports: [SearchBox],
  templateUrl: './indicator-search.html',
  styleUrl: './indicator-search.css',
})
export class IndicatorSearch {
  /** What the search begins with. */
  readonly start = input('')
  /** Codes that are in use already. */
  readonly taken = input<ReadonlySet<string>>(new Set())
  readonly picked = output<IndicatorEntry>()
  readonly searched = output<string>()

  protected readonly search = linkedSignal(() => this.start())
  protected readonly found = loaded(
    () => ({ search: this.search().slice(0, 40), size: SHOWN }),
    (api, query, signal) => api.get<Page<IndicatorEntry>>('/indicators', query, signal),
  )
  protected readonly lineOf = indicatorLine

  protected find(search: string): void {
    this.search.set(search)
    this.searched.emit(search)
  }
}
