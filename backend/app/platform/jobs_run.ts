import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import logger from '@adonisjs/core/services/logger'
import env from '#start/env'
import type { Acting } from './acting.js'
import { now } from './clock.js'
import { hotQuery } from './hot_pool.js'
import { Refusal } from './refusal.js'

/** What a handler gets: the asker's own context, and where to say how far it is. */
export interface RunningJob {
  readonly id: string
  readonly attempt: number
  readonly params: unknown
  readonly acting: Acting
  /** Writes progress (0 to 100) and a Chinese word about it; throws when the job was cancelled. */
  report(progress: number, message: string): Promise<void>
}

export interface JobResult {
  /** Name and place (relative to the data directory) of what was made; null when the job made no file. */
  readonly fileName: string | null
  readonly filePath: string | null
  readonly message: string
}

/** By kind of job. A handler that throws leaves no file. */
export type JobHandlers = Readonly<Record<string, (job: RunningJob) => Promise<JobResult>>>

class JobCancelled extends Error {}

const BEAT_MS = 5_000

interface ClaimedRow {
  readonly kind: string
  readonly params: unknown
  readonly context: Acting
  readonly attempts: number
}

/** Takes the job if it still waits, so that however often the bell rings one worker runs it. */
const CLAIM = {
  name: 'job_claim',
  text: `update jobs set state = 'running', attempts = attempts + 1, started_at = $2, beat_at = clock_timestamp(), message = '正在处理'
    where id = $1 and state = 'waiting' returning kind, params, context, attempts`,
}
/** Every later write names the attempt: a worker that was taken for dead must not write into its successor's run. */
const REPORT = {
  name: 'job_report',
  text: `update jobs set progress = $3, message = $4, beat_at = clock_timestamp()
    where id = $1 and attempts = $2 and state = 'running' returning id`,
}
const BEAT = {
  name: 'job_beat',
  text: `update jobs set beat_at = clock_timestamp() where id = $1 and attempts = $2 and state = 'running'`,
}
const FINISH = {
  name: 'job_finish',
  text: `update jobs set state = $3, progress = case $3 when 'done' then 100 else progress end, message = $4, file_name = $5,
      file_path = $6, finished_at = $7, beat_at = clock_timestamp()
    where id = $1 and attempts = $2 and state = 'running' returning id`,
}

export async function runJob(id: string, handlers: JobHandlers): Promise<void> {
  const [row] = await hotQuery<ClaimedRow>(CLAIM, [id, now()])
  if (!row) return
  const { attempts } = row
  const beat = setInterval(() => void hotQuery(BEAT, [id, attempts]).catch(() => undefined), BEAT_MS)
  try {
    const handler = handlers[row.kind]
    if (!handler) throw new Error(`no handler for jobs of kind ${row.kind}`)
    const result = await handler({
      id,
      attempt: attempts,
      params: row.params,
      acting: row.context,
      report: async (progress, message) => {
        const [running] = await hotQuery(REPORT, [id, attempts, progress, message])
        if (!running) throw new JobCancelled()
      },
    })
    const done = await hotQuery(FINISH, [id, attempts, 'done', result.message, result.fileName, result.filePath, now()])
    if (done.length === 0 && result.filePath) await rm(join(env.get('DATA_DIR'), result.filePath), { force: true })
  } catch (error) {
    if (error instanceof JobCancelled) return
    if (!(error instanceof Refusal)) logger.error({ err: error, jobId: id }, 'job failed')
    const message = error instanceof Refusal ? error.message : '处理失败，请重新提交；若一直如此，请联系系统管理员。'
    await hotQuery(FINISH, [id, attempts, 'failed', message, null, null, now()])
  } finally {
    clearInterval(beat)
  }
}

/** Jobs whose worker stopped beating: tried once more, then given up, so that a job that kills workers does not go on. */
const REVIVE = {
  name: 'job_revive',
  text: `update jobs set state = case when attempts < 2 then 'waiting' else 'failed' end,
      message = case when attempts < 2 then '处理中断，正在重试' else '处理两次中断，已停止；请缩小范围后重新提交。' end,
      finished_at = case when attempts < 2 then null else $1::timestamptz end
    where state = 'running' and beat_at < clock_timestamp() - interval '20 seconds'`,
}
const OVERDUE = {
  name: 'job_overdue',
  text: `select id from jobs where state = 'waiting' and beat_at < clock_timestamp() - interval '10 seconds' order by id limit 20`,
}

/** Runs what the bell missed: Redis was away, or the worker that had the job died. */
export async function sweepJobs(handlers: JobHandlers): Promise<void> {
  await hotQuery(REVIVE, [now()])
  for (const { id } of await hotQuery<{ id: string }>(OVERDUE, [])) await runJob(id, handlers)
}

const EXPIRED = {
  name: 'job_expired',
  text: `select id, file_path as path from jobs where file_path is not null and beat_at < clock_timestamp() - interval '7 days'`,
}
const FORGET_FILE = { name: 'job_forget_file', text: 'update jobs set file_path = null where id = $1' }

/** Takes away files made more than seven days ago; the row stays and says so. */
export async function removeExpiredFiles(): Promise<void> {
  for (const { id, path } of await hotQuery<{ id: string; path: string }>(EXPIRED, [])) {
    await rm(join(env.get('DATA_DIR'), path), { force: true })
    await hotQuery(FORGET_FILE, [id])
  }
}
