import type { Ability } from '../abilities.js'

/**
 * How strict the platform is, as data. The installation chooses a pack by name (POLICY_PACK); no page changes one.
 */
export interface PolicyPack {
  readonly password: {
    readonly minLength: number
    /** How many of 大写、小写、数字、符号 must occur. */
    readonly kinds: number
    /** Number of former passwords that may not come back. */
    readonly history: number
    /** Days until a password has to be changed; null: never. */
    readonly expiryDays: number | null
    /** Whether words of the place and the trade (hubei, weijian, weitong) count as common. */
    readonly localWords: boolean
  }
  /** Wrong passwords within the window; then that place has to wait. */
  readonly guessing: {
    readonly windowMinutes: number
    /** One account from one place: a known browser, or else an address. */
    readonly pair: Limit
    /** One account from browsers it has never signed in from, whatever their address. Known browsers are not held up. */
    readonly account: Limit
    /** Any account, from unknown browsers at one address. */
    readonly address: Limit
  }
  readonly sessions: Readonly<Record<Standing, SessionRule>>
  /** Who has to have an authenticator app. */
  readonly secondFactor: readonly Standing[]
  /** Acts before which one proves again who one is, unless that was less than so many minutes ago. */
  readonly stepUp: { readonly minutes: number; readonly abilities: readonly Ability[] }
}

interface Limit {
  readonly failures: number
  readonly waitMinutes: number
}

export interface SessionRule {
  readonly idleMinutes: number
  readonly absoluteHours: number
  /** Browsers in which one person may be signed in at the same time. */
  readonly clients: number
  /** At the limit: refuse the new one, or end the one that was used longest ago. */
  readonly atLimit: 'refuse' | 'end-oldest'
}

/** Whose mistakes cost most: the stricter the higher. `reviewer`: of the province or a city. */
export type Standing = 'administrator' | 'reviewer' | 'business'

const guessing: PolicyPack['guessing'] = {
  windowMinutes: 15,
  pair: { failures: 5, waitMinutes: 30 },
  account: { failures: 20, waitMinutes: 15 },
  address: { failures: 200, waitMinutes: 15 },
}

const sessions: PolicyPack['sessions'] = {
  administrator: { idleMinutes: 15, absoluteHours: 8, clients: 1, atLimit: 'end-oldest' },
  reviewer: { idleMinutes: 30, absoluteHours: 12, clients: 2, atLimit: 'end-oldest' },
  business: { idleMinutes: 30, absoluteHours: 12, clients: 3, atLimit: 'end-oldest' },
}

const STEP_UP: readonly Ability[] = ['review.pass', 'review.unlock', 'grant.give', 'grant.revoke']

export const PACKS = {
  /** GB/T 22239-2019 level 3, 8.1.4.1 a and b. */
  等保三级: {
    password: { minLength: 8, kinds: 3, history: 5, expiryDays: 90, localWords: true },
    guessing,
    sessions,
    secondFactor: ['administrator', 'reviewer'],
    stepUp: { minutes: 5, abilities: STEP_UP },
  },
  /** OWASP ASVS 5.0 6.2: length and block lists instead of composition and rotation. */
  ASVS: {
    password: { minLength: 12, kinds: 1, history: 1, expiryDays: null, localWords: true },
    guessing,
    sessions: {
      ...sessions,
      administrator: { ...sessions.administrator, atLimit: 'refuse' },
    },
    secondFactor: ['administrator', 'reviewer'],
    stepUp: { minutes: 5, abilities: STEP_UP },
  },
  /** A demonstration that starts without questions. Refused in production. */
  demo: {
    password: { minLength: 8, kinds: 3, history: 1, expiryDays: null, localWords: false },
    guessing: { ...guessing, pair: { failures: 5, waitMinutes: 10 } },
    sessions: {
      administrator: { ...sessions.administrator, idleMinutes: 30, clients: 20 },
      reviewer: { ...sessions.reviewer, clients: 50 },
      business: { ...sessions.business, clients: 50 },
    },
    // The demo's reviewers have no telephones; its administrators do.
    secondFactor: ['administrator'],
    stepUp: { minutes: 5, abilities: ['grant.give', 'grant.revoke'] },
  },
} as const satisfies Record<string, PolicyPack>

export type PackName = keyof typeof PACKS
