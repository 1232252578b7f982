import type { OrganisationRef } from './organisations.js'

/** Roles a grant may give, each over an organisation subtree and a business area. */
export type Role = 'designer' | 'filler' | 'reviewer' | 'analyst' | 'system-admin' | 'security-admin' | 'audit-admin'

/**
 * POST /session {login, password} → Session · GET /session → Session (401 when signed out) · DELETE /session → 204
 * While `duty` is not null nothing else is answered but what the duty needs.
 */
export interface Session {
  readonly account: { readonly id: string; readonly login: string; readonly name: string; readonly phone: string }
  readonly organisation: OrganisationRef
  readonly grants: readonly { readonly role: Role; readonly organisation: OrganisationRef; readonly area: string }[]
  /** What has to be done before anything else. */
  readonly duty: 'second-factor' | 'password' | 'enrol' | null
  /** Whether there is an authenticator app: a step-up asks for its code, else for the password. */
  readonly hasFactor: boolean
  /** What the navigation may show. */
  readonly can: {
    readonly fill: boolean
    readonly review: boolean
    readonly analyse: boolean
    readonly design: boolean
    readonly openCollection: boolean
    /** Any business role: there is a work desk. */
    readonly desk: boolean
    readonly manageAccounts: boolean
    readonly manageGrants: boolean
    readonly readAudit: boolean
  }
}

/**
 * POST /session/second-factor {code} → Session: the second half of signing in; a recovery code will do.
 * POST /session/step-up {proof} → 204, after E_STEP_UP: code or password, then the refused call is sent again.
 *
 * GET /second-factor → SecondFactor · POST /second-factor → NewSecondFactor (E_STEP_UP in place of one in force)
 * POST /second-factor/confirm {code} → {recoveryCodes}, told this once
 */
export interface SecondFactor {
  readonly enrolled: boolean
  readonly required: boolean
  readonly recoveryCodesLeft: number
}

export interface NewSecondFactor {
  /** Base 32, for typing. */
  readonly secret: string
  /** `otpauth://…`, for a QR code. */
  readonly uri: string
}

/** GET /password-rules. Of kinds (upper case, lower case, digits, signs) at least so many; null days: never expires. */
export interface PasswordRules {
  readonly minLength: number
  readonly kinds: number
  readonly history: number
  readonly expiryDays: number | null
}

/** PUT /password {current, next} → Session; E_PASSWORD_WEAK has an error for each problem, at `next`. */

/** GET /sessions · DELETE /sessions/:id → 204 · POST /sessions/end-others → {ended} */
export interface OwnSessions {
  readonly sessions: readonly OwnSession[]
  /** Browsers one may be signed in with at the same time. */
  readonly limit: number
  readonly idleMinutes: number
}

export interface OwnSession {
  readonly id: string
  readonly current: boolean
  readonly ip: string
  readonly userAgent: string
  readonly createdAt: string
  readonly seenAt: string
}
