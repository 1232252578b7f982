export { insertIndicator } from './create_indicator.js'
import type { JobHandlers } from '#platform'
import { DICTIONARY_JOB, exportDictionary } from './export_dictionary.js'

export { insertCodeLists } from './insert_code_lists.js'
export { findIndicators } from './list_indicators.js'

/** What the worker runs for this feature. */
export const indicatorJobs: JobHandlers = { [DICTIONARY_JOB]: exportDictionary }
