import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { readJson, ROOT } from './place.mjs'
import { runLogged } from './steps.mjs'

/**
 * Runs `npm ci` when the installed packages are not those of package-lock.json.
 * @param {string} log file for npm's output
 * @returns {Promise<string | undefined>} a few words when there was nothing to do
 */
export async function installPackagesOnce(log) {
  if (isInstalled()) return '已安装'
  // npm ci removes node_modules with the Node in it, so npm must run on the machine's own.
  const path = (process.env.PATH ?? '').split(delimiter).filter((dir) => !dir.includes('node_modules'))
  await runLogged('npm', ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: ROOT,
    env: { ...process.env, PATH: path.join(delimiter) },
    log,
    failure: '安装依赖失败，请检查网络与 npm 源设置后重试。',
  })
  return undefined
}

/**
 * npm writes node_modules/.package-lock.json last and only after a complete install, so equal versions mean installed;
 * packages for other platforms are optional and may be missing.
 */
function isInstalled() {
  if (!existsSync(join(ROOT, 'node_modules/.bin/node'))) return false
  const installed = readJson(join(ROOT, 'node_modules/.package-lock.json')).packages ?? {}
  const wanted = readJson(join(ROOT, 'package-lock.json')).packages ?? {}
  return Object.entries(wanted)
    .filter(([path]) => path.startsWith('node_modules/') || path.includes('/node_modules/'))
    .every(([path, { version, optional, devOptional }]) =>
      installed[path] ? installed[path].version === version : Boolean(optional ?? devOptional),
    )
}
