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

/** What the web process and the database server have used: Linux, database on this machine. */
export async function cpuUse(platform: Platform): Promise<CpuUse> {
  const backend = await withClient(platform.database.ownerUrl, async (client) => {
    const { rows } = await client.query('select pg_backend_pid() as pid')
    return Number(rows[0]?.pid)
  })
  const all = processes()
  const server = all.find(({ pid }) => pid === all.find((each) => each.pid === backend)?.parent)
  if (!server) throw new Error('the database server is not on this machine')
  const use = (of: readonly Process[]) => of.reduce((total, { cpu }) => total + cpu, 0)
  return {
    web: use(all.filter(({ pid, parent }) => parent === process.pid && commandOf(pid).includes('bin/server.ts'))),
    // With those that have ended meanwhile, or a connection that closes would seem to give time back.
    database: server.cpu + server.endedCpu + use(all.filter(({ parent }) => parent === server.pid)),
  }
}

/** Most memory the web process has ever had, in MB. */
export function peakMemory(): number {
  const web = processes().find(({ pid, parent }) => parent === process.pid && commandOf(pid).includes('bin/server.ts'))
  const status = web ? readFileSync(`/proc/${web.pid}/status`, 'utf8') : ''
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

interface Process {
  readonly pid: number
  readonly parent: number
  /** Milliseconds of its own, and of its children that have ended. */
  readonly cpu: number
  readonly endedCpu: number
}

function processes(): Process[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

function statOf(pid: number): Process | null {
  try {
    // The command in parentheses may hold anything; what follows it is numbers (proc_pid_stat(5)).
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    const time = (from: number) => (Number(fields[from]) + Number(fields[from + 1])) * TICK_MS
    return { pid, parent: Number(fields[1]), cpu: time(11), endedCpu: time(13) }
  } catch {
    return null
  }
}
