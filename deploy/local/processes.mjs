import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * @typedef {{ uid: number, gid: number, name: string }} OsUser
 * @typedef {{ cwd?: string, env?: NodeJS.ProcessEnv, stdio?: import('node:child_process').StdioOptions,
 *   user?: OsUser | null, deathSignal?: 'INT' | 'TERM' | 'KILL',
 *   detached?: boolean }} TiedOptions
 */

/**
 * Starts a child that the kernel ends when this process dies, also by SIGKILL, so that nothing is ever left behind.
 * The child has a process group of its own: Ctrl-C in the terminal reaches only the supervisor, which stops in order.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {TiedOptions} [options] user switches to that OS user (only root may)
 */
export function spawnTied(command, args, options = {}) {
  const { user, deathSignal = 'TERM', ...rest } = options
  const identity = user ? ['--reuid', String(user.uid), '--regid', String(user.gid), '--clear-groups'] : []
  return spawn('setpriv', ['--pdeathsig', deathSignal, ...identity, '--', command, ...args], {
    ...rest,
    detached: true,
  })
}

/**
 * Runs a command to its end.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {TiedOptions & { input?: string }} [options]
 * @returns {Promise<{ code: number, output: string }>} stdout and stderr together; code 127 when it cannot be started
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawnTied(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text) => (output += text))
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/**
 * Ends a child politely, then by force, and returns when it is gone.
 * @param {import('node:child_process').ChildProcess} child
 * @param {{ signal?: NodeJS.Signals, graceMs?: number }} [options]
 */
export async function stopChild(child, { signal = 'SIGTERM', graceMs = 15_000 } = {}) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  const force = setTimeout(() => child.kill('SIGKILL'), graceMs)
  await gone
  clearTimeout(force)
}

/**
 * Whether a process lives and carries the marker in its command line. A number from a stale pid file may by now belong
 * to a stranger, and a zombie has an empty command line.
 * @param {number} pid
 * @param {string} marker
 */
export function livesWith(pid, marker) {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return line !== '' && line.includes(marker)
  } catch {
    return false
  }
}

/**
 * A port on 127.0.0.1 nobody listens on: the preferred one if it is free, else one below the range of outgoing connections.
 * @param {number} [preferred]
 * @returns {Promise<number>}
 */
export async function freePort(preferred) {
  for (let port = preferred ?? randomPort(); ; port = randomPort()) {
    if (await isFree(port)) return port
  }
}

const randomPort = () => 20_000 + Math.floor(Math.random() * 10_000)

/**
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/**
 * @param {number} port
 * @returns {Promise<boolean>} whether something accepts connections there
 */
export function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2000 })
    const answer = (/** @type {boolean} */ open) => {
      socket.destroy()
      resolve(open)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
    socket.once('timeout', () => answer(false))
  })
}

/**
 * Waits until a condition holds.
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} limitMs
 * @returns {Promise<boolean>} false when the time is over
 */
export async function until(condition, limitMs) {
  const end = Date.now() + limitMs
  while (!(await condition())) {
    if (Date.now() > end) return false
    await sleep(50)
  }
  return true
}

/**
 * Calls back when the `npm` that runs this script is gone: `kill -9` on npm does not reach its script.
 * @param {() => void} gone
 */
export function whenNpmIsGone(gone) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  const shell = /^(sh|dash|bash)$/.test(readFileSync(`/proc/${parent}/comm`, 'utf8').trim())
  const npm = shell ? Number(/ppid:\s+(\d+)/i.exec(readFileSync(`/proc/${parent}/status`, 'utf8'))?.[1]) : parent
  const timer = setInterval(() => {
    if (process.ppid === parent && livesWith(npm, '')) return
    clearInterval(timer)
    gone()
  }, 500)
  timer.unref()
}
