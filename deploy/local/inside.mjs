import { existsSync } from 'node:fs'
import { NODE, openEnvironment } from './environment.mjs'
import { openPlace, ROOT } from './place.mjs'
import { spawnTied } from './processes.mjs'
import { Trouble } from './trouble.mjs'

/**
 * Runs a command in the environment of a data directory, with its servers started for as long as the command runs unless
 * they run already. The command shares this process's terminal.
 * @param {{ dataDir?: string, disposable?: boolean }} where
 * @param {readonly string[]} command program and arguments; the program `node` is the Node the project brings along
 * @returns {Promise<number>} its exit code
 */
export async function runInside(where, command) {
  if (!existsSync(NODE)) throw new Trouble('依赖还没有安装：请先运行 npm start（或 npm ci）。')
  // A command started by another one of ours is inside already.
  if (process.env.OWNER_DATABASE_URL) return runHere(command, process.env)
  const environment = await openEnvironment(await openPlace(where), { report: (message) => console.error(message) })
  try {
    return await runHere(command, environment.env)
  } finally {
    await environment.close()
  }
}

/**
 * @param {readonly string[]} command
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>}
 */
export function runHere([program = '', ...args], env) {
  const child = spawnTied(program === 'node' ? NODE : program, args, {
    env,
    cwd: ROOT,
    stdio: 'inherit',
    detached: false,
  })
  // The terminal sends Ctrl-C to both; this process stays to clean up after the command.
  const wait = () => {}
  const pass = () => child.kill('SIGTERM')
  process.on('SIGINT', wait).on('SIGTERM', pass)
  return new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (code) => {
      process.off('SIGINT', wait).off('SIGTERM', pass)
      resolve(code ?? 1)
    })
  })
}
