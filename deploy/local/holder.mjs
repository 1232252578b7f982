import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { readJson, writePrivate } from './place.mjs'
import { livesWith, until } from './processes.mjs'

/** Longer than `npm start` needs to notice that its npm was killed. */
const BENEFIT_OF_DOUBT_MS = 2000

/**
 * One `npm start` per data directory.
 * @param {import('./place.mjs').Place} place
 * @param {string} address where this one is going to serve
 * @returns {Promise<{ ending: () => void, release: () => void } | { address: string }>} the address of the one that
 *   already runs; one that is just ending is waited for
 */
export async function becomeHolder(place, address) {
  const file = join(place.dataDir, 'start.json')
  const other = () => {
    const holder = readJson(file)
    return holder.pid !== process.pid && livesWith(holder.pid, 'start.mjs') ? holder : null
  }
  await until(() => !other() || other()?.ending, BENEFIT_OF_DOUBT_MS)
  await until(() => !other()?.ending, 60_000)
  const running = other()
  if (running) return { address: running.address }

  const write = (/** @type {boolean} */ ending) =>
    writePrivate(file, JSON.stringify({ pid: process.pid, address, ending }))
  write(false)
  return { ending: () => write(true), release: () => rmSync(file, { force: true }) }
}
