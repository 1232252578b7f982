export { Period, PeriodError, type PeriodType } from './period.js'
