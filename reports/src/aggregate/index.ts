export { type AggregatePlan, planAggregate, type PlanProblem } from './plan.js'
export { type AggregateStatus, STATUS_LABELS, statusWords } from './status.js'
export { type Candidate, listCandidates, sumsOf } from './summable.js'
export type { AggregateLine, AggregateTable, SummedIndicator } from './table.js'
