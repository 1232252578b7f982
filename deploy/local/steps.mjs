import { closeSync, openSync } from 'node:fs'
import { tailOf } from './logs.mjs'
import { spawnTied } from './processes.mjs'
import { Trouble } from './trouble.mjs'

const QUIET_SECONDS = 10
const PROGRESS_LENGTH = 30

/** Numbered steps on the terminal: title, time and progress while it runs, time and a few words when it is done. */
export class Steps {
  #done = 0
  #progress = ''
  #total

  /** @param {number} total */
  constructor(total) {
    this.#total = total
  }

  /** @type {import('./environment.mjs').Step} */
  run = async (title, work) => {
    this.#done += 1
    const begin = Date.now()
    this.#progress = ''
    const head = `[${this.#done}/${this.#total}] ${title} …`
    process.stdout.write(head)
    const ticking = setInterval(() => this.#tick(head, begin), 1000)
    try {
      const words = await work((progress) => (this.#progress = progress))
      clearInterval(ticking)
      if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${head}`)
      process.stdout.write(` 完成 ${seconds(begin)} 秒${words ? `（${words}）` : ''}\n`)
    } catch (error) {
      clearInterval(ticking)
      process.stdout.write(' 失败\n')
      throw error
    }
  }

  /**
   * @param {string} head
   * @param {number} begin
   */
  #tick(head, begin) {
    const elapsed = Math.round((Date.now() - begin) / 1000)
    const words = `${elapsed} 秒${this.#progress ? `：${this.#progress.slice(0, PROGRESS_LENGTH)}` : ''}`
    if (process.stdout.isTTY) process.stdout.write(`\r\u001B[K${head} ${words}`)
    else if (elapsed % QUIET_SECONDS === 0) process.stdout.write(` ${words} …`)
  }
}

/**
 * @param {number} begin from Date.now()
 * @returns {string} elapsed seconds; one decimal below ten
 */
export function seconds(begin) {
  const elapsed = (Date.now() - begin) / 1000
  return elapsed < 10 ? elapsed.toFixed(1) : elapsed.toFixed(0)
}

/**
 * Runs a command with its output in a log file, whose last line is its progress.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ log: string, cwd?: string, env?: NodeJS.ProcessEnv, failure: string, show?: import('./environment.mjs').Show }}
 *   options failure: said when it fails
 * @throws {Trouble} with the last lines of the log
 */
export async function runLogged(command, args, { log, cwd, env, failure, show = () => {} }) {
  const output = openSync(log, 'w')
  const child = spawnTied(command, args, {
    cwd,
    env,
    stdio: ['ignore', output, output],
    deathSignal: 'KILL',
  })
  closeSync(output)
  const watching = setInterval(() => show(tailOf(log, 1)), 1000)
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(127))
    child.once('exit', (status) => resolve(status ?? 1))
  })
  clearInterval(watching)
  if (code !== 0) throw new Trouble(`${failure}完整记录：${log}`, tailOf(log, 25))
}
