export { type Finding, isOpenError, isOpenWarning } from './finding.js'
export { keysOf, runChecks, runRule } from './run-checks.js'
export { detectUnitSlip, inThousands, type UnitSlip } from './unit-slip.js'
export { namesOf, shortName, wordValues } from './word-values.js'
