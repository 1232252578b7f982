import logger from '@adonisjs/core/services/logger'
import { type JobHandlers, removeExpiredFiles, runJob, sweepJobs } from './jobs_run.js'
import { beat, jobQueue } from './queue.js'
import { inTransaction, type Trx } from './transaction.js'
import { PLATFORM } from './acting.js'

const BEAT_MS = 5_000
const SWEEP_MS = 5_000
const HOUSEKEEPING_MS = 3_600_000

export interface WorkerPlan {
  readonly handlers: JobHandlers
  /** Run at the start and then hourly, each in a transaction of its own. */
  readonly housekeeping: readonly ((trx: Trx) => Promise<void>)[]
}

/** Starts the worker; the function returned stops it and waits for the job in hand. */
export async function runWorker(plan: WorkerPlan): Promise<() => Promise<void>> {
  const queue = jobQueue()
  // One at a time: an export may take 300 MB. More workers run more jobs.
  queue
    .process(1, ({ data }) => runJob(data.jobId, plan.handlers))
    .catch((error: unknown) => logger.error({ err: error }, 'the queue stopped'))
  const loops = [
    repeat(BEAT_MS, beat),
    repeat(SWEEP_MS, () => sweepJobs(plan.handlers)),
    repeat(HOUSEKEEPING_MS, async () => {
      await removeExpiredFiles()
      for (const work of plan.housekeeping) await inTransaction(PLATFORM, work)
    }),
  ]
  return async () => {
    await Promise.all(loops.map((stop) => stop()))
    await queue.close()
  }
}

/** Works now and then every `ms`, never twice at once; a failure is logged and the next round comes. */
function repeat(ms: number, work: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const round = async (): Promise<void> => {
    await work().catch((error: unknown) => logger.warn({ err: error }, 'house-keeping of the worker failed'))
    if (!stopped) timer = setTimeout(() => (current = round()), ms)
  }
  let current = round()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await current
  }
}
