import { join } from 'node:path'
import { prepareGivenDatabase, prepareLocalDatabase } from './database.mjs'
import { demoTotpSecrets } from './demo_totp.mjs'
import { ROOT, secret, writePrivate } from './place.mjs'
import { openPostgres } from './postgres.mjs'
import { openRedis } from './redis.mjs'

/** The Node 24 the project brings along; everything but the supervisor itself runs on it. */
export const NODE = join(ROOT, 'node_modules/.bin/node')

/**
 * What the processes of the platform are told.
 * @typedef {object} Environment
 * @property {NodeJS.ProcessEnv} env for commands that may change the schema: migrate, seed, rebuild
 * @property {NodeJS.ProcessEnv} runtimeEnv the same without the owner's key: for processes that serve users
 * @property {() => Promise<void>} close stops the servers this call started
 */

/**
 * @callback Show
 * @param {string} progress how far a step is
 * @returns {void}
 *
 * @callback Step
 * @param {string} title
 * @param {(show: Show) => Promise<string | void>} work returns a few words on how it was done
 * @returns {Promise<void>}
 */

/**
 * Brings up PostgreSQL and Redis (or uses DATABASE_URL and REDIS_URL), roles and database included, and writes the
 * environment to `<data dir>/env` for people who want to source it.
 * Test data never goes to a server the user named.
 * @param {import('./place.mjs').Place} place
 * @param {{ step?: Step, report?: (message: string) => void }} [options]
 * @returns {Promise<Environment>}
 */
export async function openEnvironment(place, { step = (_, work) => work(() => {}).then(() => {}), report } = {}) {
  /** @type {import('./keeper.mjs').Keeper[]} */
  const keepers = []
  const close = async () => {
    for (const keeper of [...keepers].reverse()) await keeper.close()
  }
  try {
    const urls = await openDatabase({ place, step, report, keepers })
    const redisUrl = await openQueue({ place, step, report, keepers })
    const settings = describe(place, { urls, redisUrl })
    writePrivate(join(place.dataDir, 'env'), toLines(settings))
    const env = { ...process.env, ...settings }
    const { OWNER_DATABASE_URL: _owner, ADMIN_DATABASE_URL: _admin, ...runtimeEnv } = env
    return { env, runtimeEnv, close }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * @typedef {{ place: import('./place.mjs').Place, step: Step, report?: (message: string) => void,
 *   keepers: import('./keeper.mjs').Keeper[] }} Opening
 */

/**
 * @param {Opening} opening
 * @returns {Promise<import('./database.mjs').DatabaseUrls>}
 */
async function openDatabase({ place, step, report, keepers }) {
  const given = place.disposable ? undefined : process.env.DATABASE_URL
  /** @type {import('./database.mjs').DatabaseUrls | undefined} */
  let urls
  await step('数据库 PostgreSQL', async () => {
    if (given) {
      urls = await prepareGivenDatabase(place, given, process.env.DATABASE_RUNTIME_URL)
      return '使用 DATABASE_URL'
    }
    const { port, keeper, version, outcome } = await openPostgres(place, report)
    keepers.push(keeper)
    urls = await prepareLocalDatabase(place, port)
    return `版本 ${version}，端口 ${port}${outcome === 'adopted' ? '，已在运行' : ''}`
  })
  if (!urls) throw new Error('the database step did not run')
  return urls
}

/**
 * @param {Opening} opening
 * @returns {Promise<string>}
 */
async function openQueue({ place, step, report, keepers }) {
  let url = place.disposable ? '' : (process.env.REDIS_URL ?? '')
  await step('任务队列 Redis', async () => {
    if (url) return '使用 REDIS_URL'
    const redis = await openRedis(place, report)
    keepers.push(redis.keeper)
    url = redis.url
    return `端口 ${new URL(url).port}${redis.outcome === 'adopted' ? '，已在运行' : ''}`
  })
  return url
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {{ urls: import('./database.mjs').DatabaseUrls, redisUrl: string }} servers
 * @returns {Record<string, string>}
 */
function describe(place, { urls, redisUrl }) {
  return {
    DATABASE_URL: urls.runtime,
    OWNER_DATABASE_URL: urls.owner,
    REDIS_URL: redisUrl,
    APP_KEY: secret(place, 'app key'),
    SECRETS_KEY: process.env.SECRETS_KEY ?? secret(place, 'secrets key'),
    DATA_DIR: place.dataDir,
    HOST: process.env.HOST ?? '127.0.0.1',
    PORT: process.env.PORT ?? '3333',
    NODE_ENV: place.disposable ? 'test' : (process.env.NODE_ENV ?? 'development'),
    // A demonstration unless told otherwise: the platform itself refuses this pack in production.
    ...(process.env.NODE_ENV === 'production'
      ? {}
      : {
          POLICY_PACK: process.env.POLICY_PACK ?? 'demo',
          DEMO_TOTP_SECRETS: JSON.stringify(demoTotpSecrets(place)),
        }),
    TZ: 'Asia/Shanghai',
    // Tests clone databases, which needs more than the owner may do.
    ...(place.disposable && urls.admin ? { ADMIN_DATABASE_URL: urls.admin } : {}),
  }
}

/** @param {Record<string, string>} settings */
const toLines = (settings) =>
  Object.entries(settings)
    .map(([name, value]) => `${name}='${value}'\n`)
    .join('')
