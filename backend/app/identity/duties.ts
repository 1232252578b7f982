import type { Ability } from './abilities.js'
import { E } from './errors.js'
import { POLICY } from './policy/current_policy.js'
import { type Duty, hasProved, type LoadedSession } from './sessions/sessions.js'

/** What one may do before the duty is done: the duty itself, asking who one is, and leaving. */
const STILL_ALLOWED: Readonly<Record<Duty, readonly Ability[]>> = {
  'second-factor': ['session.read', 'session.delete', 'session.second_factor'],
  password: ['session.read', 'session.delete', 'password.rules', 'password.change'],
  enrol: ['session.read', 'session.delete', 'second_factor.read', 'second_factor.begin', 'second_factor.confirm'],
}

const REFUSALS = { 'second-factor': E.E_DUTY_SECOND_FACTOR, password: E.E_DUTY_PASSWORD, enrol: E.E_DUTY_ENROL }

/** Refuses everything else while something has to be done first. */
export function checkDuty({ duty }: LoadedSession, ability: Ability): void {
  if (duty && !STILL_ALLOWED[duty].includes(ability)) throw REFUSALS[duty]()
}

/** Refuses with E_STEP_UP what the policy lets only those do who have just shown who they are. */
export function checkProved(session: LoadedSession, ability: Ability): void {
  if (POLICY.stepUp.abilities.includes(ability) && !hasProved(session)) throw E.E_STEP_UP()
}
