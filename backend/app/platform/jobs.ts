import { existsSync } from 'node:fs'
import { join } from 'node:path'
import env from '#start/env'
import type { Acting } from './acting.js'
import { now } from './clock.js'
import { hotQuery } from './hot_pool.js'
import { ringForJob } from './queue.js'
import { refusals } from './refusal.js'
import { rows, type Trx } from './transaction.js'

export const E = refusals({
  E_JOB_NOT_FOUND: [404, '没有找到该任务，可能已被清理，或不是您提交的。'],
  E_JOB_FINISHED: [409, '该任务已经结束，无需取消。'],
  E_JOB_NO_FILE: [404, '文件尚未生成或已过保存期，请重新导出。'],
})

/** Contract `JobView`. */
export interface JobView {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled'
  readonly progress: number
  readonly message: string
  readonly fileName: string | null
  readonly createdAt: Date
}

const VIEW = `id, kind, title, state, progress, message, file_name as "fileName", created_at as "createdAt"`

/**
 * Writes the job in the transaction of the act that asks for it; the worker hears of it after the commit. The job runs
 * within the scopes of the asker as they are now.
 */
export async function enqueueJob(
  trx: Trx,
  acting: Acting,
  job: { readonly kind: string; readonly title: string; readonly params: unknown },
): Promise<JobView> {
  const [view] = await rows<JobView>(
    trx,
    `insert into jobs (kind, title, params, context, account_id, state, message, created_at, beat_at)
     values (:kind, :title, :params, :context, :account, 'waiting', '正在排队', :at, clock_timestamp()) returning ${VIEW}`,
    {
      kind: job.kind,
      title: job.title,
      params: JSON.stringify(job.params),
      context: JSON.stringify(acting),
      account: acting.account.id,
      at: now(),
    },
  )
  if (!view) throw new Error('the job row was not returned')
  trx.after('commit', () => ringForJob(view.id))
  return view
}

/** One's own jobs of the last seven days, for so long their files are kept; the newest first, twenty at most. */
export async function listJobs(acting: Acting): Promise<JobView[]> {
  const text = `select ${VIEW} from jobs where account_id = $1 and created_at > $2::timestamptz - interval '7 days'
    order by created_at desc, id desc limit 20`
  return hotQuery<JobView>({ name: 'job_list', text }, [acting.account.id, now()])
}

/** One's own job; E_JOB_NOT_FOUND for everybody else's. */
export async function viewJob(acting: Acting, id: string): Promise<JobView> {
  const statement = { name: 'job_view', text: `select ${VIEW} from jobs where id = $1 and account_id = $2` }
  const [job] = await hotQuery<JobView>(statement, [id, acting.account.id])
  if (!job) throw E.E_JOB_NOT_FOUND()
  return job
}

/** Name shown to the user and the file itself; E_JOB_NO_FILE unless the job is done and its file kept. */
export async function findJobFile(acting: Acting, id: string): Promise<{ name: string; path: string }> {
  await viewJob(acting, id)
  const statement = { name: 'job_file', text: 'select file_name as name, file_path as path from jobs where id = $1' }
  const [file] = await hotQuery<{ name: string | null; path: string | null }>(statement, [id])
  const path = file?.path ? join(env.get('DATA_DIR'), file.path) : ''
  if (!file?.name || !existsSync(path)) throw E.E_JOB_NO_FILE()
  return { name: file.name, path }
}

/** Stops one's own job; the worker notices at its next step. E_JOB_FINISHED when there is nothing left to stop. */
export async function markJobCancelled(trx: Trx, acting: Acting, id: string): Promise<JobView> {
  const mine = { id, account: acting.account.id, at: now() }
  const [job] = await rows<JobView>(
    trx,
    `update jobs set state = 'cancelled', message = '已取消', finished_at = :at
     where id = :id and account_id = :account and state in ('waiting', 'running') returning ${VIEW}`,
    mine,
  )
  if (job) return job
  const known = await rows(trx, 'select from jobs where id = :id and account_id = :account', mine)
  throw known.length > 0 ? E.E_JOB_FINISHED() : E.E_JOB_NOT_FOUND()
}
