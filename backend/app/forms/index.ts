import type { JobHandlers } from '#platform'
import { EMPTY_PAPER_JOB, exportEmptyPaper } from './request_paper.js'

export { assignDictionary } from './assign_dictionary.js'
export { createForm, insertForm } from './create_form.js'
export { type ExpiringForm, listExpiringForms } from './expiring_forms.js'
export { draftVersion, insertNextVersion } from './draft_version.js'
export { findOwnVersion, findVersion, holdOwnVersion, type VersionRow, viewDraft } from './form_draft.js'
export { loadVersion, type PublishedVersion, type VersionRef } from './published_version.js'
export { publishNewForm } from './publish_new_form.js'
export { publishVersion } from './publish_version.js'
export { withRows } from './roster_version.js'
export { checkRevision, saveDraft, storeDraft } from './save_draft.js'
export { trialVersion } from './trial_version.js'
export { checkUsable } from './usable_version.js'
export { writePaper } from './write_paper.js'

/** What the worker runs for this feature. */
export const formJobs: JobHandlers = { [EMPTY_PAPER_JOB]: exportEmptyPaper }
