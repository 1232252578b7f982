import { prepareBrowsers } from './browsers.mjs'
import { buildWorkbenchOnce } from './build.mjs'
import { openEnvironment } from './environment.mjs'
import { installPackagesOnce } from './install.mjs'
import { logFile } from './logs.mjs'
import { Steps } from './steps.mjs'

/**
 * Everything that tests and benchmarks need of the machine, step by step on the terminal.
 * @param {import('./place.mjs').Place} place
 * @param {ReadonlySet<string>} needs as the stages name them
 * @returns {Promise<{ env: NodeJS.ProcessEnv, close: () => Promise<void> }>} `close` stops the servers this call started
 */
export async function prepare(place, needs) {
  const steps = new Steps(
    1 + (needs.has('services') ? 2 : 0) + (needs.has('build') ? 1 : 0) + (needs.has('browsers') ? 1 : 0),
  )
  await steps.run('安装依赖', () => installPackagesOnce(logFile(place, 'npm')))
  /** @type {NodeJS.ProcessEnv} */
  let env = { ...process.env, NODE_ENV: 'test', TZ: 'Asia/Shanghai' }
  let close = async () => {}
  if (needs.has('services')) {
    const environment = await openEnvironment(place, { step: steps.run, report: (message) => console.error(message) })
    env = environment.env
    close = environment.close
  }
  if (needs.has('build')) await steps.run('构建工作台', () => buildWorkbenchOnce(logFile(place, 'build')))
  if (needs.has('browsers')) {
    await steps.run('浏览器与中文字体', async () => {
      env = { ...env, ...(await prepareBrowsers(place)) }
    })
  }
  return { env, close }
}
