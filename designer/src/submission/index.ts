export {
  type Administrations,
  PROCESSES,
  type ReviewLevel,
  type ReviewProcess,
  type ReviewStep,
  reviewSteps,
} from './review-steps.js'
export { counts, STATE_LABELS, STATES, STATUS_FILTERS, type SubmissionState } from './states.js'
export {
  type Actor,
  allowed,
  type Circumstances,
  nextState,
  type SubmissionAction,
  type Transition,
  TRANSITIONS,
  waitingStep,
  whyNot,
} from './transitions.js'
