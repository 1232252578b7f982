export { checkChange, differenceOf, EDITABLE, type IndicatorChange } from './change-indicator.js'
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
