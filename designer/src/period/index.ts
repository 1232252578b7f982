export { Period, PeriodError, type PeriodType } from './period.js'
export { type Expiry, EXPIRY_WARNING_DAYS, expiryOf } from './expiry.js'
