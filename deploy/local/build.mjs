import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { NODE } from './environment.mjs'
import { ROOT } from './place.mjs'
import { fingerprint } from './sources.mjs'
import { runLogged } from './steps.mjs'

const WORKBENCH = join(ROOT, 'workbench')
const SOURCES = [
  ...['src', 'public', 'angular.json', 'tsconfig.app.json', '.browserslistrc'].map((name) => `workbench/${name}`),
  ...['designer/src', 'reports/src', 'package-lock.json', 'tsconfig.base.json'],
]
const COMPRESSED = /\.(js|css|html|json|svg)$/
const SMALLEST = 1024

/**
 * Builds the workbench into workbench/dist when its sources are not those of the last build. The old build is replaced in
 * one step, so a failed build leaves it in place.
 * @param {string} log file for the compiler's output
 * @returns {Promise<string | undefined>} a few words when there was nothing to do
 */
export async function buildWorkbenchOnce(log) {
  const stamp = join(WORKBENCH, 'dist/.sources')
  const sources = fingerprint(SOURCES)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return '没有变化'

  await runLogged(NODE, [join(ROOT, 'node_modules/.bin/ng'), 'build', '--output-path', 'build/next'], {
    cwd: WORKBENCH,
    env: { ...process.env, NG_CLI_ANALYTICS: 'false', CI: '1' },
    log,
    failure: '构建工作台失败。',
  })
  const next = join(WORKBENCH, 'build/next')
  await compress(join(next, 'browser'))
  writeFileSync(join(next, '.sources'), sources)
  rmSync(join(WORKBENCH, 'build/old'), { recursive: true, force: true })
  if (existsSync(join(WORKBENCH, 'dist'))) renameSync(join(WORKBENCH, 'dist'), join(WORKBENCH, 'build/old'))
  renameSync(next, join(WORKBENCH, 'dist'))
  rmSync(join(WORKBENCH, 'build/old'), { recursive: true, force: true })
  return undefined
}

/**
 * Puts `.gz` and `.br` beside every text file worth it; the server sends them as they are.
 * @param {string} folder
 */
async function compress(folder) {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => COMPRESSED.test(name))
  await Promise.all(
    files.map(async (name) => {
      const content = await readFile(join(folder, name))
      if (content.length < SMALLEST) return
      const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
      await writeFile(join(folder, `${name}.gz`), await promisify(gzip)(content, { level: 9 }))
      await writeFile(join(folder, `${name}.br`), await promisify(brotliCompress)(content, { params }))
    }),
  )
}
