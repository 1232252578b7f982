import { readdirSync, readFileSync } from 'node:fs'
import { withClient } from '../../deploy/local/database.mjs'
import type { Platform } from '../support/platform.js'

/** Ticks of /proc/<pid>/stat in milliseconds (USER_HZ is 100 on Linux). */
const TICK_MS = 10

/** Processor time used so far, in milliseconds. */
export interface CpuUse {
  readonly web: number
  readonly database: number
}

/** What web process and database connections of this platform have used: Linux, database on this machine. */
export async function cpuUse(platform: Platform): Promise<CpuUse> {
  const backends = await withClient(platform.database.ownerUrl, async (client) => {
    const { rows } = await client.query(
      'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
    return rows.map(({ pid }) => Number(pid))
  })
  return { web: sum(webProcesses()), database: sum(backends) }
}

function sum(pids: readonly number[]): number {
  return pids.reduce((total, pid) => total + (statOf(pid)?.cpu ?? 0), 0)
}

/** Children of this process that run the server. */
function webProcesses(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statOf(pid)?.parent === process.pid && commandOf(pid).includes('bin/server.ts'))
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function statOf(pid: number): { parent: number; cpu: number } | null {
  try {
    // The command in parentheses may hold anything; what follows it is numbers (proc_pid_stat(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return { parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) * TICK_MS }
  } catch {
    return null
  }
}
