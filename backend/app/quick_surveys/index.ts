import type { JobHandlers } from '#platform'
import { ANSWERS_JOB, exportAnswers } from './export_answers.js'

/** What the worker runs for this feature. */
export const quickSurveyJobs: JobHandlers = { [ANSWERS_JOB]: exportAnswers }
