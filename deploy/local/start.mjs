/** `npm start`: everything from a fresh checkout to a serving platform; Ctrl-C stops what it started. */
import { join } from 'node:path'
import { buildWorkbenchOnce } from './build.mjs'
import { discardUnfinished, seedOnce } from './demo_data.mjs'
import { NODE, openEnvironment } from './environment.mjs'
import { becomeHolder } from './holder.mjs'
import { installPackagesOnce } from './install.mjs'
import { logFile } from './logs.mjs'
import { openPlace, readJson, ROOT } from './place.mjs'
import { openPlatform, TYPESCRIPT } from './platform.mjs'
import { isFree, until, whenNpmIsGone } from './processes.mjs'
import { runLogged, seconds, Steps } from './steps.mjs'
import { explainAndExit, Trouble } from './trouble.mjs'

const PORT = Number(process.env.PORT ?? 3333)
const ADDRESS = `http://localhost:${PORT}`

/** @type {(() => Promise<void> | void)[]} what to stop, in reverse order of starting */
const started = []
let ending = false

try {
  await main()
} catch (error) {
  if (!ending) {
    await stopAll()
    explainAndExit(error)
  }
}

async function main() {
  const begin = Date.now()
  const place = await openPlace()
  const holder = await becomeHolder(place, ADDRESS)
  if ('address' in holder) {
    console.log(`卫统已在运行：${holder.address}`)
    return
  }
  started.push(holder.release)
  stopOnSignal(holder.ending)
  if (!(await until(() => isFree(PORT), 3000)))
    throw new Trouble(`端口 ${PORT} 已被其他程序占用，请用 PORT=端口号 npm start 换一个。`)

  const report = (/** @type {string} */ message) =>
    console.error(`${new Date().toLocaleTimeString('zh-CN', { hour12: false })} ${message}`)
  const steps = new Steps(7)
  await steps.run('安装依赖', () => installPackagesOnce(logFile(place, 'npm')))
  const environment = await openEnvironment(place, { step: steps.run, report })
  started.push(environment.close)
  await steps.run('构建工作台', () => buildWorkbenchOnce(logFile(place, 'build')))
  const owner = environment.env.OWNER_DATABASE_URL ?? ''
  await steps.run('更新数据库结构', async (show) => {
    await discardUnfinished(owner)
    await ace(['migration:run', '--force', '--connection=owner'], { name: 'migrate', show })
  })
  await steps.run('准备演示数据', (show) => seedOnce(owner, () => ace(['seed'], { name: 'seed', show })))
  await steps.run('启动平台', async () => {
    const platform = await openPlatform(place, environment.runtimeEnv, report)
    started.push(platform.close)
  })
  welcome(begin, environment.env)

  /**
   * @param {readonly string[]} args
   * @param {{ name: string, show: import('./environment.mjs').Show }} log
   */
  function ace(args, { name, show }) {
    return runLogged(NODE, [...TYPESCRIPT, 'backend/bin/console.ts', ...args], {
      cwd: ROOT,
      env: environment.env,
      log: logFile(place, name),
      show,
      failure: `命令 node ace ${args[0]} 失败。`,
    })
  }
}

/**
 * @param {number} begin
 * @param {NodeJS.ProcessEnv} env
 */
function welcome(begin, env) {
  console.log(`\n卫统已启动，用时 ${seconds(begin)} 秒：${ADDRESS}`)
  const { password, accounts } = readJson(join(ROOT, 'backend/database/demo_accounts.json'))
  console.log(`\n演示账号（密码均为 ${password}）：`)
  for (const account of accounts) console.log(`  ${account.login.padEnd(14)} ${account.title}：${account.try}`)
  const secrets = Object.entries(JSON.parse(env.DEMO_TOTP_SECRETS ?? '{}'))
  if (secrets.length > 0) console.log('\n三员登录还需要身份验证器，密钥（在验证器应用中手工输入）：')
  for (const [login, key] of secrets) console.log(`  ${login.padEnd(14)} ${key}`)
  console.log('\n按 Ctrl-C 停止。')
}

/** @param {() => void} markEnding */
function stopOnSignal(markEnding) {
  const stop = async () => {
    if (ending) return
    ending = true
    markEnding()
    console.log('\n正在停止……')
    await stopAll()
    console.log('已停止。')
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
  whenNpmIsGone(stop)
}

async function stopAll() {
  for (const stop of started.splice(0).reverse()) await stop()
}
