/**
 * Roles and database.
 *
 * Local services: the cluster's superuser makes the database `weitong`, its owner `weitong_owner` (migrations, publishing)
 * and the runtime role `weitong_app`, with the roles of the three administrators. None is superuser, may bypass row-level security, or make roles and databases.
 *
 * With DATABASE_URL (PostgreSQL 15 or newer): the URL names an existing, empty database and a role that
 *   1. owns the database (creates schemas, tables and functions in it), and
 *   2. has CREATEROLE, to make the runtime role `weitong_app_<database>` with a random password;
 *      or DATABASE_RUNTIME_URL names an existing login role for the same database, and CREATEROLE is not needed.
 * The role of DATABASE_URL need not be superuser; if it is one, row-level security does not bind it, so it is never
 * given to the processes that serve users. The runtime role must be neither superuser nor BYPASSRLS: that is checked.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ROOT, secret } from './place.mjs'
import { SUPERUSER } from './postgres.mjs'
import { Trouble } from './trouble.mjs'

const DATABASE = 'weitong'
const OWNER = 'weitong_owner'
const RUNTIME = 'weitong_app'
/** One database role for each of the three administrators, named `<runtime role>_<power>`. */
const POWERS = ['system', 'security', 'audit']

/**
 * @typedef {object} DatabaseUrls
 * @property {string} owner may change the schema
 * @property {string} runtime reads and writes rows, under row-level security
 * @property {string} [admin] superuser of a local cluster
 */

/**
 * Makes roles and database in the local cluster; harmless when they are there.
 * @param {import('./place.mjs').Place} place
 * @param {number} port
 * @returns {Promise<DatabaseUrls>}
 */
export async function prepareLocalDatabase(place, port) {
  const url = (/** @type {string} */ role, /** @type {string} */ password, database = DATABASE) =>
    `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
  const urls = {
    owner: url(OWNER, secret(place, 'owner')),
    runtime: url(RUNTIME, secret(place, 'runtime')),
    admin: url(SUPERUSER, secret(place, 'superuser'), 'postgres'),
  }
  await withClient(urls.admin, async (client) => {
    const { rows } = await client.query('select datname from pg_database where datname = $1', [DATABASE])
    if (rows.length === 0) {
      await ensureRole(client, OWNER, secret(place, 'owner'))
      await ensureRole(client, RUNTIME, secret(place, 'runtime'))
    }
    await ensurePowers(client, RUNTIME)
    // Made last, so everything else is there when it is.
    if (rows.length === 0) await client.query(`create database ${DATABASE} owner ${OWNER}`)
  })
  await withClient(urls.owner, (client) => allowRuntime(client, RUNTIME))
  return urls
}

/**
 * Derives the runtime role on the server the user named.
 * @param {import('./place.mjs').Place} place
 * @param {string} ownerUrl
 * @param {string | undefined} runtimeUrl DATABASE_RUNTIME_URL
 * @returns {Promise<DatabaseUrls>}
 */
export async function prepareGivenDatabase(place, ownerUrl, runtimeUrl) {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query('select current_database() as name, current_setting($1)::int as version', [
      'server_version_num',
    ])
    const { name, version } = rows[0]
    if (version < 150_000)
      throw new Trouble(`需要 PostgreSQL 15 或更高版本，DATABASE_URL 指向的是 ${Math.floor(version / 10_000)}。`)

    const runtime = new URL(runtimeUrl ?? ownerUrl)
    if (!runtimeUrl) {
      runtime.username = `${RUNTIME}_${name}`
        .toLowerCase()
        .replace(/[^a-z0-9_]/g, '_')
        .slice(0, 63)
      runtime.password = secret(place, `runtime:${new URL(ownerUrl).host}/${name}`)
      await deriveRuntimeRole(client, runtime)
    }
    const role = decodeURIComponent(runtime.username)
    await checkHarmless(client, role)
    await preparePowers(client, role)
    await allowRuntime(client, role)
    return { owner: ownerUrl, runtime: runtime.href }
  })
}

/**
 * @param {import('pg').Client} client
 * @param {URL} runtime
 */
async function deriveRuntimeRole(client, runtime) {
  try {
    await ensureRole(client, runtime.username, runtime.password)
  } catch (error) {
    if (codeOf(error) !== '42501') throw error
    throw new Trouble(
      'DATABASE_URL 的角色没有 CREATEROLE 权限，无法建立运行角色。请授予该权限，或用 DATABASE_RUNTIME_URL 指定一个现有的运行角色。',
    )
  }
}

/**
 * @param {import('pg').Client} client
 * @param {string} role
 * @param {string} password
 */
async function ensureRole(client, role, password) {
  const name = client.escapeIdentifier(role)
  const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [role])
  if (rows.length === 0) await client.query(`create role ${name} login`)
  await client.query(`alter role ${name} password ${client.escapeLiteral(password)}`)
}

/**
 * The three administrators' roles: nobody logs in as one; the runtime role may step into each and inherits from none.
 * @param {import('pg').Client} client may make roles
 * @param {string} runtime
 */
async function ensurePowers(client, runtime) {
  const steppingIn = client.escapeIdentifier(runtime)
  await client.query(`alter role ${steppingIn} noinherit`)
  for (const power of POWERS) {
    const role = client.escapeIdentifier(`${runtime}_${power}`)
    const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [`${runtime}_${power}`])
    if (rows.length === 0) await client.query(`create role ${role} nologin`)
    await client.query(`grant ${role} to ${steppingIn}`)
  }
}

/**
 * On a server the user named, where the roles may have been made for us.
 * @param {import('pg').Client} client connected as the owner
 * @param {string} runtime
 */
async function preparePowers(client, runtime) {
  const names = POWERS.map((power) => `${runtime}_${power}`)
  const { rows } = await client.query(
    `select count(*)::int as ready from pg_roles r where r.rolname = any ($2) and pg_has_role($1::name, r.oid, 'member')`,
    [runtime, names],
  )
  if (rows[0].ready === names.length) return
  try {
    await ensurePowers(client, runtime)
  } catch (error) {
    if (codeOf(error) !== '42501') throw error
    throw new Trouble(
      `没有权限建立三员的数据库角色。请由数据库管理员建立 ${names.join('、')}（NOLOGIN），授予 ${runtime}，并将 ${runtime} 设为 NOINHERIT。`,
    )
  }
}

/**
 * @param {import('pg').Client} client connected as the owner
 * @param {string} role
 */
async function allowRuntime(client, role) {
  const name = client.escapeIdentifier(role)
  const { rows } = await client.query('select current_database() as name')
  await client.query(`grant connect, temporary on database ${client.escapeIdentifier(rows[0].name)} to ${name}`)
  await client.query(`grant usage on schema public to ${name}`)
}

/**
 * @param {import('pg').Client} client
 * @param {string} role
 */
async function checkHarmless(client, role) {
  const { rows } = await client.query('select rolsuper or rolbypassrls as mighty from pg_roles where rolname = $1', [
    role,
  ])
  if (rows[0]?.mighty) throw new Trouble(`运行角色 ${role} 是超级用户或能绕过行级安全，不能用来运行平台。`)
}

/**
 * @template T
 * @param {string} url
 * @param {(client: import('pg').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  // pg is a dependency of the backend and is there only after `npm ci`.
  const pg = createRequire(join(ROOT, 'backend/package.json'))('pg')
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // a lost connection is reported by the query that meets it
  try {
    await client.connect()
  } catch (error) {
    const { hostname, port, pathname } = new URL(url)
    throw new Trouble(
      `连接数据库 ${hostname}:${port || 5432}${pathname} 失败。`,
      error instanceof Error ? error.message : String(error),
    )
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** @param {unknown} error */
const codeOf = (error) => (error && typeof error === 'object' && 'code' in error ? error.code : undefined)
