/**
 * `npm test [-- --only kernel,http] [--filter <part of a spec's path>]`: sets everything up and runs every stage, beside a
 * running `npm start`. The last line is `N passed, N failed`; a check such as the linter counts as one.
 */
import { closeSync, existsSync, openSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { logFile, tailOf } from './logs.mjs'
import { openPlace, readJson, ROOT } from './place.mjs'
import { prepare } from './prepare.mjs'
import { spawnTied } from './processes.mjs'
import { STAGES } from './stages.mjs'
import { seconds } from './steps.mjs'
import { explainAndExit, Trouble } from './trouble.mjs'

const SHOWN_LINES = 80

const { values } = parseArgs({ options: { only: { type: 'string' }, filter: { type: 'string', default: '' } } })
const interactive = values.only !== undefined || values.filter !== ''

try {
  await main()
} catch (error) {
  explainAndExit(error)
}

async function main() {
  const stages = chosenStages()
  const place = await openPlace({ dataDir: process.env.TEST_DATA_DIR ?? '.data/test', disposable: true })
  const { env, close } = await prepare(place, new Set(stages.flatMap((stage) => stage.needs)))
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void close().then(() => process.exit(130)))

  const total = { passed: 0, failed: 0 }
  for (const stage of stages) {
    const begin = Date.now()
    const { passed, failed, skipped } = await runStage(place, stage, env)
    total.passed += passed
    total.failed += failed
    const counts = [`${passed} 通过`, failed > 0 && `${failed} 失败`, skipped > 0 && `${skipped} 跳过`]
    console.log(`${failed > 0 ? '✗' : '✓'} ${stage.title}：${counts.filter(Boolean).join('，')}，${seconds(begin)} 秒`)
  }
  await close()
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed > 0 ? 1 : 0)
}

function chosenStages() {
  const names = values.only?.split(',')
  const unknown = names?.filter((name) => !STAGES.some((stage) => stage.name === name)) ?? []
  if (unknown.length > 0) {
    throw new Trouble(`没有这个测试阶段：${unknown.join('、')}。可选：${STAGES.map(({ name }) => name).join('、')}。`)
  }
  return STAGES.filter(({ name, timeout }) => names?.includes(name) ?? (values.filter === '' || timeout !== undefined))
}

/**
 * @param {import('./place.mjs').Place} place
 * @param {import('./stages.mjs').Stage} stage
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<{ passed: number, failed: number, skipped: number }>}
 */
async function runStage(place, stage, env) {
  const log = logFile(place, `test-${stage.name}`)
  const summaryFile = join(place.dataDir, `summary-${stage.name}.json`)
  rmSync(summaryFile, { force: true })
  const code = await runQuietly(stage.command, log, {
    ...env,
    TEST_SUMMARY: summaryFile,
    TEST_TIMEOUT: String(stage.timeout ?? ''),
    TEST_FILTER: values.filter,
    NO_COLOR: interactive ? '' : '1',
  })
  const result =
    stage.timeout === undefined
      ? { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
      : judge(code, summaryFile)
  if (result.failed > 0 && !interactive) console.log(tailOf(log, SHOWN_LINES))
  return result
}

/**
 * A runner that ran nothing, died, or left with an error without saying which test failed has failed.
 * @param {number} code
 * @param {string} summaryFile
 */
function judge(code, summaryFile) {
  if (!existsSync(summaryFile)) return { passed: 0, failed: 1, skipped: 0 }
  const { passed, failed, skipped } = readJson(summaryFile)
  const silent = failed === 0 && (code !== 0 || (passed === 0 && values.filter === ''))
  return { passed, failed: silent ? 1 : failed, skipped }
}

/**
 * @param {readonly string[]} command
 * @param {string} log
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
function runQuietly([program = '', ...args], log, env) {
  const output = openSync(log, 'w')
  const child = spawnTied(program, args, {
    cwd: ROOT,
    env,
    stdio: interactive ? 'inherit' : ['ignore', output, output],
  })
  closeSync(output)
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
