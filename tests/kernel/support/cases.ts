import { readFileSync } from 'node:fs'

/** The rows of `tests/kernel/cases/<name>.cases.json`. */
export function readCases<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`../cases/${name}.cases.json`, import.meta.url), 'utf8')) as T[]
}
