/**
 * Who acts, and within what: made once per request by identity, carried through every act and query.
 * `scopes` are the organisation paths of the grants that give the ability in question; they become the database context.
 */
export interface Acting {
  readonly account: {
    readonly id: string
    readonly name: string
    readonly phone: string
    readonly organisationId: string
  }
  readonly scopes: readonly string[]
  /** Business areas of those grants; `*` is all. */
  readonly areas: readonly string[]
  /** Set for an act of an administrator: its transaction steps into the database role of that power and has no other right. */
  readonly power?: 'system' | 'security' | 'audit' | undefined
  /** Which 试填 the act means to see; without it none is there for any query. */
  readonly trials?: '*' | `trial ${string}` | `report ${string}`
  readonly ip: string | null
  readonly requestId: string | null
}

/** The platform itself acting over everything: seed, rebuild, worker house-keeping. Never made from a request. */
export const PLATFORM: Acting = {
  account: { id: '0', name: '系统', phone: '', organisationId: '0' },
  scopes: ['/'],
  areas: ['*'],
  ip: null,
  requestId: null,
}

export function hasArea(acting: Acting, area: string): boolean {
  return acting.areas.includes('*') || acting.areas.includes(area)
}
