import type { SubmissionState } from '@weitong/designer/submission'
import type { JobView } from './jobs.js'

/**
 * `empty` begins on the new version; `moves`: a draft goes over; `keeps`: a submitted report goes over as it is; `again`: a submitted
 * report must be looked at by its unit; `locked` (approved or locked) stays on the old version; `added` owes a report from now on.
 */
export type SwitchFate = 'empty' | 'moves' | 'keeps' | 'again' | 'locked' | 'added'

/** Units by fate; of all units those outside the new scope, those with values taken out or no longer valid, and what would be asked. */
export interface SwitchCounts {
  readonly empty?: number
  readonly moves?: number
  readonly keeps?: number
  readonly again?: number
  readonly locked?: number
  readonly added?: number
  readonly outside?: number
  readonly removed?: number
  readonly reread?: number
  readonly missing?: number
  readonly failing?: number
  readonly returned?: number
}

export interface SwitchedVersion {
  readonly versionId: string
  readonly number: number
  readonly edition: string
}

/**
 * 换版 of an open 报送任务.
 * GET  /collections/:id/switches → VersionSwitch[], newest first
 * POST /collections/:id/switches {formVersionId} → 202 VersionSwitch: 试算, a job that changes no report
 * GET  /switches/:id → VersionSwitch
 * POST /switches/:id/run {returns, reason} → 202 VersionSwitch: a job; `returns` sends `again` reports back to their units, otherwise
 *      they stay on the old version (409 E_SWITCH_NOT_TRIED, E_SWITCH_OUTDATED, E_SWITCH_BUSY)
 */
export interface VersionSwitch {
  readonly id: string
  readonly collectionId: string
  readonly from: SwitchedVersion
  readonly to: SwitchedVersion
  readonly state: 'trying' | 'tried' | 'running' | 'done'
  readonly job: Pick<JobView, 'state' | 'progress' | 'message'> | null
  readonly counts: SwitchCounts
  /** What was really done; null until then. */
  readonly result: SwitchCounts | null
  readonly returns: boolean | null
  readonly reason: string | null
  readonly madeAt: string
  readonly madeBy: string
  readonly doneAt: string | null
}

export interface SwitchedValue {
  readonly key: string
  readonly title: string
  readonly value: string
}

/** GET /switches/:id/units?fate=&page= → Page<SwitchUnit>; `fate` also takes outside, removed, reread, missing, failing. */
export interface SwitchUnit {
  readonly organisationId: string
  readonly obligationId: string | null
  readonly name: string
  readonly state: SubmissionState
  readonly fate: SwitchFate
  readonly outside: boolean
  /** Values whose cell is gone: they stay in the change log. */
  readonly removed: readonly SwitchedValue[]
  /** Values that are no value under the new version: they stay as typed, marked. */
  readonly reread: readonly SwitchedValue[]
  readonly missing: number
  readonly errors: number
  readonly warnings: number
  readonly messages: readonly string[]
}
