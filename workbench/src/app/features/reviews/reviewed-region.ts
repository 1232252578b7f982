import type { Signal } from '@angular/core'
import { computed, inject } from '@angular/core'
import type { OrganisationRef } from '../../api/contract.js'
import { SessionStore } from '../../api/session-store.js'

const RANK = ['province', 'city', 'county', 'town']

/** The administration one reviews for, the highest where there are several; null for somebody who reviews nothing. */
export function reviewedRegion(): Signal<OrganisationRef | null> {
  const session = inject(SessionStore).session
  return computed(() => {
    const regions = (session()?.grants ?? [])
      .filter(({ role }) => role === 'reviewer')
      .map((grant) => grant.organisation)
    const rank = ({ level }: OrganisationRef): number => (level === null ? RANK.length : RANK.indexOf(level))
    return regions.sort((a, b) => rank(a) - rank(b))[0] ?? null
  })
}
