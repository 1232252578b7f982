import env from '#start/env'
import { isAdministrator } from '../grants/exclusivity.js'
import type { Grant } from '../sessions/sessions.js'
import { type PackName, PACKS, type PolicyPack, type SessionRule, type Standing } from './packs.js'

export const PACK: PackName = env.get('POLICY_PACK', '等保三级')

// Known passwords and open doors are for showing, not for people's data.
if (PACK === 'demo' && env.get('NODE_ENV') === 'production') {
  throw new Error('安全策略 demo 只供演示，正式环境（NODE_ENV=production）请改用 POLICY_PACK=等保三级 或 ASVS。')
}

export const POLICY: PolicyPack = PACKS[PACK]

type Standings = readonly Pick<Grant, 'role' | 'level'>[]

/** The strictest of what the grants of a person amount to. */
export function standingOf(grants: Standings): Standing {
  if (grants.some(({ role }) => isAdministrator(role))) return 'administrator'
  const reviews = grants.some(({ role, level }) => role === 'reviewer' && (level === 'province' || level === 'city'))
  return reviews ? 'reviewer' : 'business'
}

export function needsSecondFactor(grants: Standings): boolean {
  return POLICY.secondFactor.includes(standingOf(grants))
}

export function sessionRuleOf(grants: Standings): SessionRule {
  return POLICY.sessions[standingOf(grants)]
}
