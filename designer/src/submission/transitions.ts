import type { ReviewLevel, ReviewStep } from './review-steps.js'
import type { SubmissionState } from './states.js'

export type SubmissionAction =
  | 'save'
  | 'check'
  | 'submit'
  | 'withdraw'
  | 'pass'
  | 'return'
  | 'unlock'
  | 'carry'
  | 'national-accept'
  | 'national-return'

/** Who may do it: the unit (or who reports for it), the administration whose step it is, the province, the exchange. */
export type Actor = 'filler' | 'reviewer' | 'province' | 'exchange'

/**
 * One row of the process. `to` names the next state; `step` means the state of the review step that was passed.
 * A check that finds errors leaves the state as it is.
 */
export interface Transition {
  readonly action: SubmissionAction
  readonly from: readonly SubmissionState[]
  readonly to: SubmissionState | 'step'
  readonly by: Actor
  readonly guard: 'unseen' | null
}

/** The whole process. Nothing else in the product knows it. */
export const TRANSITIONS: readonly Transition[] = [
  { action: 'save', from: ['empty', 'draft', 'checked', 'returned'], to: 'draft', by: 'filler', guard: null },
  { action: 'check', from: ['draft', 'checked', 'returned'], to: 'checked', by: 'filler', guard: null },
  { action: 'submit', from: ['draft', 'checked', 'returned'], to: 'submitted', by: 'filler', guard: null },
  { action: 'withdraw', from: ['submitted'], to: 'draft', by: 'filler', guard: 'unseen' },
  { action: 'pass', from: ['submitted', 'county-passed', 'city-passed'], to: 'step', by: 'reviewer', guard: null },
  {
    action: 'return',
    from: ['submitted', 'county-passed', 'city-passed'],
    to: 'returned',
    by: 'reviewer',
    guard: null,
  },
  { action: 'unlock', from: ['province-approved', 'national-returned'], to: 'returned', by: 'province', guard: null },
  { action: 'carry', from: ['province-approved'], to: 'carried', by: 'exchange', guard: null },
  { action: 'national-accept', from: ['carried'], to: 'national-accepted', by: 'exchange', guard: null },
  { action: 'national-return', from: ['carried'], to: 'national-returned', by: 'exchange', guard: null },
]

const PASSED: Readonly<Record<ReviewLevel, SubmissionState>> = {
  county: 'county-passed',
  city: 'city-passed',
  province: 'province-approved',
}

/** What a decision depends on besides state and action. */
export interface Circumstances {
  readonly steps: readonly ReviewStep[]
  /** Whether the first reviewer has opened the report since it was submitted. */
  readonly seen: boolean
}

/** The review step a submitted report waits at, or null when it waits at none. */
export function waitingStep(state: SubmissionState, steps: readonly ReviewStep[]): ReviewStep | null {
  if (state === 'submitted') return steps[0] ?? null
  const passed = steps.findIndex(({ level }) => PASSED[level] === state)
  return passed >= 0 ? (steps[passed + 1] ?? null) : null
}

/** Why an action is not possible now, as a Chinese sentence, or null when it is. Says nothing about who. */
export function whyNot(state: SubmissionState, action: SubmissionAction, at: Circumstances): string | null {
  const transition = TRANSITIONS.find((row) => row.action === action && row.from.includes(state))
  if (!transition) return NOT_FROM[action]
  if (transition.guard === 'unseen' && at.seen) return '上级已开始审核，不能撤回；如需修改请联系上级退回。'
  if (transition.to === 'step' && !waitingStep(state, at.steps)) return NOT_FROM[action]
  return null
}

export function allowed(state: SubmissionState, action: SubmissionAction, at: Circumstances): boolean {
  return whyNot(state, action, at) === null
}

/** The state after the action; throws when it is not allowed, which callers have asked before. */
export function nextState(state: SubmissionState, action: SubmissionAction, at: Circumstances): SubmissionState {
  const refused = whyNot(state, action, at)
  if (refused) throw new Error(`${action} from ${state}: ${refused}`)
  const transition = TRANSITIONS.find((row) => row.action === action && row.from.includes(state))
  if (!transition) throw new Error(`${action} from ${state}`)
  if (transition.to !== 'step') return transition.to
  const step = waitingStep(state, at.steps)
  if (!step) throw new Error(`${action} from ${state}: no step waits`)
  return PASSED[step.level]
}

const NOT_FROM: Readonly<Record<SubmissionAction, string>> = {
  save: '报表已上报，不能修改；如需修改请先撤回，或联系上级退回。',
  check: '报表已上报，无需再次审核。',
  submit: '报表已上报，请勿重复上报。',
  withdraw: '只有已上报且上级尚未审核的报表可以撤回。',
  pass: '该报表当前不在待审核状态。',
  return: '只有审核中的报表可以退回；已审批的请先由省级解锁。',
  unlock: '只有省审批通过的报表可以解锁。',
  carry: '只有省审批通过的报表可以结转。',
  'national-accept': '只有已结转的报表可以记录国家接收。',
  'national-return': '只有已结转的报表可以记录国家退回。',
}
