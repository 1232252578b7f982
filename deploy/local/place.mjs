import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from './processes.mjs'
import { Trouble } from './trouble.mjs'

/** The repository. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

const SHARED_HOME = '/var/lib/weitong'

/**
 * Where an installation keeps its state.
 * @typedef {object} Place
 * @property {string} dataDir `.data` or DATA_DIR: secrets, ports, logs
 * @property {string} home parent of the data of PostgreSQL and Redis: dataDir, or /var/lib/weitong/<id> for root
 * @property {import('./processes.mjs').OsUser | null} user who runs PostgreSQL and Redis; null: whoever runs this
 * @property {boolean} disposable test data: removed when its dataDir is gone
 * @property {boolean} durable whether a commit waits for the disk: always, except for test data
 */

/**
 * Opens (and on first use creates) the place of an installation.
 * As root the servers' data lives outside dataDir: PostgreSQL refuses to run as root, and the user it runs as may not
 * be able to enter a checkout inside root's home.
 * @param {{ dataDir?: string, disposable?: boolean, durable?: boolean }} [options] dataDir defaults to DATA_DIR, then `.data`
 * @returns {Promise<Place>}
 */
export async function openPlace({ dataDir, disposable = false, durable = !disposable } = {}) {
  const dir = resolve(ROOT, dataDir ?? process.env.DATA_DIR ?? '.data')
  mkdirSync(join(dir, 'logs'), { recursive: true })
  if (process.getuid?.() !== 0) return { dataDir: dir, home: dir, user: null, disposable, durable }

  const user = await serviceUser()
  const id = remembered(join(dir, 'id'), () => randomBytes(6).toString('hex'))
  const home = join(SHARED_HOME, id)
  removeAbandonedTestData(id)
  mkdirSync(home, { recursive: true })
  chmodSync(SHARED_HOME, 0o755)
  chmodSync(home, 0o755)
  chownSync(home, user.uid, user.gid)
  writeFileSync(join(home, 'origin.json'), JSON.stringify({ dataDir: dir, disposable }))
  return { dataDir: dir, home, user, disposable, durable }
}

/**
 * A file whose content is made once and kept.
 * @param {string} file
 * @param {() => string} make
 * @returns {string}
 */
function remembered(file, make) {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

/**
 * A JSON object file of the place; unreadable or missing is empty.
 * @param {string} file
 * @returns {Record<string, any>}
 */
export function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/**
 * Writes a file that only its owner may read, in one step, so that a crash leaves the old or the new one.
 * @param {string} file
 * @param {string} content
 */
export function writePrivate(file, content) {
  const half = `${file}.${process.pid}`
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(half, content, { mode: 0o600 })
  renameSync(half, file)
}

/**
 * A password or key of this installation: random, made on first use, kept readable for its owner only.
 * @param {Place} place
 * @param {string} name
 * @returns {string}
 */
export function secret(place, name) {
  const file = join(place.dataDir, 'secrets.json')
  const secrets = readJson(file)
  if (typeof secrets[name] === 'string') return secrets[name]
  const made = randomBytes(24).toString('base64url')
  writePrivate(file, JSON.stringify({ ...secrets, [name]: made }, null, 2))
  return made
}

/**
 * The port last used by a service of this place.
 * @param {Place} place
 * @param {'postgres' | 'redis'} service
 * @returns {number | undefined}
 */
export function recordedPort(place, service) {
  return readJson(join(place.dataDir, 'ports.json'))[service]
}

/**
 * @param {Place} place
 * @param {'postgres' | 'redis'} service
 * @param {number} port
 */
export function recordPort(place, service, port) {
  const file = join(place.dataDir, 'ports.json')
  writePrivate(file, JSON.stringify({ ...readJson(file), [service]: port }, null, 2))
}

/**
 * A directory below the home that belongs to the OS user who runs the servers.
 * @param {Place} place
 * @param {string} name
 */
export function serviceDir(place, name) {
  const dir = join(place.home, name)
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  if (place.user) chownSync(dir, place.user.uid, place.user.gid)
  return dir
}

/** @returns {Promise<import('./processes.mjs').OsUser>} `postgres` where it exists, else a system user of our own */
async function serviceUser() {
  const existing = findUser('postgres') ?? findUser('weitong')
  if (existing) return existing
  const made = await run('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'weitong'])
  const user = findUser('weitong')
  if (!user)
    throw new Trouble('以 root 运行时需要一个系统用户来运行 PostgreSQL，创建用户 weitong 失败。', made.output.trim())
  return user
}

/**
 * @param {string} name
 * @returns {import('./processes.mjs').OsUser | undefined}
 */
function findUser(name) {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((row) => row.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return line ? { name, uid: Number(uid), gid: Number(gid) } : undefined
}

/**
 * Checkouts that ran the tests as root come and go; what they left under the shared home goes with them. Data that is not
 * a test's stays, even when its data directory is not there at the moment.
 * @param {string} currentId
 */
function removeAbandonedTestData(currentId) {
  if (!existsSync(SHARED_HOME)) return
  for (const id of readdirSync(SHARED_HOME).filter((name) => name !== currentId)) {
    const origin = readJson(join(SHARED_HOME, id, 'origin.json'))
    const worthless = origin.disposable || !existsSync(join(SHARED_HOME, id, 'postgres'))
    if (worthless && origin.dataDir && !existsSync(origin.dataDir))
      rmSync(join(SHARED_HOME, id), { recursive: true, force: true })
  }
}
