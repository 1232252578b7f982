import type { JobHandlers } from '#platform'
import { exportAggregate } from './export_aggregate.js'
import { exportRecords, RECORDS_JOB } from './export_records.js'
import { EXPORT_JOB } from './request_export.js'

export { removeOldChanges } from './kept_sums.js'

/** What the worker runs for this feature. */
export const jobHandlers: JobHandlers = { [EXPORT_JOB]: exportAggregate, [RECORDS_JOB]: exportRecords }
