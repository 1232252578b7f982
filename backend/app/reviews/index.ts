export { listObligations, type ReviewFilter, type ReviewList, type ReviewStatus } from './list_obligations.js'
