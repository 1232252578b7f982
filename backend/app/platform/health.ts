import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { hotQuery } from './hot_pool.js'
import { queueHealth } from './queue.js'

export interface Part {
  readonly ok: boolean
  readonly detail: string
}

const folder = fileURLToPath(new URL('../../../migrations/', import.meta.url))
const known = readdirSync(folder).filter((file) => file.endsWith('.ts') || file.endsWith('.js')).length
const COUNT = { name: 'migrations_count', text: 'select count(*)::int as done from adonis_schema' }

/** State of each part the product cannot serve without; every question has its own short time limit. */
export async function checkHealth(): Promise<{ status: 'ready' | 'unavailable'; parts: Record<string, Part> }> {
  const [database, queue] = await Promise.all([part(migrations), part(queueHealth)])
  const parts = {
    database: database.failed ? { ok: false, detail: '数据库无法连接' } : { ok: true, detail: '正常' },
    migrations: database.value ?? { ok: false, detail: '未知' },
    redis: queue.failed ? { ok: false, detail: 'Redis 无法连接' } : { ok: true, detail: '正常' },
    worker: queue.value ?? { ok: false, detail: '未知' },
  }
  const ok = Object.values(parts).every((each) => each.ok)
  return { status: ok ? 'ready' : 'unavailable', parts }
}

/** A missing folder would mean no migrations and no complaint, so none known is a failure too. */
async function migrations(): Promise<Part> {
  const [row] = await hotQuery<{ done: number }>(COUNT, [])
  const ok = known > 0 && row?.done === known
  return { ok, detail: ok ? `已执行 ${known} 个` : `已执行 ${row?.done ?? 0} 个，应为 ${known} 个` }
}

async function part(question: () => Promise<Part>): Promise<{ failed: boolean; value?: Part }> {
  const limit = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('timeout')), 2000).unref())
  try {
    return { failed: false, value: await Promise.race([question(), limit]) }
  } catch {
    return { failed: true }
  }
}
