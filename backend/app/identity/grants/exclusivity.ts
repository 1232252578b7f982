import { ADMINISTRATORS, type Role } from '../abilities.js'

/** Whether one person may hold these roles together: an administrator's role stands alone. The database refuses the rest by itself. */
export function mayHold(roles: readonly Role[]): boolean {
  const different = new Set(roles)
  return different.size < 2 || ![...different].some((role) => isAdministrator(role))
}

export function isAdministrator(role: Role): boolean {
  return (ADMINISTRATORS as readonly Role[]).includes(role)
}
