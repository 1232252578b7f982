export { checkChange, differenceOf, EDITABLE, type IndicatorChange } from './change-indicator.js'
export {
  checkCodeItems,
  type CodeItem,
  type CodeItemProblem,
  type CodeListDifference,
  diffCodeItems,
  MAX_CODE_ITEMS,
} from './code-list.js'
export { CODE_COLUMNS, codeRow, type CodePlan, planCodes } from './import-codes.js'
export {
  INDICATOR_COLUMNS,
  indicatorRow,
  type IndicatorPlan,
  type KnownIndicator,
  type KnownIndicators,
  planIndicators,
} from './import-indicators.js'
export {
  countLines,
  type HeadProblem,
  type ImportLine,
  type ImportTable,
  type ImportVerdict,
  type TableRow,
} from './import-table.js'
export {
  type Aggregation,
  checkFactColumn,
  checkIndicator,
  factColumn,
  formatNumber,
  INDICATOR_CODE,
  type IndicatorProblem,
  isNumeric,
  type TemplateIndicator,
  type ValueType,
  whyNotSummable,
} from './indicator.js'
export { AGGREGATIONS, AGGREGATIONS_SHORT, VALUE_TYPES } from './words.js'
