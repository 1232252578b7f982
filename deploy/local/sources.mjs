import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './place.mjs'

/**
 * A fingerprint of files and folders by name and content: equal means nothing has to be built or seeded again.
 * @param {readonly string[]} paths relative to the repository; missing ones count as missing
 * @returns {string} 16 hexadecimal digits
 */
export function fingerprint(paths) {
  const hash = createHash('sha256')
  for (const path of paths) addTo(hash, path)
  return hash.digest('hex').slice(0, 16)
}

/**
 * @param {import('node:crypto').Hash} hash
 * @param {string} path
 */
function addTo(hash, path) {
  const absolute = join(ROOT, path)
  if (!existsSync(absolute)) return
  if (statSync(absolute).isFile()) {
    hash.update(`${path}\0`).update(readFileSync(absolute)).update('\0')
    return
  }
  const names = readdirSync(absolute).filter((name) => name !== 'node_modules' && !name.endsWith('.spec.ts'))
  for (const name of names.sort()) addTo(hash, `${path}/${name}`)
}
