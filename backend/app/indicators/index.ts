export { insertIndicator } from './create_indicator.js'
export { insertCodeLists } from './insert_code_lists.js'
export { findIndicators } from './list_indicators.js'
