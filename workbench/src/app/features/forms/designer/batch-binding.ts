import { Component, computed, inject, input, linkedSignal, signal } from '@angular/core'
import type { Place } from '@weitong/designer/sheet'
import { ApiClient } from '../../../api/api-client.js'
import { messageOf } from '../../../api/api-failure.js'
import type { IndicatorEntry, Page } from '../../../api/contract.js'
import { bindCells } from './bind.js'
import { DesignSession } from './design-session.js'

/** One selected input cell with the indicator of the same name, where the dictionary has exactly one. */
interface Match {
  readonly place: Place
  readonly address: string
  readonly label: string
  readonly entry: IndicatorEntry | null
}

/** Binds a block of input cells at once: each to the indicator that is called what its row says. */
@Component({
  selector: 'wt-batch-binding',
  templateUrl: './batch-binding.html',
  styleUrl: './panels.css',
})
export class BatchBinding {
  private readonly session = inject(DesignSession)
  private readonly api = inject(ApiClient)
  readonly places = input.required<readonly Place[]>()

  protected readonly unbound = computed(() => {
    const language = this.session.language()
    return this.places().filter((place) => !language?.cellAt(place)?.binding)
  })
  protected readonly matches = linkedSignal<readonly Place[], readonly Match[] | null>({
    source: this.unbound,
    computation: () => null,
  })
  protected readonly found = computed(() => this.matches()?.filter(({ entry }) => entry !== null) ?? [])
  protected readonly busy = signal(false)
  protected readonly failure = signal<string | null>(null)

  protected async look(): Promise<void> {
    const language = this.session.language()
    if (!language) return
    await this.trying(async () => {
      const matches: Match[] = []
      for (const place of this.unbound()) {
        const label = language.labelOf(place)
        const cell = language.cellAt(place)
        matches.push({ place, label, address: cell ? language.address(cell.id) : '', entry: await this.named(label) })
      }
      this.matches.set(matches)
    })
  }

  protected async bind(): Promise<void> {
    const wishes = this.found().flatMap(({ place, entry }) => (entry ? [{ place, entry }] : []))
    await this.trying(() => bindCells(this.api, this.session, wishes))
  }

  private async named(label: string): Promise<IndicatorEntry | null> {
    if (label === '') return null
    const { rows } = await this.api.get<Page<IndicatorEntry>>('/indicators', { search: label.slice(0, 40), size: 20 })
    const same = rows.filter(({ name }) => name === label)
    return same.length === 1 ? (same[0] ?? null) : null
  }

  private async trying(act: () => Promise<void>): Promise<void> {
    this.busy.set(true)
    this.failure.set(null)
    try {
      await act()
    } catch (error) {
      this.failure.set(messageOf(error))
    } finally {
      this.busy.set(false)
    }
  }
}
