import type { Acting } from '#platform'
import { ABILITIES, type Ability, type Role } from './abilities.js'
import { isAdministrator } from './grants/exclusivity.js'
import { E } from './errors.js'
import type { Grant, LoadedSession } from './sessions/sessions.js'

/** Turns a session into the actor of one act: the grants that give the ability become scopes and areas. */
export function actingFor(
  session: LoadedSession,
  ability: Ability,
  request: { readonly ip: string | null; readonly requestId: string | null },
): Acting {
  const rule: 'anyone' | 'signed-in' | readonly Role[] = ABILITIES[ability]
  const grants = session.grants.filter(({ role }) =>
    typeof rule === 'string' ? !isAdministrator(role) : rule.includes(role),
  )
  if (typeof rule !== 'string' && grants.length === 0) throw E.E_FORBIDDEN()
  return {
    account: session.account,
    scopes: withoutNested(grants),
    areas: [...new Set(grants.map((grant) => grant.area))],
    power: powerOf(grants),
    ip: request.ip,
    requestId: request.requestId,
  }
}

/** Administrators' roles stand alone, so the first says it. */
function powerOf([first]: readonly Grant[]): Acting['power'] {
  return first && isAdministrator(first.role) ? (first.role.replace('-admin', '') as Acting['power']) : undefined
}

/** Subtrees inside another of one's subtrees add nothing. */
function withoutNested(grants: readonly Grant[]): string[] {
  const paths = [...new Set(grants.map((grant) => grant.path))].sort()
  return paths.filter((path, at) => !paths.slice(0, at).some((earlier) => path.startsWith(earlier)))
}
