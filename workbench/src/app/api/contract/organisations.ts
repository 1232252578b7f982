export type OrganisationLevel = 'province' | 'city' | 'county' | 'town'

export interface OrganisationRef {
  readonly id: string
  readonly name: string
  readonly kind: 'administration' | 'institution'
  /** Level of an administration, null for an institution. */
  readonly level: OrganisationLevel | null
  readonly divisionCode: string
}

/** GET /organisations?parent= (children within one's rights) → OrganisationNode[] · GET /organisations?search= */
export interface OrganisationNode extends OrganisationRef {
  readonly hasChildren: boolean
  readonly parentId: string | null
}
