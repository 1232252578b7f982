import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const LARGEST = 10 * 1024 * 1024

/**
 * The log file of a process; a large one is set aside as `.1` before it is used again.
 * @param {import('./place.mjs').Place} place
 * @param {string} name
 * @returns {string}
 */
export function logFile(place, name) {
  const dir = join(place.dataDir, 'logs')
  mkdirSync(dir, { recursive: true })
  const file = join(dir, `${name}.log`)
  if (existsSync(file) && statSync(file).size > LARGEST) renameSync(file, `${file}.1`)
  return file
}

/**
 * @param {string} file
 * @param {number} [lines]
 * @returns {string} the last lines, without colours
 */
export function tailOf(file, lines = 15) {
  return existsSync(file)
    ? stripVTControlCharacters(readFileSync(file, 'utf8')).trimEnd().split('\n').slice(-lines).join('\n')
    : ''
}
