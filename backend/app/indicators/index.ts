export { insertIndicator } from './create_indicator.js'
export { findIndicators } from './list_indicators.js'
