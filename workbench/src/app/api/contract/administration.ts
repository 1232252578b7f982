import type { Role } from './identity.js'

/**
 * GET /accounts?search=&status=&page= → Page<AccountEntry> (system and security administrator)
 * POST /accounts {name, organisationId, login?, phone?} → 201 ActivationSlip · POST /accounts/:id/reset {reason} → ActivationSlip
 * POST /accounts/:id/disable|enable {reason} → 204 (system administrator)
 * POST /accounts/:id/kick {reason} → {ended} · POST /accounts/:id/reset-second-factor {reason} → 204 (security administrator)
 */
export interface AccountEntry {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly organisationId: string
  readonly organisation: string
  readonly status: 'active' | 'disabled'
  readonly roles: readonly Role[]
  readonly lastLoginAt: string | null
  readonly createdAt: string
}

/** Told once, to be handed over on paper. */
export interface ActivationSlip {
  readonly id: string
  readonly login: string
  readonly name: string
  readonly organisation: string
  readonly code: string
  readonly until: string
}

/**
 * GET /accounts/:id/grants → GrantEntry[] · POST /accounts/:id/grants {role, organisationId, area, expiresOn?, reason} → 201 {id}
 * POST /grants/:id/revoke {reason} → 204 (security administrator)
 */
export interface GrantEntry {
  readonly id: string
  readonly role: Role
  readonly organisationId: string
  readonly organisation: string
  /** `*`: all business areas. */
  readonly area: string
  readonly expiresAt: string | null
  /** Expired: no longer in force. */
  readonly over: boolean
  readonly grantedAt: string | null
  readonly reason: string | null
}

/** GET /grants/who?organisationId=&area= → WhoEntry[]: who can see a unit's data, and through which grant; nearest first. */
export interface WhoEntry extends GrantEntry {
  readonly accountId: string
  readonly login: string
  readonly name: string
  readonly workplace: string
}

/** GET /audit-events?from=&to=&person=&action=&subjectType=&subjectId=&ip=&page= → Page<AuditEntry> (audit administrator) */
export interface AuditEntry {
  readonly id: string
  readonly at: string
  readonly accountId: string | null
  readonly person: string
  readonly login: string | null
  readonly action: string
  readonly subjectType: string
  readonly subjectId: string
  readonly before: unknown
  readonly after: unknown
  readonly reason: string | null
  readonly ip: string | null
}
