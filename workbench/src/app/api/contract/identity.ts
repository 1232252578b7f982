import type { OrganisationRef } from './organisations.js'

/** Roles a grant may give, each over an organisation subtree and a business area. */
export type Role = 'designer' | 'filler' | 'reviewer' | 'analyst'

/** POST /session {login, password} → Session · GET /session → Session (401 when signed out) · DELETE /session → 204 */
export interface Session {
  readonly account: { readonly id: string; readonly login: string; readonly name: string; readonly phone: string }
  readonly organisation: OrganisationRef
  readonly grants: readonly { readonly role: Role; readonly organisation: OrganisationRef; readonly area: string }[]
  /** What the navigation may show. */
  readonly can: {
    readonly fill: boolean
    readonly review: boolean
    readonly analyse: boolean
    readonly design: boolean
    readonly openCollection: boolean
  }
}
