export { type CheckedVersion, type CheckRevision, loadChecked } from './check_revision.js'
export { type CheckFinding, type CheckInput, type CheckRun, runChecks } from './run_checks.js'
export { type Explanation, type FindingsOf, storeFindings } from './store_findings.js'
export { RECHECK_JOB, type RecheckParams } from './version_checks.js'
