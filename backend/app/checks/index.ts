export { type CheckFinding, type CheckInput, type CheckRun, runChecks } from './run_checks.js'
export { type Explanation, type FindingsOf, storeFindings } from './store_findings.js'
