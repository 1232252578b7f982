export { checkChange, differenceOf, EDITABLE, type IndicatorChange } from './change-indicator.js'
export {
  checkCodeItems,
  type CodeItem,
  type CodeItemProblem,
  type CodeListDifference,
  diffCodeItems,
  MAX_CODE_ITEMS,
} from './code-list.js'
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
