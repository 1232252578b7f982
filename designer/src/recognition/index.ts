export { type Decision, type Decisions, isWanted, type Outcome, outcomeOf } from './decide.js'
export { draftFrom, type DraftOf, type Target } from './draft-from.js'
export type { PlainCell, PlainMerge, PlainSheet } from './plain-sheet.js'
export type {
  BindingProposal,
  CheckProposal,
  Confidence,
  Dictionary,
  DrawnCell,
  DroppedThing,
  FreshIndicator,
  KnownForm,
  Proposal,
} from './proposal.js'
export { recognise } from './recognise.js'
