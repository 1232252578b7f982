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

/** A thread and what it works on. */
interface Hasher {
  readonly worker: Worker
  busyWith: Waiting | null
}

const waiting: Waiting[] = []
const hashers: Hasher[] = []

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
  while (waiting[0] && Date.now() - waiting[0].since > DEADLINE_MS) waiting.shift()?.settle(E.E_BUSY())
  if (waiting.length === 0) return
  const hasher = hashers.find(({ busyWith }) => !busyWith) ?? (hashers.length < THREADS ? startHasher() : undefined)
  const next = hasher && waiting.shift()
  if (!next) return
  hasher.busyWith = next
  hasher.worker.ref()
  hasher.worker.postMessage(next.task)
}

function startHasher(): Hasher {
  const worker = new Worker(new URL('./hash_thread.ts', import.meta.url), {
    execArgv: ['--import=@poppinss/ts-exec'],
  })
  const hasher: Hasher = { worker, busyWith: null }
  const finish = (result: string | boolean | Error): void => {
    hasher.busyWith?.settle(result)
    hasher.busyWith = null
    // An idle thread does not keep a command from ending.
    worker.unref()
    serve()
  }
  worker.on('message', finish)
  worker.on('error', finish)
  worker.on('exit', () => {
    hashers.splice(hashers.indexOf(hasher), 1)
    finish(new Error('a hashing thread ended'))
  })
  hashers.push(hasher)
  return hasher
}
