import { closeSync, openSync } from 'node:fs'
import { NODE } from './environment.mjs'
import { Keeper } from './keeper.mjs'
import { logFile, tailOf } from './logs.mjs'
import { ROOT } from './place.mjs'
import { spawnTied, until } from './processes.mjs'
import { Trouble } from './trouble.mjs'

const PATIENCE_MS = 120_000
const HOPELESS_STARTS = 3

/** Arguments of Node that run a TypeScript file of the repository. */
export const TYPESCRIPT = ['--import=@poppinss/ts-exec']

/**
 * Starts the web and the worker process and waits until the platform serves.
 * @param {import('./place.mjs').Place} place
 * @param {NodeJS.ProcessEnv} env without the owner's key
 * @param {(message: string) => void} report told when one of them ended and is started again
 * @returns {Promise<{ close: () => Promise<void> }>}
 */
export async function openPlatform(place, env, report) {
  let ready = false
  const starts = { web: 0, worker: 0 }
  const keeper = (/** @type {'web' | 'worker'} */ name, /** @type {string} */ title, /** @type {string} */ file) =>
    new Keeper({
      name: title,
      report: (message) => ready && report(message), // before that, the failure itself says more
      start: async () => {
        starts[name] += 1
        const output = openSync(logFile(place, name), 'a')
        const child = spawnTied(NODE, [...TYPESCRIPT, file], {
          cwd: ROOT,
          env,
          stdio: ['ignore', output, output],
          deathSignal: 'KILL', // ending politely could keep the port while the next start wants it
        })
        closeSync(output)
        return child
      },
    })
  const keepers = [
    keeper('worker', '后台任务进程', 'backend/bin/worker.ts'),
    keeper('web', '网站进程', 'backend/bin/server.ts'),
  ]
  const close = async () => {
    await Promise.all(keepers.map((each) => each.close()))
  }
  for (const each of keepers) await each.open()

  const hopeless = () => starts.web >= HOPELESS_STARTS || starts.worker >= HOPELESS_STARTS
  const everywhere = env.HOST === '0.0.0.0' || env.HOST === '::'
  const url = `http://${everywhere ? '127.0.0.1' : env.HOST}:${env.PORT}/health/ready`
  await until(async () => (ready = await isReady(url)) || hopeless(), PATIENCE_MS)
  if (!ready) {
    await close()
    const culprit = starts.worker >= HOPELESS_STARTS ? 'worker' : 'web'
    throw new Trouble(`平台没有启动（${url}）。`, tailOf(logFile(place, culprit), 40))
  }
  return { close }
}

/**
 * @param {string} url
 * @returns {Promise<boolean>}
 */
async function isReady(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(3000) })
    await response.body?.cancel()
    return response.status === 200
  } catch {
    return false
  }
}
