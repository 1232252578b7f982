import Queue from 'bull'
import env from '#start/env'
import type { Part } from './health.js'

/**
 * Bull behind two functions. The job row in PostgreSQL is the truth, Redis only rings the bell: a lost Redis loses no job,
 * the worker sweeps waiting rows.
 */
const JOBS = 'weitong:jobs'
/** The worker writes this key with a short life; its absence means no worker runs. */
const HEARTBEAT = 'weitong:worker'

let queue: Queue.Queue<{ jobId: string }> | undefined

export function jobQueue(): Queue.Queue<{ jobId: string }> {
  if (!queue) {
    queue = new Queue(JOBS, env.get('REDIS_URL'), {
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true, attempts: 1 },
    })
    // Bull reconnects by itself; without a listener a restart of Redis would end the process.
    queue.on('error', () => undefined)
  }
  return queue
}

/** Tells the workers that a job waits. Not awaited and never failing: without Redis the sweep finds the row. */
export function ringForJob(jobId: string): void {
  jobQueue()
    .add({ jobId })
    .catch(() => undefined)
}

export async function beat(): Promise<void> {
  await jobQueue().client.set(HEARTBEAT, String(process.pid), 'EX', 15)
}

export async function queueHealth(): Promise<Part> {
  const pid = await jobQueue().client.get(HEARTBEAT)
  return pid ? { ok: true, detail: '正常' } : { ok: false, detail: '后台任务进程没有运行' }
}

export async function closeQueues(): Promise<void> {
  await queue?.close()
  queue = undefined
}
