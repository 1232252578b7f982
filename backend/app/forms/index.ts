import type { JobHandlers } from '#platform'
import { EMPTY_PAPER_JOB, exportEmptyPaper } from './request_paper.js'

export { withRows } from './roster_version.js'
export { createForm } from './create_form.js'
export { draftVersion } from './draft_version.js'
export { loadVersion, type PublishedVersion } from './published_version.js'
export { publishVersion } from './publish_version.js'
export { saveDraft } from './save_draft.js'
export { writePaper } from './write_paper.js'

/** What the worker runs for this feature. */
export const formJobs: JobHandlers = { [EMPTY_PAPER_JOB]: exportEmptyPaper }
