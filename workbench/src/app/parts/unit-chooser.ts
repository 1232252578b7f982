import { Component, computed, effect, inject, model, output, signal } from '@angular/core'
import { ApiClient } from '../api/api-client.js'
import { messageOf } from '../api/api-failure.js'
import type {
  ChoicePreview,
  ChosenUnit,
  CollectionSummary,
  OrganisationNode,
  UnitChoice,
  UnitMatches,
} from '../api/contract.js'
import { loaded } from '../api/loaded.js'
import { UnitList } from './unit-list.js'
import { UnitTree } from './unit-tree.js'

export const NOBODY: UnitChoice = { regions: [], categories: [], units: [], collectionId: null }

/** Beginnings of WS 218 codes, as people speak of them. */
const CATEGORIES: readonly { readonly code: string; readonly name: string }[] = [
  { code: 'A', name: '医院' },
  { code: 'B', name: '社区卫生服务中心（站）' },
  { code: 'C', name: '卫生院' },
  { code: 'D1', name: '门诊部' },
  { code: 'D2', name: '诊所' },
  { code: 'D6', name: '村卫生室' },
  { code: 'E', name: '急救中心（站）' },
  { code: 'F', name: '采供血机构' },
  { code: 'G', name: '妇幼保健机构' },
  { code: 'H', name: '专科疾病防治机构' },
  { code: 'J', name: '疾控中心' },
  { code: 'K', name: '卫生监督机构' },
]

/**
 * Who is asked: places and units of the tree, categories that narrow the places, a pasted or uploaded list of names, the units of an
 * earlier 报送任务. Says at once how many that are.
 */
@Component({
  selector: 'wt-unit-chooser',
  imports: [UnitList, UnitTree],
  templateUrl: './unit-chooser.html',
  styleUrl: './unit-chooser.css',
})
export class UnitChooser {
  private readonly api = inject(ApiClient)

  readonly choice = model.required<UnitChoice>()
  /** How many units the choice names; undefined while it is counted. */
  readonly counted = output<number | undefined>()

  protected readonly categories = CATEGORIES
  protected readonly search = signal('')
  protected readonly places = signal<ReadonlyMap<string, string>>(new Map())
  protected readonly failure = signal<string | null>(null)
  protected readonly matches = signal<UnitMatches | null>(null)

  protected readonly found = loaded(
    () => (this.search().trim().length > 1 ? { search: this.search().trim() } : undefined),
    (api, query, signal) => api.get<OrganisationNode[]>('/organisations', query, signal),
  )
  protected readonly earlier = loaded(
    () => ({}),
    (api, _params, signal) => api.get<CollectionSummary[]>('/collections', {}, signal),
  )
  protected readonly preview = loaded(
    () => (this.isEmpty() ? undefined : this.choice()),
    (api, choice) => api.post<ChoicePreview>('/unit-choices/preview', { choice }),
  )
  protected readonly chosen = computed(() => new Set([...this.choice().regions, ...this.choice().units]))
  protected readonly isEmpty = computed(() => {
    const { regions, categories, units, collectionId } = this.choice()
    return regions.length + categories.length + units.length === 0 && collectionId === null
  })
  protected readonly named = computed(() =>
    [...this.chosen()].map((id) => ({ id, name: this.places().get(id) ?? '所选单位' })),
  )

  constructor() {
    effect(() => {
      const counting = this.preview.loading()
      this.counted.emit(this.isEmpty() ? 0 : counting ? undefined : this.preview.value()?.obligations)
    })
  }

  /** Adds a place or unit, or takes it out again. */
  protected pick({ id, name, kind }: OrganisationNode): void {
    this.places.update((places) => new Map(places).set(id, name))
    const part = kind === 'administration' ? 'regions' : 'units'
    this.choice.update((choice) => ({ ...choice, [part]: toggled(choice[part], id) }))
  }

  protected drop(id: string): void {
    const without = (ids: readonly string[]) => ids.filter((each) => each !== id)
    this.choice.update(({ regions, units, ...rest }) => ({ ...rest, regions: without(regions), units: without(units) }))
  }

  protected pickCategory(code: string): void {
    this.choice.update((choice) => ({ ...choice, categories: toggled(choice.categories, code) }))
  }

  protected pickCollection(event: Event): void {
    if (!(event.target instanceof HTMLSelectElement)) return
    const collectionId = event.target.value || null
    this.choice.update((choice) => ({ ...choice, collectionId }))
  }

  protected async match(text: string): Promise<void> {
    await this.take(() => this.api.post<UnitMatches>('/unit-choices/match', { lines: text.split(/\r?\n/) }))
  }

  protected async read(file: File): Promise<void> {
    await this.take(() => this.api.upload<UnitMatches>('/unit-choices/match-file', file))
  }

  protected take(ask: () => Promise<UnitMatches>): Promise<void> {
    this.failure.set(null)
    return ask().then(
      (matches) => {
        this.matches.set(matches)
        this.add(matches.matched)
      },
      (error: unknown) => this.failure.set(messageOf(error)),
    )
  }

  protected add(units: readonly ChosenUnit[]): void {
    this.places.update((places) => new Map([...places, ...units.map(({ id, name }) => [id, name] as const)]))
    this.choice.update((choice) => ({
      ...choice,
      units: [...new Set([...choice.units, ...units.map(({ id }) => id)])],
    }))
  }

  protected text(event: Event): string {
    return event.target instanceof HTMLInputElement ? event.target.value : ''
  }
}

function toggled(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]
}
