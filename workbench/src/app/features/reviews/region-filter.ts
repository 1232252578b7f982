import { Component, computed, input, output } from '@angular/core'
import type { OrganisationNode } from '../../api/contract.js'
import { loaded } from '../../api/loaded.js'
import { reviewedRegion } from './reviewed-region.js'

/** Organisation ids of administrations; '' where not narrowed. */
export interface Region {
  readonly city: string
  readonly county: string
}

/** Narrows a list to a city and to a county of it. A county reviewer has only one's own county and sees nothing here. */
@Component({
  selector: 'wt-region-filter',
  template: `
    @if (level() === 'province') {
      <select class="input" aria-label="市州" (change)="regionChange.emit({ city: chosen($event), county: '' })">
        <option value="" [selected]="city() === ''">全省</option>
        @for (each of cities.value(); track each.id) {
          <option [value]="each.id" [selected]="each.id === city()">{{ each.name }}</option>
        }
      </select>
    }
    @if (counties.value()?.length) {
      <select class="input" aria-label="县区" (change)="regionChange.emit({ city: city(), county: chosen($event) })">
        <option value="" [selected]="county() === ''">全市</option>
        @for (each of counties.value(); track each.id) {
          <option [value]="each.id" [selected]="each.id === county()">{{ each.name }}</option>
        }
      </select>
    }
  `,
  styles: `
    :host {
      display: flex;
      gap: 8px;
    }
    .input {
      width: 124px;
    }
  `,
})
export class RegionFilter {
  private readonly organisation = reviewedRegion()

  readonly city = input.required<string>()
  readonly county = input.required<string>()
  readonly regionChange = output<Region>()

  protected readonly level = computed(() => this.organisation()?.level ?? null)
  protected readonly cities = loaded(
    () => (this.level() === 'province' ? this.organisation()?.id : undefined),
    (api, parent, signal) => administrations(api.get<OrganisationNode[]>('/organisations', { parent }, signal)),
  )
  protected readonly counties = loaded(
    () => (this.level() === 'city' ? (this.organisation()?.id ?? '') : this.city()),
    (api, parent, signal) =>
      parent === ''
        ? Promise.resolve([])
        : administrations(api.get<OrganisationNode[]>('/organisations', { parent }, signal)),
  )

  protected chosen(event: Event): string {
    return event.target instanceof HTMLSelectElement ? event.target.value : ''
  }
}

async function administrations(nodes: Promise<OrganisationNode[]>): Promise<readonly OrganisationNode[]> {
  return (await nodes).filter((node) => node.kind === 'administration' && node.level !== 'town')
}
