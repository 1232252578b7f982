import type { CollectionInput, OrganisationLevel } from '../../api/contract.js'

/** The last day by which reviewers of this level should be through. */
export function reviewDue(collection: CollectionInput, level: OrganisationLevel | null): string {
  if (level === 'province') return collection.dueProvince
  return level === 'city' ? collection.dueCity : collection.dueCounty
}
