import { inTransaction, type JobHandlers, PLATFORM } from '#platform'
import { exportAggregate } from './export_aggregate.js'
import { removeOldChanges } from './kept_sums.js'
import { EXPORT_JOB } from './request_export.js'

/** What the worker runs for this feature. */
export const jobHandlers: JobHandlers = { [EXPORT_JOB]: exportAggregate }
export const housekeeping = [() => inTransaction(PLATFORM, removeOldChanges)]
