import { Worker } from 'node:worker_threads'
import { E } from '../errors.js'
import type { HashTask } from './hash_thread.js'

const THREADS = 2
/** More than this at once is no morning rush. */
const MOST_WAITING = 1500
const DEADLINE_MS = 10_000

interface Waiting {
  readonly task: HashTask
  readonly since: number
  settle(result: string | boolean | Error): void
}

const waiting: Waiting[] = []
const idle: Worker[] = []
let threads = 0

/**
 * Hashes in threads of their own, first come, first served. Hashing in the common pool of the process would hold up files, names
 * and compression behind it. Refuses with E_BUSY what would have to wait too long.
 */
export function hashInPool(task: HashTask): Promise<string | boolean> {
  if (waiting.length >= MOST_WAITING) return Promise.reject(E.E_BUSY())
  return new Promise((resolve, reject) => {
    const settle = (result: string | boolean | Error): void =>
      result instanceof Error ? reject(result) : resolve(result)
    waiting.push({ task, since: Date.now(), settle })
    serve()
  })
}

function serve(): void {
  const next = waiting.shift()
  if (!next) return
  if (Date.now() - next.since > DEADLINE_MS) {
    next.settle(E.E_BUSY())
    return serve()
  }
  const thread = idle.pop() ?? (threads < THREADS ? startThread() : undefined)
  if (!thread) return void waiting.unshift(next)
  thread.ref()
  const finish = (result: string | boolean | Error): void => {
    thread.removeAllListeners()
    thread.unref()
    if (result instanceof Error) threads -= 1
    else idle.push(thread)
    next.settle(result)
    serve()
  }
  thread.once('message', finish).once('error', finish)
  thread.postMessage(next.task)
}

function startThread(): Worker {
  threads += 1
  return new Worker(new URL('./hash_thread.ts', import.meta.url), { execArgv: ['--import=@poppinss/ts-exec'] })
}
