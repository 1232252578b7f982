import { inject } from '@angular/core'
import type { CanActivateFn } from '@angular/router'
import { RedirectCommand, Router } from '@angular/router'
import type { Session } from '../api/contract.js'
import { SessionGateway } from '../api/session-gateway.js'

/** Where each duty is done. */
const DUTY_PAGES: Readonly<Record<NonNullable<Session['duty']>, string>> = {
  'second-factor': '/sign-in',
  password: '/account/password',
  enrol: '/account/second-factor',
}

/**
 * Lets signed-in persons pass; others go to the sign-in page, which returns to the address asked for. Who has something to do
 * first is led there.
 */
export const mustBeSignedIn: CanActivateFn = async (_route, state) => {
  const gateway = inject(SessionGateway)
  const router = inject(Router)
  try {
    const session = await gateway.current()
    const first = session?.duty ? DUTY_PAGES[session.duty] : null
    if (first && state.url !== first) return router.parseUrl(first)
    if (session) return true
  } catch {
    return new RedirectCommand(router.parseUrl('/unavailable'), { skipLocationChange: true })
  }
  const query = state.url === '/' ? {} : { return: state.url }
  return router.createUrlTree(['/sign-in'], { queryParams: query })
}

/**
 * Shows the "no right" page, at the address asked for, to a person who has none of the rights named.
 * Runs below `mustBeSignedIn`.
 */
export function needs(...rights: readonly (keyof Session['can'])[]): CanActivateFn {
  return async () => {
    const gateway = inject(SessionGateway)
    const router = inject(Router)
    const session = await gateway.current()
    if (session && rights.some((right) => session.can[right])) return true
    return new RedirectCommand(router.parseUrl('/forbidden'), { skipLocationChange: true })
  }
}

/** Consoles of those who have no work desk, in the order they are tried. */
const CONSOLES = [
  ['manageAccounts', '/system/accounts'],
  ['manageGrants', '/system/grants'],
  ['readAudit', '/system/audit'],
] as const

/** Leads an administrator from the work desk, which has nothing for him, to his own console; others without rights to their account. */
export const toOwnDesk: CanActivateFn = async () => {
  const router = inject(Router)
  const session = await inject(SessionGateway).current()
  if (!session || session.can.desk) return true
  const own = CONSOLES.find(([right]) => session.can[right])
  return router.parseUrl(own?.[1] ?? '/account')
}
