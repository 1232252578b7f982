import { chownSync, closeSync, existsSync, openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { delimiter, join } from 'node:path'
import { installPackages, unpackPackages } from './apt.mjs'
import { Keeper } from './keeper.mjs'
import { logFile, tailOf } from './logs.mjs'
import { recordedPort, recordPort, secret, serviceDir, writePrivate } from './place.mjs'
import { freePort, livesWith, spawnTied, until } from './processes.mjs'
import { Trouble } from './trouble.mjs'

/**
 * Starts the Redis of a place, or finds it running; fetches the program when the machine has none.
 * @param {import('./place.mjs').Place} place
 * @param {(message: string) => void} [report]
 * @returns {Promise<{ url: string, keeper: Keeper, outcome: 'adopted' | 'started' }>}
 */
export async function openRedis(place, report) {
  const dir = serviceDir(place, 'redis')
  const config = join(dir, 'redis.conf')
  const password = secret(place, 'redis')

  let port = 0
  const keeper = new Keeper({
    name: 'Redis',
    marker: config,
    report,
    adopt: async () => {
      const running = await runningRedis({ dir, config, password, port: recordedPort(place, 'redis') })
      if (running) port = running.port
      return running?.pid ?? null
    },
    start: async () => {
      port = await freePort(port || recordedPort(place, 'redis'))
      recordPort(place, 'redis', port)
      return startRedis(place, { dir, config, password, port })
    },
  })
  const outcome = await keeper.open()
  return { url: `redis://:${password}@127.0.0.1:${port}/0`, keeper, outcome }
}

/**
 * @param {{ dir: string, config: string, password: string, port: number | undefined }} redis
 * @returns {Promise<{ pid: number, port: number } | null>} null when none runs; one that is just ending is waited for
 */
async function runningRedis({ dir, config, password, port }) {
  const pidFile = join(dir, 'redis.pid')
  /** @type {{ pid: number, port: number } | null} */
  let serving = null
  const settled = await until(async () => {
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8')) : 0
    if (pid === 0 || !livesWith(pid, config)) return true
    if (port === undefined || !(await answersPing(port, password))) return false
    serving = { pid, port }
    return true
  }, 20_000)
  if (!settled) throw new Trouble(`原来的 Redis 进程（${pidFile}）既不服务也不结束，请先结束它。`)
  return serving
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {{ dir: string, config: string, password: string, port: number }} redis
 */
async function startRedis(place, { dir, config, password, port }) {
  const program = await findProgram(place)
  writePrivate(config, configuration(place, { dir, password, port }))
  if (place.user) chownSync(config, place.user.uid, place.user.gid)
  const log = logFile(place, 'redis')
  const output = openSync(log, 'a')
  const child = spawnTied(program.command, [config], {
    cwd: dir,
    user: place.user,
    stdio: ['ignore', output, output],
    env: { PATH: process.env.PATH, ...program.env },
  })
  closeSync(output)
  const ended = () => child.exitCode !== null || child.signalCode !== null
  const serves = await until(async () => ended() || (await answersPing(port, password)), 60_000)
  if (ended() || !serves) throw new Trouble('Redis 没有启动。', tailOf(log))
  return child
}

/**
 * Queue contents survive a restart (append-only file) and are never evicted. Tests give each platform a number of its own.
 * @param {import('./place.mjs').Place} place
 * @param {{ dir: string, password: string, port: number }} redis
 */
function configuration(place, { dir, password, port }) {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `dir "${dir}"`,
    `pidfile "${join(dir, 'redis.pid')}"`,
    `requirepass ${password}`,
    `databases ${place.disposable ? 1024 : 16}`,
    'daemonize no',
    'set-proc-title no', // the command line keeps the path of this file, by which the process is recognised
    'appendonly yes',
    'save ""',
    'maxmemory-policy noeviction',
    '',
  ].join('\n')
}

/**
 * @param {import('./place.mjs').Place} place
 * @returns {Promise<{ command: string, env: Record<string, string> }>}
 */
async function findProgram(place) {
  const onPath = programOnPath()
  if (onPath) return { command: onPath, env: {} }
  if (process.getuid?.() === 0) {
    await installPackages(['redis-server'])
    const installed = programOnPath()
    if (installed) return { command: installed, env: {} }
    throw new Trouble('已安装 redis-server，但找不到它的程序。请用 REDIS_URL 指定一个现有的 Redis。')
  }
  const unpacked = join(place.home, 'redis-program')
  if (!existsSync(unpacked)) await unpackPackages(['redis-server'], unpacked)
  return {
    command: join(unpacked, 'usr/bin/redis-server'),
    env: { LD_LIBRARY_PATH: join(unpacked, `usr/lib/${triplet()}`) },
  }
}

/** @returns {string | undefined} Debian links redis-server to redis-check-rdb's binary: the path matters, not the file */
function programOnPath() {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/usr/sbin']
    .map((dir) => join(dir, 'redis-server'))
    .find((file) => existsSync(file))
}

const triplet = () => (process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu')

/**
 * @param {number} port
 * @param {string} password
 * @returns {Promise<boolean>} false also while Redis is still loading its file
 */
function answersPing(port, password) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 2000 })
    let reply = ''
    const answer = (/** @type {boolean} */ alive) => {
      socket.destroy()
      resolve(alive)
    }
    socket.on('connect', () => socket.write(`AUTH ${password}\r\nPING\r\n`))
    socket.on('data', (chunk) => {
      reply += chunk
      if (reply.includes('+PONG')) answer(true)
      else if (reply.includes('-')) answer(false)
    })
    socket.on('error', () => answer(false))
    socket.on('timeout', () => answer(false))
    socket.on('close', () => answer(false))
  })
}
