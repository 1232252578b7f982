import type { JobHandlers } from '#platform'
import { RECHECK_JOB } from '#checks'
import { TEST_BENCH_JOB } from './request_test_bench.js'
import { runTestBench } from './run_test_bench.js'
import { recheckReports } from './recheck_reports.js'
import { exportReportPaper, REPORT_PAPER_JOB } from './request_report_paper.js'

export { filledBy } from './view_submission.js'
export { type FillTask, listTasks } from './list_tasks.js'
export { type EvaluatedReport, evaluateReport, storeRun } from './evaluate_report.js'
export { moveReport } from './move_report.js'
export { earlierReply, keepReply, onceOnly, type Operation, removeOldReplies } from './once_only.js'
export { FillableCells } from './fillable_cells.js'
export { holdReport, readReport, type Report } from './report.js'
export { saveSubmission } from './save_submission.js'
export {
  checkMayFillTrial,
  checkMayRead,
  checkPossible,
  isOwnLock,
  type Person,
  personOf,
  reviewsFor,
  waitingFor,
} from './submission_policy.js'
export { submitSubmission } from './submit_submission.js'
export { rebuildAllFacts } from './rebuild_all_facts.js'

/** What the worker runs for this feature. */
export const submissionJobs: JobHandlers = {
  [REPORT_PAPER_JOB]: exportReportPaper,
  [RECHECK_JOB]: recheckReports,
  [TEST_BENCH_JOB]: runTestBench,
}
