import { setTimeout as sleep } from 'node:timers/promises'
import { livesWith, stopChild } from './processes.mjs'

const LONGEST_PAUSE_MS = 15_000
const STEADY_MS = 60_000

/**
 * What a keeper needs to know of a server.
 * @typedef {object} Kept
 * @property {string} name shown to people
 * @property {() => Promise<number | null>} [adopt] pid of an instance of the same data that already serves, started by
 *   another command; null when there is none (waits for one that is just ending)
 * @property {string} [marker] part of the command line that only this server has
 * @property {() => Promise<import('node:child_process').ChildProcess>} start starts it and returns when it serves
 * @property {NodeJS.Signals} [stopSignal]
 * @property {(message: string) => void} [report] told when it ended by itself and is started again
 */

/** Keeps one server running: uses the one that is there, starts it otherwise, starts it again when it ends by itself. */
export class Keeper {
  #kept
  /** @type {import('node:child_process').ChildProcess | null} */
  #child = null
  #stopping = false
  #pause = 500
  #timer = /** @type {NodeJS.Timeout | undefined} */ (undefined)

  /** @param {Kept} kept */
  constructor(kept) {
    this.#kept = kept
  }

  /** @returns {Promise<'adopted' | 'started'>} when the server serves */
  async open() {
    const pid = (await this.#kept.adopt?.()) ?? null
    if (pid !== null) {
      this.#watchAdopted(pid)
      return 'adopted'
    }
    const child = await this.#kept.start()
    this.#child = child
    if (this.#stopping) await this.close()
    const since = Date.now()
    child.once('exit', () => {
      if (this.#stopping) return
      if (Date.now() - since > STEADY_MS) this.#pause = 500
      void this.#reopen()
    })
    return 'started'
  }

  /** Stops the server if this keeper started it; an adopted one belongs to whoever started it. */
  async close() {
    this.#stopping = true
    clearInterval(this.#timer)
    if (this.#child) await stopChild(this.#child, { signal: this.#kept.stopSignal })
  }

  /** @param {number} pid */
  #watchAdopted(pid) {
    this.#timer = setInterval(() => {
      if (livesWith(pid, this.#kept.marker ?? '')) return
      clearInterval(this.#timer)
      void this.#reopen()
    }, 1000)
    this.#timer.unref()
  }

  async #reopen() {
    while (!this.#stopping) {
      this.#kept.report?.(`${this.#kept.name} 意外结束，${this.#pause / 1000} 秒后重新启动`)
      await sleep(this.#pause)
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS)
      if (this.#stopping) return
      try {
        await this.open()
        return
      } catch (error) {
        this.#kept.report?.(error instanceof Error ? error.message : String(error))
      }
    }
  }
}
