import type { Ability } from './abilities.js'
import { E } from './errors.js'
import type { Duty, LoadedSession } from './sessions/sessions.js'

/** What one may do before the duty is done: the duty itself, asking who one is, and leaving. */
const STILL_ALLOWED: Readonly<Record<Duty, readonly Ability[]>> = {
  password: ['session.read', 'session.delete', 'password.rules', 'password.change'],
}

/** Refuses everything else while something has to be done first. */
export function checkDuty({ duty }: LoadedSession, ability: Ability): void {
  if (duty && !STILL_ALLOWED[duty].includes(ability)) throw E.E_DUTY_PASSWORD()
}
