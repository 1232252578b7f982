export { type Acting, hasArea, PLATFORM } from './acting.js'
export { dayOf, now, today } from './clock.js'
export {
  answerWithCommit,
  closeHotPool,
  type HotClient,
  hotQuery,
  inHotTransaction,
  type Statement,
} from './hot_pool.js'
export { enqueueJob, findJobFile, type JobView, listJobs, markJobCancelled, viewJob } from './jobs.js'
export type { JobHandlers, JobResult, RunningJob } from './jobs_run.js'
export { pinyinInitials } from './pinyin_initials.js'
export { openSecret, sealSecret } from './secrets.js'
export { Refusal, type RefusalPlace, refusals } from './refusal.js'
export { clientOf, inTransaction, rows, type Trx } from './transaction.js'
